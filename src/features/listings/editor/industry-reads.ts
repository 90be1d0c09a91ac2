import type { Knex } from 'knex';
import { AppError } from '../../../kernel/error.ts';
import type { Choice } from './place-reads.ts';

export function industryReads(db: Knex) {
  const label = (language: 'zh' | 'en') =>
    language === 'en' ? db.raw('coalesce(name_en, name_zh) as label') : db.ref('name_zh').as('label');
  return {
    /** The industries that the plan names, its leading ten first. */
    async ofPlan(language: 'zh' | 'en'): Promise<(Choice & { leading: boolean })[]> {
      return (await db('industries')
        .whereNotNull('plan_group')
        .orderByRaw(`plan_group = 'field', code`)
        .select('code as value', label(language), db.raw(`plan_group = 'ten' as leading`))) as (Choice & { leading: boolean })[];
    },
    async named(codes: readonly string[], language: 'zh' | 'en'): Promise<Choice[]> {
      return (await db('industries').whereIn('code', codes).orderBy('code').select('code as value', label(language))) as Choice[];
    },
    /** The codes that a person typed, as codes or as names; refuses the first that is neither. */
    async codesOf(text: string): Promise<string[]> {
      const typed = text
        .split(/[,，、;；\s]+/)
        .map((word) => word.trim())
        .filter(Boolean);
      const found = (await db('industries')
        .whereIn(
          'code',
          typed.map((word) => word.toUpperCase()),
        )
        .orWhereIn('name_zh', typed)
        .select('code', 'name_zh as name')) as { code: string; name: string }[];
      const unknown = typed.find((word) => !found.some(({ code, name }) => code === word.toUpperCase() || name === word));
      if (unknown === undefined) return found.map(({ code }) => code);
      const industries = { key: 'listing-editor:industry.unknown', params: { word: unknown.slice(0, 20) } };
      throw new AppError('invalid', 'web:errors.check-fields', {}, { industries });
    },
  };
}
