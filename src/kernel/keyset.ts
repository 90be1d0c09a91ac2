import { z } from 'zod';

/** A place in a list ordered by time and id, both descending. `before` pages to older rows, `after` to newer ones. */
export type Cursor = { at: string; id: string };

/** As `writeCursor` writes it: in UTC, and in a year that PostgreSQL knows, which has no year 0. */
const Moment = z.iso
  .datetime()
  .max(40)
  .regex(/^(?!0000)/);
const Written = z.tuple([Moment, z.uuid()]);

/** The cursor as it stands in an address; opaque to readers. `at` keeps the microseconds that PostgreSQL has and Date has not. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url');
}

/** The cursor that an address names; undefined when it is missing or was made up, so that such a link shows the first page. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (!text || text.length > 200) return undefined;
  try {
    const [at, id] = Written.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { at, id };
  } catch {
    return undefined;
  }
}
