import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../', import.meta.url));
const locales = { zh: readLocale('zh'), en: readLocale('en') };
const { zh, en } = locales;

describe('the two languages', () => {
  it('have the same keys in every namespace', () => {
    expect(zh.size).to.be.greaterThan(300);
    expect(onlyIn(zh, en), 'only in Chinese').to.deep.equal([]);
    expect(onlyIn(en, zh), 'only in English').to.deep.equal([]);
  });

  it('leave no text empty', () => {
    const empty = [...zh, ...en].filter(([, { texts }]) => texts.some((text) => text.trim() === ''));
    // What joins words may be a space.
    expect(empty.map(([key]) => key).filter((key) => !/join|separator/.test(key))).to.deep.equal([]);
  });

  it('name the same parameters', () => {
    const differing = [...zh].filter(([key, { params }]) => params !== en.get(key)?.params).map(([key]) => key);
    expect(differing).to.deep.equal([]);
  });

  it('have every key that a view or the code names', () => {
    const named = [...keysNamed('views', '.hbs'), ...keysNamed('src', '.ts')];
    expect(named.length).to.be.greaterThan(300);
    const isThere = ({ key, isWhole }: Named): boolean =>
      (isWhole && zh.has(key)) || [...zh.keys()].some((one) => one.startsWith(isWhole ? `${key}.` : key));
    const missing = named.filter((one) => !isThere(one));
    expect(missing.map(({ file, key }) => `${file}: ${key}`)).to.deep.equal([]);
  });
});

type Named = { file: string; key: string; isWhole: boolean };
type Entry = { texts: string[]; params: string };

/** Every key with its text, `ui:nav.today`. The plural forms of a text are one key, as whoever names it sees it. */
function readLocale(language: string): Map<string, Entry> {
  const folder = join(root, 'src/web/locales', language);
  const entries = new Map<string, Entry>();
  for (const file of readdirSync(folder)) {
    const flat = flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree);
    for (const [path, text] of flat) {
      const key = `${file.replace(/\.json$/, '')}:${path.replace(/_(zero|one|two|few|many|other)$/, '')}`;
      const texts = [...(entries.get(key)?.texts ?? []), text];
      entries.set(key, { texts, params: paramsOf(texts) });
    }
  }
  return entries;
}

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path: string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[[...path, key].join('.'), value] as [string, string]] : flatten(value, [...path, key]),
  );
}

function paramsOf(texts: readonly string[]): string {
  const names = texts.flatMap((text) => [...text.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map(([, name]) => name));
  return [...new Set(names)].sort().join(' ');
}

function onlyIn(one: ReadonlyMap<string, Entry>, other: ReadonlyMap<string, Entry>): string[] {
  return [...one.keys()].filter((key) => !other.has(key));
}

/**
 * Whatever is quoted and looks like a key of one of our namespaces; what goes on with a parameter or a further piece
 * (`listings-words:kind.${kind}`, (concat "ui:failure." status), a key handed on to be completed) is held to what it begins with.
 */
function keysNamed(folder: string, ending: string): Named[] {
  const spaces = [...new Set([...zh.keys()].map((key) => key.split(':')[0]))].sort((a = '', b = '') => b.length - a.length);
  const quoted = new RegExp(`(["'\`])((?:${spaces.join('|')}):[\\w.-]*)(\\$\\{|\\1)`, 'g');
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const file = join(folder, name);
      const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
      return [...text.matchAll(quoted)]
        .filter(([, , key = '']) => !isChannel(key))
        .map(([, , key = '', end]) => ({ file, key, isWhole: end !== '${' && !/[.:-]$/.test(key) }));
    });
}

/** A message of the sockets is written with a colon too. */
function isChannel(key: string): boolean {
  return /^(hall|event|match|notification):(changed|watch|created)$/.test(key);
}
