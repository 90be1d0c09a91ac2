import type { Knex } from 'knex';
import type { Named } from '../../places/place.ts';

export type IndustryChoice = Named & { code: string; planGroup: 'ten' | 'field' | null };
export type PlaceChoice = Named & { code: string };

const industryColumns = ['code', 'name_zh as name', 'name_en as nameEn', 'plan_group as planGroup'];
const placeColumns = ['code', 'name', 'name_en as nameEn'];

/** What the filters of lists offer, and the names of what an address filters by. */
export function choiceReads(db: Knex) {
  return {
    /** The plan's industries, the divisions of farming and the other sections, as far as a listing is in them. */
    async industriesInUse(): Promise<IndustryChoice[]> {
      return (
        (await db('industries as i')
          .select(industryColumns)
          .where((offered) =>
            offered
              .where('plan_group', 'ten')
              .orWhere({ level: 'division', parent_code: 'A' })
              .orWhere((section) => section.where({ level: 'section' }).whereNot({ code: 'A' })),
          )
          // The operators are those of the index, which sorts by bytes; every code inside begins with this one and a digit.
          .whereRaw(
            `exists (select from listing_industries li where li.industry_code ~>=~ i.code and li.industry_code ~<~ (i.code || ':'))`,
          )
          .orderBy('code')) as IndustryChoice[]
      );
    },
    async counties(cityCode: string): Promise<PlaceChoice[]> {
      return (await db('regions')
        .where({ level: 'county', parent_code: cityCode })
        .orderBy('code')
        .select(placeColumns)) as PlaceChoice[];
    },
    async industry(code: string): Promise<Named | undefined> {
      return (await db('industries').where({ code }).first(industryColumns)) as Named | undefined;
    },
    async region(code: string): Promise<Named | undefined> {
      return (await db('regions').where({ code }).first(placeColumns)) as Named | undefined;
    },
  };
}
