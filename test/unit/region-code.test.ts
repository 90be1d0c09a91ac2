import { expect } from 'chai';
import fc from 'fast-check';
import { covers, enclosing, regionPrefix } from '../../src/kernel/region-code.ts';

/** A code of any level, each part a number that is not zero, as the statistics bureau gives them. */
const code = fc
  .tuple(fc.integer({ min: 11, max: 65 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .chain(([province, city, county]) =>
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), fc.constantFrom(2, 4, 6, 9, 12))
      .map(([township, village, digits]) => {
        const pad = (part: number, width: number): string => String(part).padStart(width, '0');
        const whole = `${province}${pad(city, 2)}${pad(county, 2)}${pad(township, 3)}${pad(village, 3)}`;
        return whole.slice(0, digits).padEnd(12, '0');
      }),
  );

describe('a region code', () => {
  it('lies in all that encloses it, the last of which is itself', () => {
    fc.assert(
      fc.property(code, (one) => {
        const around = enclosing(one);
        expect(around.at(-1)).to.equal(one);
        for (const outer of around) expect(covers(outer, one)).to.equal(true);
      }),
    );
  });

  it('is covered by another exactly when that other encloses it', () => {
    fc.assert(
      fc.property(code, code, (outer, inner) => {
        expect(covers(outer, inner)).to.equal(enclosing(inner).includes(outer));
      }),
    );
    expect(regionPrefix('220800000000')).to.equal('2208');
  });
});
