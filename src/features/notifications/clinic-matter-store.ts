import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { AssessmentMatter, ReadBackMatter } from './clinic-matters.ts';

export type ClinicMatterStore = ReturnType<typeof clinicMatterStore>;

/** What the need clinic tells people about, as it is now. */
export function clinicMatterStore(trx: Knex) {
  return {
    async assessment(assessmentId: Id): Promise<AssessmentMatter | undefined> {
      return (await trx('need_assessments as a')
        .join('listings as l', 'l.id', 'a.listing_id')
        .where('a.id', assessmentId)
        .first(
          ...['a.id', 'l.id as needId', 'l.title', 'l.account_id as ownerId', 'a.account_id as assessorId'],
          trx.raw(
            `not exists (select from need_assessments b where b.listing_id = a.listing_id and b.number > a.number) as "isLatest"`,
          ),
        )) as AssessmentMatter | undefined;
    },
    async readBack(readBackId: Id): Promise<ReadBackMatter | undefined> {
      return (await trx('need_read_backs as b')
        .join('listings as l', 'l.id', 'b.listing_id')
        .join('needs as n', 'n.listing_id', 'l.id')
        .where('b.id', readBackId)
        .first(
          ...['b.id', 'l.id as needId', 'l.title', 'l.account_id as ownerId', 'b.answer', 'b.objection'],
          trx.raw(`n.entered_for <> '' as "isOnBehalf"`),
          trx.raw(`array[b.asked_by] || array(select account_id from need_assessments a where a.listing_id = l.id
            order by number desc limit 1) as "expertIds"`),
        )) as ReadBackMatter | undefined;
    },
  };
}
