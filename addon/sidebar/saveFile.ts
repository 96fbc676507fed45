import { el } from './dom.ts';

/** Until the browser has surely begun to save it. */
const KEPT_MS = 60_000;

/** The page has no token for a link: a file came through the server's side, and is saved from here. */
export function saveFile(parts: BlobPart[], type: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  el('a', { href: url, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
