import type { Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { LetterAbout } from './letter.ts';

export type Party = { side: 'technology' | 'need'; organization: string; name: string };

/** The form of a letter: filled with what is known of its two sides, or with what was typed. */
export function letterForm(
  about: LetterAbout,
  parties: readonly Party[],
  witness: string,
  t: Translate,
  attempt: Attempt | null,
) {
  const { technology, need } = about;
  const on = (side: Party['side']) => parties.find((party) => party.side === side);
  const typed = (name: string, given = '') => (attempt ? String(attempt.typed[name] ?? '') : given);
  return {
    title: t('hall:letter.form.title'),
    attempt,
    errors: attempt?.errors ?? {},
    about: { technology, need },
    typed: {
      needParty: typed('needParty', on('need')?.organization || on('need')?.name),
      needSigner: typed('needSigner', on('need')?.name),
      technologyParty: typed('technologyParty', on('technology')?.organization || on('technology')?.name),
      technologySigner: typed('technologySigner', on('technology')?.name),
      witness: typed('witness', witness),
      terms: typed('terms', t('hall:letter.form.terms-draft', { technology, need })),
      language: typed('language', 'zh'),
      onScreen: typed('onScreen') !== '',
    },
    languages: (['zh', 'en'] as const).map((value) => ({ value, label: t(`hall:letter.form.${value}`) })),
  };
}
