import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { reasonWords } from '../../src/features/matching/reason-words.ts';
import { gradeOf, scorePair } from '../../src/features/matching/score/score-pair.ts';
import { threshold } from '../../src/features/matching/score/weights.ts';
import { createFormats } from '../../src/web/format.ts';
import { translator } from '../../src/web/i18n.ts';
import { starterMarket, type StarterMarket } from '../support/starter-market.ts';

const today = '2026-03-10';
const t = translator('zh');
const formats = createFormats('zh', 'Asia/Shanghai');

/** Cards as a person reads them, each read by one: `+` speaks for it, `-` against, `?` is to be asked. */
const golden = readFileSync(new URL('../fixtures/golden-cards.txt', import.meta.url), 'utf8');
const cards = golden.split(/^(?=N\d)/m).filter((card) => card.startsWith('N'));

describe('the card of', () => {
  let market: StarterMarket;
  before(async () => {
    market = await starterMarket();
  });

  for (const card of cards) {
    const [needLine = '', technologyLine = ''] = card.split('\n');
    const [need = '', technology = ''] = [needLine, technologyLine].map((line) => line.slice(0, 5));
    it(`${need} and ${technology} reads as it did when it was read`, () => {
      expect(cardOf(market, need, technology)).to.equal(card.trimEnd());
    });
  }

  it('twelve pairs at least is kept', () => expect(cards).to.have.lengthOf.at.least(12));
});

function cardOf(
  { needs, technologies, scale, names }: StarterMarket,
  needReference: string,
  technologyReference: string,
): string {
  const [need, technology] = [needs.get(needReference), technologies.get(technologyReference)];
  if (!need || !technology) return 'no such pair';
  const { score, reasons, isGated } = scorePair({ need: need.profile, technology: technology.profile, today }, scale);
  const words = reasonWords(reasons, names, t, formats);
  const grade = isGated ? '不行' : score < threshold ? '不推荐' : t(`matching:grade.${gradeOf(score)}`);
  return [
    `${needReference} ${need.title}`,
    `${technologyReference} ${technology.title}`,
    grade,
    ...words.for.map((text) => `+ ${text}`),
    ...words.against.map((text) => `- ${text}`),
    ...words.ask.map((text) => `? ${text}`),
  ].join('\n');
}
