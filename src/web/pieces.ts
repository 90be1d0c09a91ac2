/**
 * HTML that was made before, as the bytes that are sent: a view names it like any value, `{{cards}}`, and the page takes the
 * bytes over without rendering, escaping or encoding them again.
 */
export type Piece = {
  readonly bytes: readonly Buffer[];
  /** What Handlebars asks of a value that is HTML already. */
  toHTML(): string;
};

/** Stands where a piece will be. A bare «<» comes from views alone: what people wrote is escaped. */
const place = /<\0(\d+)>/;

let met: Piece[] = [];

export function pieceOf(...bytes: Buffer[]): Piece {
  const piece: Piece = { bytes, toHTML: () => `<\0${met.push(piece) - 1}>` };
  return piece;
}

export function joinPieces(pieces: readonly Piece[]): Piece {
  return pieceOf(...pieces.flatMap(({ bytes }) => bytes));
}

/** The bytes of what is rendered, with each piece in its place. */
export function gather(render: () => string): Piece {
  const outer = met;
  const mine: Piece[] = (met = []);
  try {
    const parts = render().split(place); // text, number of a piece, text, …
    return pieceOf(...parts.flatMap((part, index) => (index % 2 === 0 ? Buffer.from(part) : (mine[Number(part)]?.bytes ?? []))));
  } finally {
    met = outer;
  }
}
