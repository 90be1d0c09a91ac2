import type { Knex } from 'knex';
import { AppError } from '../../../kernel/error.ts';
import { regionPrefix, significantDigits } from '../../../kernel/region-code.ts';

export type Choice = { value: string; label: string };
/** A place as the editor asks for it: the county, and within it a township or village by name. */
export type TypedPlace = { county: string; village: string };

type Region = { code: string; name: string; parent: string };

export function placeReads(db: Knex) {
  const inside = (county: string) =>
    db('regions as r')
      .join('regions as p', 'p.code', 'r.parent_code')
      .whereIn('r.level', ['township', 'village'])
      .where('r.code', 'like', `${regionPrefix(county)}%`)
      .orderBy('r.code')
      .select('r.code', 'r.name', db.raw(`case when r.level = 'village' then p.name else '' end as parent`));

  return {
    async counties(language: 'zh' | 'en'): Promise<Choice[]> {
      const name = language === 'en' ? db.raw('coalesce(name_en, name) as label') : 'name as label';
      return (await db('regions')
        .whereIn('level', ['city', 'county'])
        .orderByRaw(`level = 'city', code`)
        .select('code as value', name)) as Choice[];
    },
    /** What may be typed after the county; a whole province of villages would make the page heavy, so a county at a time. */
    async villages(county: string): Promise<string[]> {
      if (significantDigits(county) < 6) return [];
      return ((await inside(county)) as Region[]).map(({ parent, name }) => parent + name);
    },
    async typed(code: string | null): Promise<TypedPlace> {
      if (code === null) return { county: '', village: '' };
      if (significantDigits(code) <= 6) return { county: code, village: '' };
      const county = `${code.slice(0, 6)}000000`;
      const found = ((await inside(county).where('r.code', code)) as Region[])[0];
      return { county, village: found ? found.parent + found.name : '' };
    },
    /** The code that was meant; refuses what is not there or could be two, and says what to type. */
    async codeOf({ county, village }: TypedPlace): Promise<string | null> {
      const text = village.replace(/\s/g, '');
      if (county === '') return text === '' ? null : refusePlace('listing-editor:place.county-first');
      if (text === '') return county;
      const found = (await inside(county).whereRaw(
        `(r.name in (:text, :text || '村') or p.name || r.name in (:text, :text || '村'))`,
        { text },
      )) as Region[];
      if (found.length === 1 && found[0]) return found[0].code;
      const near =
        found.length > 1 ? found : ((await inside(county).whereRaw('strpos(r.name, ?) > 0', [text]).limit(5)) as Region[]);
      const names = near.map(({ parent, name }) => parent + name).join('、');
      if (found.length > 1) return refusePlace('listing-editor:place.two', { names });
      return names ? refusePlace('listing-editor:place.none-but', { names }) : refusePlace('listing-editor:place.none');
    },
    /** Where it is, from the outside in: county, township, village. */
    async path(code: string | null): Promise<string> {
      if (code === null) return '';
      const codes = [6, 9, 12].map((digits) => code.slice(0, digits).padEnd(12, '0'));
      const names = (await db('regions')
        .whereIn('code', significantDigits(code) < 6 ? [code] : codes)
        .orderBy('code')
        .pluck('name')) as string[];
      return names.join(' ');
    },
  };
}

function refusePlace(key: string, params: Record<string, string> = {}): never {
  throw new AppError('invalid', 'web:errors.check-fields', {}, { regionCode: { key, params } });
}
