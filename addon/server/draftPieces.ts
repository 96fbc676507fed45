/** A draft is longer than one property may be (9 KB a value): it is kept in numbered pieces. */
const PIECE = 1_900;

/** A draft belongs to a panel and to a depot (S5). No panel's name holds a space, so keys never meet. */
export function draftKey(panel: string, depot: string): string {
  return `${panel} ${depot}`;
}

/** `draft exits PHC` says how many pieces there are; `draft.0 exits PHC` is the first. */
const nameOf = (key: string, place: number | null) =>
  place === null ? `draft ${key}` : `draft.${place} ${key}`;

/**
 * The properties that hold the text. Characters may take four bytes each, so a piece stays under 8 KB.
 * Every piece bears the same stamp: pieces of two drafts are never put together.
 */
export function toPieces(text: string, key: string, stamp: string): Record<string, string> {
  // By whole characters: half an emoji is none, and is not sure to come back.
  const parts = text.match(new RegExp(`[^]{1,${PIECE}}`, 'gu')) ?? [];
  return Object.fromEntries([
    [nameOf(key, null), `${stamp} ${parts.length}`],
    ...parts.map((part, place) => [nameOf(key, place), `${stamp} ${part}`]),
  ]);
}

/** The text, or null where there is none or a piece of it is missing. */
export function fromPieces(properties: Readonly<Record<string, string>>, key: string): string | null {
  const [stamp, count] = (properties[nameOf(key, null)] ?? '').split(' ');
  if (!stamp || !count) return null;
  let text = '';
  for (let place = 0; place < Number(count); place += 1) {
    const piece = properties[nameOf(key, place)];
    if (!piece?.startsWith(`${stamp} `)) return null;
    text += piece.slice(stamp.length + 1);
  }
  return text;
}

export function isPiece(name: string, key: string): boolean {
  return /^draft(\.\d+)? /.test(name) && name.slice(name.indexOf(' ') + 1) === key;
}
