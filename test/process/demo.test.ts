/** `npm run demo`: the story it tells and the files it leaves. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npmRun } from './terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-demo-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('tells the main job with its figures, and writes each voucher and both zips', async () => {
  const { code, output, errors } = await npmRun('demo', ['--out', folder]);
  expect(errors.replace(/^npm warn.*\n/gm, '')).toBe('');
  expect(code).toBe(0);
  // Groups of thousands are set apart by a space that does not break.
  const story = output.replaceAll('\u202f', ' ');
  expect(story).toMatch(/en tout +1 261 lignes +\d{3} \d{3},\d\d €/);
  expect(story).toMatch(/«PARACETAM-500MG-COM : 399 demandés, 398 disponibles/);
  expect(story).toMatch(/Ouvert par Hélène Marchand : 911 lignes sont gelées/);
  expect(story).toMatch(/Pendant le gel, une sortie est refusée :\n +«ADRENALIN\S+ : gelé par l’inventaire/);
  expect(story).toMatch(/La sortie d’urgence passe : SS-PHC-\d{4}-000002/);
  expect(story).toMatch(/Comptage saisi par Lucie Perrot : 909 lignes comptées sur 911/);
  expect(story).toMatch(/Récapitulatif : 6 lignes diffèrent/);
  expect(story).toMatch(/un seul ajustement, AI-PHC-\d{4}-000001/);

  const gaps = [...story.matchAll(/écart -?\d+, soit (-?[\d ]+,\d\d) €/g)].map(([, value]) => euros(value!));
  const [, total = ''] = /écart de valeur (-?[\d ]+,\d\d) €/.exec(story) ?? [];
  expect(gaps).toHaveLength(6);
  expect(gaps.reduce((sum, value) => sum + value, 0)).toBeCloseTo(euros(total), 2);

  const files = await readdir(folder);
  const numbers = [...new Set(story.match(/\b(SP|SS|TR|PE)-PHC-\d{4}-\d{6}\b/g))];
  expect(numbers).toHaveLength(5);
  for (const number of numbers) {
    expect(await readFile(join(folder, `${number}.html`), 'utf8')).toContain(number);
  }
  const zips = files.filter((name) => name.endsWith('.zip')).sort();
  expect(zips.map((name) => name.split('-')[0])).toEqual(['apres', 'avant']);
  for (const name of zips) {
    const zip = await readFile(join(folder, name));
    expect(story).toContain(`${name} `);
    expect(story).toContain(createHash('sha256').update(zip).digest('hex'));
    const { files: inside } = await JSZip.loadAsync(zip);
    expect(Object.keys(inside)).toContain('stock.csv');
  }
});

test('ends with a sentence and exit code 1 where something is not as expected', async () => {
  const file = join(folder, 'occupé');
  await writeFile(file, '');
  expect((await npmRun('demo', ['--out', file])).code).toBe(1);
  const usage = await npmRun('demo', ['--dehors']);
  expect(usage).toMatchObject({ code: 1, errors: expect.stringContaining('--out') });
});

const euros = (text: string) => Number(text.replaceAll(' ', '').replace(',', '.'));
