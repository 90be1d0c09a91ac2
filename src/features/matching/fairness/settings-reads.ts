import type { Knex } from 'knex';
import type { Fairness } from './fairness.ts';

export type SettingsVersion = Fairness & { version: number; reason: string; createdAt: Date };

const shown = 20;

export function settingsReads(db: Knex) {
  return {
    /** The newest first. */
    async history(): Promise<SettingsVersion[]> {
      return (await db('matching_settings')
        .orderBy('version', 'desc')
        .limit(shown)
        .select('version', 'best', 'exposure', 'own', 'equal_step as equalStep', 'poor_first as poorFirst', 'reason')
        .select('created_at as createdAt')) as SettingsVersion[];
    },
  };
}
