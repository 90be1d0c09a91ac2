import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { columnsFrom, fieldsFrom } from '../columns-store.ts';
import type { Assessment } from './assessment.ts';
import type { ReadBack } from './read-back.ts';
import { parts } from './suggestion.ts';

/** Findings and read-backs of a need; whoever writes one has locked the need, so one follows the other. */
export type ClinicStore = {
  latestAssessment(listingId: Id): Promise<Assessment | undefined>;
  addAssessment(assessment: Assessment): Promise<void>;
  latestReadBack(listingId: Id): Promise<ReadBack | undefined>;
  readBackByCode(code: string): Promise<ReadBack | undefined>;
  /** Adds it, or writes its answer down. */
  saveReadBack(readBack: ReadBack): Promise<void>;
};

const readBackFields = [
  ...['id', 'listingId', 'number', 'version', 'problem', 'expertProblem', 'code', 'askedBy', 'askedAt', 'answer'],
  ...['objection', 'way', 'answeredBy', 'answeredAt'],
];
const shared = ['id', 'listingId', 'number', 'version', 'said', 'accountId', 'at'];

export function clinicStore(trx: Knex): ClinicStore {
  return {
    latestAssessment: async (listingId) => (await assessmentsOf(trx, listingId, 1)).at(0),
    async addAssessment(assessment) {
      const { scores, notes } = assessment;
      const points = Object.fromEntries<number | string>(
        parts.flatMap((part) => [[part, scores[part]] as const, [`${part}_note`, notes[part]] as const]),
      );
      await trx('need_assessments').insert({ ...columnsFrom(assessment, shared), ...points });
    },
    latestReadBack: (listingId) => findReadBack(trx, { listing_id: listingId }),
    readBackByCode: (code) => findReadBack(trx, { code }),
    async saveReadBack(readBack) {
      const answer = columnsFrom(readBack, ['answer', 'objection', 'way', 'answeredBy', 'answeredAt']);
      const written = (await trx('need_read_backs').where({ id: readBack.id }).update(answer)) as number;
      if (written === 0) await trx('need_read_backs').insert(columnsFrom(readBack, readBackFields));
    },
  };
}

/** The newest first. */
export async function assessmentsOf(db: Knex, listingId: Id, most: number): Promise<Assessment[]> {
  const rows = (await db('need_assessments').where({ listing_id: listingId }).orderBy('number', 'desc').limit(most)) as Record<
    string,
    unknown
  >[];
  return rows.map(toAssessment);
}

/** The latest read-back that this is true of. */
export async function findReadBack(
  db: Knex,
  of: { listing_id: Id } | { code: string } | { id: Id },
): Promise<ReadBack | undefined> {
  const row = (await db('need_read_backs').where(of).orderBy('number', 'desc').first()) as object | undefined;
  return row && (fieldsFrom(row, readBackFields) as ReadBack); // the columns are those of its fields
}

export function toAssessment(row: Record<string, unknown>): Assessment {
  const scores = Object.fromEntries(parts.map((part) => [part, row[part]]));
  const notes = Object.fromEntries(parts.map((part) => [part, row[`${part}_note`]]));
  return { ...fieldsFrom(row, shared), scores, notes } as Assessment; // the columns are those of its fields
}
