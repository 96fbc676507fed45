/** The spreadsheet of `npm start`: kept in a file, whatever ends the program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpreadsheet } from '../../addon/local/spreadsheet.ts';

const bundleFolder = fileURLToPath(new URL('../unit/host/fixture', import.meta.url));
const EMAIL = 'lucie.perrot@tilleuls.example';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

const open = () =>
  openSpreadsheet({
    file: join(folder, 'spreadsheet.json'),
    name: 'Stock',
    bundleFolder,
    identityToken: async () => 'jeton',
  });

const firstCell = ({ document }: Awaited<ReturnType<typeof open>>) =>
  document.view(document.sheets()[0]!.id, 1, 1)[0]?.[0]?.text;

test('what was typed is there again, in the same document, without anybody saving it', async () => {
  const first = await open();
  expect(first.document.name).toBe('Stock');
  first.document.type(EMAIL, first.document.sheets()[0]!.id, 1, 1, [['douze boîtes']]);
  // Not closed: as a power cut leaves it.
  await expect
    .poll(async () => {
      const later = await open();
      const text = firstCell(later);
      await later.host.close();
      return later.document.id === first.document.id && text;
    })
    .toBe('douze boîtes');
  first.document.type(EMAIL, first.document.sheets()[0]!.id, 1, 1, [['treize boîtes']]);
  await first.close();
  const last = await open();
  expect(firstCell(last)).toBe('treize boîtes');
  await last.close();
});
