import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';

export type Reader = { t: Translate; formats: Formats; language: 'zh' | 'en' };
export type Section = { heading: string; text: string; items: { label: string; value: string }[] };
export type Item = [label: string, value: string];

export function sections({ t }: Reader, parts: [key: string, text: string, items: Item[]][]): Section[] {
  return parts
    .map(([key, text, items]) => ({
      heading: t(`listings-pages:part.${key}`),
      text,
      items: items
        .filter(([, value]) => value !== '')
        .map(([label, value]) => ({ label: t(`listings-pages:fact.${label}`), value })),
    }))
    .filter(({ text, items }) => text !== '' || items.length > 0);
}

export function season({ seasonFrom, seasonTo }: { seasonFrom: number | null; seasonTo: number | null }, { t }: Reader): string {
  const months = [seasonFrom, seasonTo].flatMap((month) => (month === null ? [] : [t(`listings-pages:month.${month}`)]));
  return months.join(' – ');
}

/** Imported needs may say soil or water in words of their own. */
export function wordOrText(t: Translate, key: string, text: string): string {
  const word = t(key);
  return key.endsWith(word) ? text : word;
}

export function wordsIn(reader: Reader): (key: string, values: string[]) => string {
  return (key, values) => values.map((value) => reader.t(`listings-words:${key}.${value}`)).join(comma(reader));
}

export function comma({ language }: Reader): string {
  return language === 'zh' ? '、' : ', ';
}
