/** Money is a whole number of fen. Reads "12", "12.5", "1,200.00" as yuan; undefined when it is not an amount. */
export function readYuan(text: string): number | undefined {
  const plain = text.trim().replace(/[,，\s¥￥元]/g, '');
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}

/** Fen as the yuan a person types again: 120000 becomes "1200", 1250 becomes "12.50". */
export function writeYuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
