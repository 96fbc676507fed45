/** A draft is longer than one property may be (9 KB a value): it is kept in numbered pieces. */
const PIECE = 2_500;
const HEAD = 'draft';

/**
 * The properties that hold the text. Characters may take three bytes each, so a piece stays under 8 KB.
 * Every piece bears the same stamp: pieces of two drafts are never put together.
 */
export function toPieces(text: string, stamp: string): Record<string, string> {
  const count = Math.ceil(text.length / PIECE);
  const pieces: Record<string, string> = { [HEAD]: `${stamp} ${count}` };
  for (let place = 0; place < count; place += 1)
    pieces[`${HEAD}.${place}`] = `${stamp} ${text.slice(place * PIECE, (place + 1) * PIECE)}`;
  return pieces;
}

/** The text, or null where there is none or a piece of it is missing. */
export function fromPieces(properties: Readonly<Record<string, string>>): string | null {
  const [stamp, count] = (properties[HEAD] ?? '').split(' ');
  if (!stamp || !count) return null;
  let text = '';
  for (let place = 0; place < Number(count); place += 1) {
    const piece = properties[`${HEAD}.${place}`];
    if (!piece?.startsWith(`${stamp} `)) return null;
    text += piece.slice(stamp.length + 1);
  }
  return text;
}

export function isPiece(name: string): boolean {
  return name === HEAD || name.startsWith(`${HEAD}.`);
}
