/** Blocks as spreadsheets put them on the clipboard: tabs and lines, quotes around what holds either. */

const needsQuotes = /[\t\r\n]|^"/;

export function formatBlock(block: string[][]): string {
  const field = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return block.map((line) => line.map(field).join('\t')).join('\n');
}

/** A quoted field: only if its closing quote ends the field, else the quote is a character like others. */
const quoted = /"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)/y;
const bare = /[^\t\r\n]*/y;

/** Lines of any length are filled up with '' to a rectangle; the line end after the last line adds none. */
export function parseBlock(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  while (at < text.length || lines[lines.length - 1]!.length === 0) {
    quoted.lastIndex = at;
    const inQuotes = quoted.exec(text);
    if (inQuotes) {
      lines[lines.length - 1]!.push(inQuotes[1]!.replaceAll('""', '"'));
      at = quoted.lastIndex;
    } else {
      bare.lastIndex = at;
      lines[lines.length - 1]!.push(bare.exec(text)![0]);
      at = bare.lastIndex;
    }
    if (at >= text.length) break;
    if (text[at] === '\t') {
      at += 1;
      if (at >= text.length) lines[lines.length - 1]!.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (at < text.length) lines.push([]);
  }
  const width = Math.max(...lines.map((line) => line.length));
  return lines.map((line) => [...line, ...new Array<string>(width - line.length).fill('')]);
}

/** A block pasted into a larger selection repeats, if the selection is a multiple of it. */
export function tiled(block: string[][], rows: number, columns: number): string[][] {
  const [high, wide] = [block.length, block[0]?.length ?? 0];
  if (rows % high !== 0 || columns % wide !== 0) return block;
  return Array.from({ length: rows }, (_, down) =>
    Array.from({ length: columns }, (_, right) => block[down % high]![right % wide]!),
  );
}
