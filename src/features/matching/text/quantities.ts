/** What each unit is in the one its kind is told by. A 垧 is a hectare in the northeast. */
const units: Readonly<Record<string, { times: number; unit: string }>> = {
  亩: { times: 1, unit: '亩' },
  垧: { times: 15, unit: '亩' },
  公顷: { times: 15, unit: '亩' },
  hm2: { times: 15, unit: '亩' },
  公斤: { times: 1, unit: '公斤' },
  千克: { times: 1, unit: '公斤' },
  kg: { times: 1, unit: '公斤' },
  斤: { times: 0.5, unit: '公斤' },
  吨: { times: 1000, unit: '公斤' },
  '°c': { times: 1, unit: '度' },
  摄氏度: { times: 1, unit: '度' },
};
const quantity = new RegExp(`(\\d{1,9}(?:\\.\\d{1,4})?)[ \\t]?(万)?(${Object.keys(units).join('|')})`, 'gu');

/** Quantities in a levelled text, each kind in one unit: 2垧 and 30亩 are the same. */
export function quantitiesIn(text: string): string[] {
  return [...text.matchAll(quantity)].flatMap(([, figure = '', tenThousands, name = '']) => {
    const known = units[name];
    if (!known) return [];
    const value = Number(figure) * known.times * (tenThousands === undefined ? 1 : 10_000);
    return [`${Number(value.toPrecision(9))}${known.unit}`];
  });
}
