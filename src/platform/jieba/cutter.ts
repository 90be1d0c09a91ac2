import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Cuts Chinese text into words, long words together with the shorter ones inside them (jieba's search mode). */
export type Cut = (text: string) => string[];

/** A frequency as high as that of the commonest nouns of jieba's own dictionary, so that a listed word is not cut apart. */
const frequency = 20_000;

const cutters = new WeakMap<readonly string[], Cut>();

/** One dictionary a process for each list of words of our own: it is large, and is read at the first cut. */
export function cutterWith(words: readonly string[]): Cut {
  const known = cutters.get(words);
  if (known) return known;
  let jieba: Jieba | undefined;
  const cut: Cut = (text) => {
    jieba ??= load(words);
    return jieba.cutForSearch(text, true);
  };
  cutters.set(words, cut);
  return cut;
}

function load(words: readonly string[]): Jieba {
  const jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from(words.map((word) => `${word} ${frequency} n`).join('\n')));
  return jieba;
}
