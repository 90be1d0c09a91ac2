/** A part of an article: one paragraph, or a list. */
export type Block = { paragraph: string; items: string[] };

/** Reads plain text as paragraphs, one a line; lines that begin with a dash make a list. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    const item = /^- (.+)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item === undefined) blocks.push({ paragraph: line, items: [] });
    else if (last && last.items.length > 0) last.items.push(item);
    else blocks.push({ paragraph: '', items: [item] });
  }
  return blocks;
}
