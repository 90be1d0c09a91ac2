import { aliasGroups } from '../matching/text/aliases.ts';
import type { Segment } from '../matching/text/segment.ts';
import { writeQuery } from '../matching/text/word-vector.ts';

/** One run of what was typed between spaces, with the words it says. */
export type Term = { typed: string; words: string[] };

const most = 12;

/** What was typed, run by run. Runs that say nothing are left out, unless nothing else was typed. */
export function termsOf(segment: Segment, text: string): Term[] {
  const terms = runsOf(text).map((typed) => ({ typed, words: [...new Set(segment(typed))].slice(0, most) }));
  const telling = terms.filter(({ words }) => words.length > 0);
  return telling.length > 0 ? telling : terms;
}

export function runsOf(text: string): string[] {
  const level = text.normalize('NFKC').toLowerCase();
  return [...new Set(level.split(/[\s\p{Cc},，、;；。？！?!]+/u).filter(Boolean))].slice(0, most);
}

/**
 * A tsquery: of every term all its words, or a word that begins with what was typed (吉单 finds 吉单53).
 * Loosely, any word will do.
 */
export function tsqueryOf(terms: readonly Term[], join: '&' | '|'): string {
  return terms
    .map(({ typed, words }) => {
      const begins = `${writeQuery([typed], '&')}:*`;
      return words.length > 0 ? `((${writeQuery(words, join)}) | ${begins})` : begins;
    })
    .join(` ${join} `);
}

/** What is marked in a result: what was typed, the words it says, and the other names of the same things. */
export function marksOf(terms: readonly Term[]): string[] {
  const said = new Set(terms.flatMap(({ typed, words }) => [typed, ...words]));
  for (const group of aliasGroups) if (group[0] && said.has(group[0])) for (const name of group) said.add(name);
  return [...said].filter((word) => word.length > 0).sort((a, b) => b.length - a.length);
}
