import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { Channel, type Answer } from './joint-need.ts';

const params = z.object({ jointNeedId: Id });
type Again = (visit: Visit<'signed-in', { jointNeedId: Id }>, attempt: Attempt) => Promise<Model & { view: string }>;

/** The same form on two pages: a village's own, and that of an organizer who writes down what it said. */
export function answerAgain(attempt: Attempt): 'own' | 'on-behalf' {
  return attempt.typed['onBehalf'] === undefined ? 'own' : 'on-behalf';
}

/** Where a village consents with its share, changes it or leaves, and an organizer writes down what a village said. */
export function answerPages(web: Web, app: App, again: Again): void {
  web.form(
    '/joint-needs/:jointNeedId/answer',
    { access: 'signed-in', params, body: AnswerForm, again },
    async ({ caller, params: { jointNeedId }, body, command }) => {
      const said = { needId: body.needId, channel: body.channel, answer: answerFrom(body) };
      await app.answerJointNeed(caller, jointNeedId, said, command);
      return { to: `/joint-needs/${jointNeedId}`, flash: `pooling:flash.${body.answer}` };
    },
  );
}

/** What a village's form sends: yes with its share, or no. */
const AnswerForm = z.object({
  needId: Id,
  answer: z.enum(['yes', 'no'], 'web:errors.choice'),
  channel: Channel.default('web'),
  textVersion: z.coerce.number().int(),
  mu: field.optional(field.number(0, 99_999_999).pipe(z.number().multipleOf(0.01, 'listings:errors.two-decimals'))),
  heads: field.optional(field.whole(0, 100_000_000)),
  households: field.optional(field.whole(0, 100_000_000)),
  yuan: field.optional(field.yuan()),
  showsShare: field.tick(),
  opensContact: field.tick(),
});

function answerFrom(form: z.infer<typeof AnswerForm>): Answer {
  if (form.answer === 'no') return { yes: false };
  const { textVersion, mu, heads, households, yuan: fen, showsShare, opensContact } = form;
  return { yes: true, textVersion, share: { mu, heads, households, fen }, showsShare, opensContact };
}
