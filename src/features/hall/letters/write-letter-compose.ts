import { createFormats } from '../../../web/format.ts';
import { translator } from '../../../web/i18n.ts';
import type { LetterText } from './record-letter.ts';

/** The words of letters, from the message catalogue, with dates on the clock of the installation. */
export function letterWriter(timeZone: string): { writeLetter: (text: LetterText) => string; yearOf: (moment: Date) => number } {
  return {
    writeLetter({ language, signedAt, event, witness, ...text }) {
      const t = translator(language);
      const agreed = event ? t('hall:letter.body.at-event', { event, ...text }) : t('hall:letter.body.between-events', text);
      const signed = t('hall:letter.body.signed', { date: createFormats(language, timeZone).date(signedAt) });
      const seen = witness ? [t('hall:letter.body.witness', { witness })] : [];
      return [t('hall:letter.body.head', text), agreed, ...seen, signed, t('hall:letter.body.nature')].join('\n\n');
    },
    yearOf: (moment) => Number(new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(moment)),
  };
}
