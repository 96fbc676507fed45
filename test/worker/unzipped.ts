import JSZip from 'jszip';
import type { Count } from '../../shared/contract/counts.ts';
import { readTextCell } from '../../worker/http/csv.ts';
import type { App } from './app.ts';
import { MANAGER } from './hospital.ts';

/** The rows of a CSV, its headings first. */
export const rowsOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(';').map(readTextCell));

/** A count's zip of a moment, opened. */
export async function unzipped(app: App, { id }: Count, moment: 'before' | 'after') {
  const response = await app.send(MANAGER, 'GET', `/v1/counts/${id}/snapshots/${moment}`);
  const zip = await JSZip.loadAsync(await response.arrayBuffer());
  const text = async (name: string) => (await zip.file(name)?.async('text')) ?? '';
  const rows = async (name: string) => {
    const [headings = [], ...lines] = rowsOf(await text(name));
    return lines.map((line) => Object.fromEntries(headings.map((heading, at) => [heading, line[at] ?? ''])));
  };
  return { response, zip, text, rows, names: Object.keys(zip.files) };
}
