import { expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { FORMAT } from '../../worker/snapshots/facts.ts';
import { counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';
import { unzipped } from './unzipped.ts';

const SECOND = 'second@tilleuls.example';

test('whoever counted, counted again or decided stands in the zip for that part alone, with the hour of it (E26, B2)', async () => {
  const app = await smallHospital();
  await openingStock(app);
  await app.person({ email: SECOND, name: 'Ada Brun', rights: [{ depot: 'PHC', role: 'clerk' }] });
  const { open, line, put, act, mark, close } = counting(app);
  const count = await open({ scope: { bins: ['A1'] } });
  const [one, two] = [await line(count, 'PARA', 'L1'), await line(count, 'PARA', 'L2')];
  await put(count, [
    [one.line, 95, 0],
    [two.line, 50, 0],
  ]);
  // All that Luc counted is counted again, and of one line the manager decides.
  await act(count, 'rounds', { lines: [one.line, two.line] });
  await put(
    count,
    [
      [one.line, 97, 0],
      [two.line, 50, 0],
    ],
    SECOND,
    2,
  );
  await mark(count, [{ line: one.line, arbitration: { quantity: 96, reason: 'Vu ensemble' } }]);
  const closed = await close(count);
  const { version } = closed.count;
  await act<Count>(count, 'approve', { version }, ACCOUNTANT);
  await act<Count>(count, 'confirm', { version });

  const { rows, text } = await unzipped(app, count, 'after');
  const gaps = await rows('ecarts.csv');
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const counted = { 'comptage 1 par': 'Luc Petit', 'comptage 1 le': at, 'comptage 2 par': 'Ada Brun' };
  expect(gaps).toHaveLength(2);
  expect(gaps.find(({ lot }) => lot === 'L1')).toMatchObject({
    ...counted,
    'comptage 2 le': at,
    'arbitré par': 'Inès Morel',
    'motif de l’arbitrage': 'Vu ensemble',
    motif: '',
    péremption: '2031-01-31',
    retenu: '96',
  });
  expect(gaps.find(({ lot }) => lot === 'L2')).toMatchObject({ ...counted, 'arbitré par': '' });
  const kept = await app.db
    .prepare('SELECT first_at, second_at FROM count_lines WHERE stock = ?1')
    .bind(one.line)
    .first<{ first_at: string; second_at: string }>();
  expect(kept?.first_at).not.toBe(kept?.second_at);

  const record = await text('proces_verbal.html');
  const cells = (row: string) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell);
  const parts = record.split('Ont compté</h2>')[1]?.split('</section>')[0] ?? '';
  expect(
    parts
      .split('<tr>')
      .map((row) => cells(row).slice(0, 3))
      .filter(({ length }) => length > 0),
  ).toEqual([
    ['comptage 1', 'Luc Petit', '2'],
    ['comptage 2', 'Ada Brun', '2'],
    ['arbitrage', 'Inès Morel', '1'],
  ]);
  // What one and the same person did is said by name; whoever did one part is not.
  const [, both = ''] = record.split('Plusieurs rôles, une même personne</h2>');
  expect(both.split('</section>')[0]).toBe('<ul><li>Inès Morel : arbitrage, confirmation</li></ul>');
  expect(record).toMatch(/<li>Guy Roux, le [^<]+, jusqu’à 2,00 EUR d’écarts<\/li>/);
  expect(record).toContain('<td>arbitrage : Vu ensemble</td>');
  const signing = [...record.matchAll(/<p><strong>(.*?)<\/strong><span>(.*?)<\/span>/g)];
  expect(signing.map(([, role, name]) => [role, name])).toEqual([
    ['Le responsable du dépôt', 'Inès Morel'],
    ['Le compteur', 'Luc Petit'],
    ['Le compteur du comptage 2', 'Ada Brun'],
    ['L’arbitre', 'Inès Morel'],
    ['La comptabilité', ''],
  ]);
  expect(JSON.parse(await text('manifest.json'))).toMatchObject({
    format: FORMAT,
    counters: { first: ['Luc Petit'], second: ['Ada Brun'], arbitration: ['Inès Morel'] },
    approvals: [{ by: 'Guy Roux', at: expect.any(String), value: 2 }],
  });
});

test('a zip that is made after an update bears the format that it is written in, and says whose facts it prints', async () => {
  const app = await smallHospital();
  await openingStock(app);
  const count = await counting(app).open();
  // The update comes while the zip still waits: its facts are those of the version before.
  await app.db.prepare('DROP TRIGGER snapshot_never_changes').run();
  await app.db
    .prepare(`UPDATE snapshots SET sha256 = NULL, bytes = NULL, facts = json_set(facts, '$.format', ?1)`)
    .bind(FORMAT - 1)
    .run();
  await app.files.delete(`counts/${count.id}/before.zip`);
  const { text } = await unzipped(app, count, 'before');
  expect(JSON.parse(await text('manifest.json'))).toMatchObject({ format: FORMAT, factsFormat: FORMAT - 1 });
});

test('a zip of an older format is served as it was stored (invariant 10)', async () => {
  const app = await smallHospital();
  await openingStock(app);
  const { open, countAll, close, act } = counting(app);
  const count = await open();
  await countAll(count, {}, CLERK);
  const closed = await close(count);
  await act(count, 'confirm', { version: closed.count.version });
  const stored = await (await unzipped(app, count, 'after')).response.headers.get('ETag');
  await app.db.prepare('DROP TRIGGER snapshot_never_changes').run();
  await app.db.prepare(`UPDATE snapshots SET facts = json_set(facts, '$.format', 2)`).run();
  const served = await app.send(MANAGER, 'GET', `/v1/counts/${count.id}/snapshots/after`);
  expect([served.status, served.headers.get('ETag')]).toEqual([200, stored]);
});
