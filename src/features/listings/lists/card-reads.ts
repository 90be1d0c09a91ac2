import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Named } from '../../places/place.ts';
import type { Side } from '../basics.ts';

/** One listing as lists show it; there is no contact in it. */
export type ListedRow = {
  id: Id;
  side: Side;
  version: number;
  status: 'published' | 'matched';
  title: string;
  text: string;
  invented: boolean;
  publishedAt: Date;
  organization: string | null;
  organizationId: Id | null;
  region: string | null;
  place: Named | null;
  county: Named | null;
  industries: (Named & { code: string })[];
  kind: string | null;
  stage: string | null;
  trl: number | null;
  cooperation: string[];
  deadline: string | null;
  scaleMu: number | null;
  salinity: number | null;
  hands: number | null;
  wantedKind: string | null;
  saltLimit: number | null;
  labourDays: number | null;
  capitalFen: number | null;
  capacity: number | null;
  scaleHeads: number | null;
  households: number | null;
  sourceName: string | null;
  sourceUrl: string | null;
};

/** These listings in this order; `textLength` cuts what they are about. */
export async function listedRows(db: Knex, ids: readonly Id[], textLength: number): Promise<ListedRow[]> {
  if (ids.length === 0) return [];
  const rows = (await db('listings as l')
    .leftJoin('technologies as t', 't.listing_id', 'l.id')
    .leftJoin('needs as n', 'n.listing_id', 'l.id')
    .leftJoin('organizations as o', 'o.id', 'l.organization_id')
    .leftJoin('regions as r', 'r.code', 'l.region_code')
    .leftJoin('regions as c', (on) =>
      on.on('c.code', db.raw(`left(l.region_code, 6) || '000000'`)).onIn('r.level', ['township', 'village']),
    )
    .whereIn('l.id', ids)
    .select('l.id', 'l.side', 'l.version', 'l.status', 'l.title', 'l.invented', 'l.published_at as publishedAt')
    .select('o.name as organization', 'o.id as organizationId', 'l.region_code as region')
    .select('l.source_name as sourceName', 'l.source_url as sourceUrl')
    .select('n.salinity', 'n.hands', 'n.wanted_kind as wantedKind', 't.salt_limit as saltLimit', 't.labour_days as labourDays')
    .select('t.capital_fen as capitalFen', 't.capacity')
    .select('t.kind', 't.field_stage as stage', 't.trl', 'n.deadline', 'n.scale_mu as scaleMu', 'n.households')
    .select('n.scale_heads as scaleHeads')
    .select(
      db.raw(`coalesce(t.cooperation, '{}') as cooperation`),
      db.raw(
        `left(coalesce(nullif(t.problem, ''), nullif(t.advantage, ''), nullif(t.how_it_works, ''), n.problem, ''), ?) as text`,
        [textLength],
      ),
      db.raw(`case when r.code is not null then json_build_object('name', r.name, 'nameEn', r.name_en) end as place`),
      db.raw(`case when c.code is not null then json_build_object('name', c.name, 'nameEn', c.name_en) end as county`),
      db.raw(`coalesce((select json_agg(json_build_object('code', i.code, 'name', i.name_zh, 'nameEn', i.name_en) order by i.code)
        from listing_industries li join industries i on i.code = li.industry_code where li.listing_id = l.id), '[]') as industries`),
    )) as ListedRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
