import { createHmac } from 'node:crypto';

/** Without a secret of its own an installation still keeps no code in the clear. */
const fallback = 'duijie card';

/** What is kept of the code on a printed log-in card. Starter data and the web must hash alike, so both take this one. */
export function hashCardCode(secret: string | undefined, code: string): string {
  return createHmac('sha256', secret ?? fallback)
    .update(code)
    .digest('hex');
}
