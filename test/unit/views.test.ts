import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const views = fileURLToPath(new URL('../../views/', import.meta.url));
const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'));

describe('the views', () => {
  it('hide nothing on a phone but tools of the head that the foot has too', () => {
    const hidden = files.filter((name) => /class="[^"]*\bwide\b/.test(readFileSync(join(views, name), 'utf8')));
    expect(hidden).to.deep.equal([join('partials', 'tools.hbs')]);
  });
});
