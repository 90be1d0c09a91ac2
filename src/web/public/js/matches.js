/** Shows a line with a link when a match changed elsewhere. Without script a reload shows the same. */
import { on } from './live.js';

const hint = document.querySelector('[data-match-hint]');
const shown = /** @type {HTMLElement | null} */ (document.querySelector('[data-match]'));

on('match:changed', (/** @type {{ matchId: string, version: number }} */ body) => {
  const isElsewhere = shown !== null && shown.dataset.match !== body.matchId;
  const isKnown = shown !== null && Number(shown.dataset.version) >= body.version;
  if (!isElsewhere && !isKnown) hint?.removeAttribute('hidden');
});
