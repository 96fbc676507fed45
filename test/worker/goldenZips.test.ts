import JSZip from 'jszip';
import { expect, test } from 'vitest';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import type { App } from './app.ts';
import english from './golden/zips.en.txt?raw';
import french from './golden/zips.fr.txt?raw';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

/**
 * Every file of both zips, word for word, as accounting opens them in each language: whoever changes one sees here
 * what it changes, and raises the format's number. What differs at every run stands as a sign.
 */
test.each([
  ['fr', french],
  ['en', english],
] as const)('both zips, word for word, in the organisation’s language: %s (E12, E26)', async (language, golden) => {
  const app = await smallHospital();
  await app.db.prepare('UPDATE settings SET language = ?1').bind(language).run();
  await openingStock(app);
  const told = await bothZips(app);
  expect(told.split('\n')).toEqual(golden.split('\n'));
});

async function bothZips(app: App): Promise<string> {
  const opened = await app.call<Count>(MANAGER, 'POST', '/v1/counts', {
    ...{ id: crypto.randomUUID(), name: 'Armoire', depot: 'PHC', kind: 'article' },
  });
  const path = `/v1/counts/${opened.id}`;
  const { rows } = await app.call<CountLines>(MANAGER, 'GET', `${path}/lines`);
  const figures = rows.map(({ line, theoretical }, at) => [
    line,
    Math.max(0, (theoretical ?? 0) - (at % 3)),
    0,
  ]);
  await app.call(CLERK, 'PUT', `${path}/lines`, { lines: figures.slice(1) });
  const closed = await app.call<CloseResult>(MANAGER, 'POST', `${path}/close`, {
    blanks: { default: 'keep' },
  });
  await app.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version });
  const files: string[] = [];
  for (const moment of ['before', 'after']) {
    const answer = await app.send(MANAGER, 'GET', `${path}/snapshots/${moment}`);
    const zip = await JSZip.loadAsync(await answer.arrayBuffer());
    for (const [name, file] of Object.entries(zip.files))
      files.push(`=== ${moment} ${name}\n${steady(await file.async('text'))}`);
  }
  return files.join('\n');
}

/** Without what differs from run to run: ids, hashes, sizes, days and hours; ‹jour› is a day as French words write it. */
function steady(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '‹id›')
    .replaceAll(/[0-9a-f]{64}/g, '‹hash›')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '‹instant›')
    .replaceAll(/\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?/g, '‹day›')
    .replaceAll(/\d{2}\/\d{2}\/\d{4}( (à |at )?\d{2}:\d{2}(:\d{2})?)?/g, '‹jour›')
    .replaceAll(/"bytes": \d+/g, '"bytes": ‹size›')
    .replaceAll(/([A-Z]{2,4}-[A-Z]+-|-)20\d{2}-/g, '$1‹year›-');
}
