import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { usualFairness, type Fairness } from './fairness.ts';

export type SettingsStore = ReturnType<typeof settingsStore>;
/** `version` is 0 while nobody has set anything. */
export type CurrentFairness = { version: number; fairness: Fairness };

export function settingsStore(trx: Knex) {
  return {
    current: () => currentFairness(trx),
    /** False when this version is there already: somebody else was first. */
    async add(
      version: number,
      { best, exposure, own, equalStep, poorFirst }: Fairness,
      reason: string,
      by: Id,
    ): Promise<boolean> {
      const rows = await trx('matching_settings')
        .insert({ ...{ version, best, exposure, own, equal_step: equalStep, poor_first: poorFirst }, reason, created_by: by })
        .onConflict('version')
        .ignore()
        .returning('version');
      return rows.length === 1;
    },
  };
}

export async function currentFairness(db: Knex): Promise<CurrentFairness> {
  const row = (await db('matching_settings')
    .orderBy('version', 'desc')
    .first('version', 'best', 'exposure', 'own', 'equal_step as equalStep', 'poor_first as poorFirst')) as
    (Fairness & { version: number }) | undefined;
  if (!row) return { version: 0, fairness: usualFairness };
  const { version, ...fairness } = row;
  return { version, fairness };
}
