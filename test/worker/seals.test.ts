import { beforeAll, describe, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { readerOf } from '../../worker/books/reader.ts';
import { headsAfter, keepHead } from '../../worker/seals/heads.ts';
import { sealBooks, sealOfCount } from '../../worker/seals/seal.ts';
import { verifySeal } from '../../worker/seals/verify.ts';
import type { App } from './app.ts';
import { counting } from './counting.ts';
import { fillShelf } from './fullLedger.ts';
import { MANAGER, openingStock, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

let app: App;
let exit: PostedDocument;
let count: Count;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  exit = await app.post(MANAGER, {
    type: 'exit-patient',
    depot: 'PHC',
    party: 'P-001',
    lines: [{ item: 'PARA', lot: 'L1', quantity: 3 }],
  });
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'VIS', quantity: 5 }],
  });
  const work = counting(app);
  const opened = await work.open({ name: 'Inventaire d’été' });
  const { line } = await work.line(opened, 'PARA', 'L1');
  await work.put(opened, [[line, 90, 0]]);
  const { version } = (await work.close(opened, { blanks: { default: 'keep' } })).count;
  count = await work.act(opened, 'confirm', { version });
});

const ledgerPosition = () => app.db.prepare('SELECT max(sequence) AS p FROM movements').first<number>('p');
const lastCommand = () => app.db.prepare('SELECT max(sequence) AS p FROM journal').first<number>('p');
const verified = async () => verifySeal(readerOf(app.db), [(await headsAfter(app.files, '')).heads]);

describe('the seal of the books (B10)', () => {
  test('follows the journal to its end, each stored zip included', async () => {
    const { last, left } = await sealBooks(app.db);
    expect(left).toBe(false);
    expect(last).toMatchObject({
      journal: await lastCommand(),
      movement: await ledgerPosition(),
      complete: 1,
    });
    await keepHead(app.files, last, new Date());
    expect(await verified()).toMatchObject({
      links: last.sequence,
      wholeThrough: { link: last.sequence, position: await ledgerPosition() },
      unsealed: 0,
      faults: [],
    });
    const { results } = await app.db
      .prepare('SELECT moment, sealed FROM snapshots')
      .all<{ sealed: number }>();
    expect(results.map(({ sealed }) => sealed > 0)).toEqual([true, true]);
  });

  test('a second run finds nothing to do, and reads no more for a longer ledger', async () => {
    const metered = meter(app.db);
    expect((await sealBooks(metered.db)).left).toBe(false);
    const read = metered.calls
      .flatMap(({ statements }) => statements)
      .reduce((rows, one) => rows + one.read, 0);
    expect(read).toBeLessThan(30);
    expect(metered.calls.length).toBe(2);
  });

  test('a document of 3,500 lines is sealed in parts, none read whole at once', async () => {
    const [lines, from] = [3500, await lastCommand()];
    await fillShelf(app, lines);
    const metered = meter(app.db);
    await sealBooks(metered.db);
    const most = metered.calls.flatMap(({ statements }) => statements).map(({ read }) => read);
    expect(Math.max(...most)).toBeLessThan(4 * 3100);
    const { results } = await app.db
      .prepare('SELECT complete, movement FROM seals WHERE journal = ?1 ORDER BY sequence')
      .bind((from ?? 0) + 1)
      .all<{ complete: number; movement: number }>();
    expect(results).toEqual([
      { complete: 0, movement: ((await ledgerPosition()) ?? 0) - 500 },
      { complete: 1, movement: await ledgerPosition() },
    ]);
    expect(await verified()).toMatchObject({ unsealed: 0, faults: [] });
  });

  test('a spot count is sealed as it was taken and as it ended (Q20)', async () => {
    const { id } = await app.call<Count>(MANAGER, 'POST', '/v1/spot-counts', {
      ...{ id: crypto.randomUUID(), depot: 'PHC', reason: 'Casse' },
      lines: [{ item: 'VIS', bin: 'A2', quantity: 33 }],
    });
    await sealBooks(app.db);
    const { results } = await app.db
      .prepare('SELECT kind, complete FROM seals WHERE count = (SELECT sequence FROM counts WHERE id = ?1)')
      .bind(id)
      .all();
    expect(results).toEqual([
      { kind: 'command', complete: 0 },
      { kind: 'opening', complete: 0 },
      { kind: 'result', complete: 1 },
    ]);
    expect(await verified()).toMatchObject({ unsealed: 0, faults: [] });
  });

  test('two who seal at once make one chain', async () => {
    for (let n = 0; n < 5; n++) await app.item({ code: `X${n}`, label: `Essai ${n}` });
    const [one, two] = await Promise.all([sealBooks(app.db), sealBooks(app.db), sealBooks(app.db)]);
    expect(one.last.journal).toBe(await lastCommand());
    expect(two.last.journal).toBe(await lastCommand());
    expect(await verified()).toMatchObject({ unsealed: 0, faults: [] });
  });

  test('each zip’s seal is the one at its count’s ledger position', async () => {
    const row = await app.db
      .prepare('SELECT sequence, position FROM counts WHERE id = ?1')
      .bind(count.id)
      .first<{ sequence: number; position: number }>();
    const before = await sealOfCount(app.db, row?.sequence ?? 0, 'before');
    const after = await sealOfCount(app.db, row?.sequence ?? 0, 'after');
    expect(before?.movement).toBe(row?.position);
    const adjusted = await app.db
      .prepare(
        'SELECT max(sequence) AS p FROM movements WHERE document = (SELECT adjustment FROM counts WHERE id = ?1)',
      )
      .bind(count.id)
      .first<number>('p');
    expect(after?.movement).toBe(adjusted);
  });

  test('an erased patient breaks no link (Q7)', async () => {
    await app.db
      .prepare(
        `UPDATE patients SET reference = 'effacé-1', reference_key = 'effacé-1', name = NULL, search = ''`,
      )
      .run();
    expect(await verified()).toMatchObject({ faults: [] });
  });

  test('a label, a name or an address changed later breaks no link', async () => {
    await app.db.prepare(`UPDATE items SET label = 'autre', supplier = NULL`).run();
    await app.db
      .prepare(`UPDATE people SET name = 'Autre', email = 'autre-' || id, email_key = 'autre-' || id`)
      .run();
    expect(await verified()).toMatchObject({ faults: [] });
  });

  test('the chain is only added to, by its next place', async () => {
    await expect(app.db.prepare('UPDATE seals SET hash = 1').run()).rejects.toThrow('E_APPEND_ONLY');
    await expect(app.db.prepare('DELETE FROM seals').run()).rejects.toThrow('E_APPEND_ONLY');
    await expect(
      app.db
        .prepare(
          `INSERT INTO seals (sequence, format, kind, journal, document, movement, complete, content, hash, at)
           SELECT 1 + sequence, 1, 'command', 0, 0, 0, 1, '', '', '' FROM seals ORDER BY sequence DESC LIMIT 1`,
        )
        .run(),
    ).rejects.toThrow('E_SEAL_FOLLOWS');
  });
});

describe('whoever changes the database behind the Worker’s back is found (B10)', () => {
  beforeAll(async () => {
    const { results } = await app.db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> 'posting' AND tbl_name <> 'guard'`,
      )
      .all<{ name: string }>();
    await app.db.batch(results.map(({ name }) => app.db.prepare(`DROP TRIGGER "${name}"`)));
  });

  /** Changes the database, looks, and puts everything back. */
  async function tampered(...changes: string[]) {
    const tables = [
      'journal',
      'documents',
      'movements',
      'stock',
      'count_lines',
      'counts',
      'snapshots',
      'seals',
    ];
    await app.db.batch(
      tables.map((table) => app.db.prepare(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)),
    );
    await app.db.batch([
      app.db.prepare('PRAGMA defer_foreign_keys = on'),
      ...changes.map((sql) => app.db.prepare(sql)),
    ]);
    const verdict = await verified();
    await app.db.batch([
      app.db.prepare('PRAGMA defer_foreign_keys = on'),
      ...tables.flatMap((table) => [
        app.db.prepare(`INSERT OR REPLACE INTO ${table} SELECT * FROM kept_${table}`),
        app.db.prepare(`DROP TABLE kept_${table}`),
      ]),
    ]);
    expect(await verified()).toMatchObject({ faults: [] });
    return verdict;
  }
  const theExit = () => `(SELECT sequence FROM documents WHERE id = '${exit.id}')`;

  test('a changed quantity names its document, and the chain is whole up to it', async () => {
    const verdict = await tampered(`UPDATE movements SET quantity = -2000 WHERE document = ${theExit()}`);
    expect(verdict.faults).toEqual([expect.objectContaining({ kind: 'changed', documents: [exit.number] })]);
    expect(verdict.wholeThrough?.link).toBe((verdict.faults[0]?.link ?? 0) - 1);
  });

  test.each([
    ['a document’s date', `UPDATE documents SET date = '2020-01-01' WHERE sequence = 2`],
    ['whom it went to', 'UPDATE documents SET patient = NULL WHERE patient IS NOT NULL'],
    [
      'who did it',
      'UPDATE journal SET person = 1 WHERE sequence = (SELECT journal FROM documents WHERE sequence = 2)',
    ],
    [
      'the goods’ place',
      'UPDATE stock SET bin = (SELECT min(id) FROM bins WHERE depot = stock.depot) WHERE id = 2',
    ],
    ['a cost', 'UPDATE movements SET unit_cost = unit_cost + 1 WHERE sequence = 3'],
    ['a theoretical quantity', 'UPDATE count_lines SET theoretical = 1 WHERE position = 2'],
    ['a retained quantity', 'UPDATE count_lines SET retained = 1 WHERE position = 2'],
    ['who counted', 'UPDATE count_lines SET first_by = 1 WHERE first IS NOT NULL'],
    ['who confirmed', 'UPDATE counts SET confirmed_by = 1'],
    [
      'what a zip prints',
      `UPDATE snapshots SET facts = replace(facts, 'PHC', 'PHD') WHERE moment = 'before'`,
    ],
    ['a zip’s hash', `UPDATE snapshots SET sha256 = 'x' WHERE moment = 'after'`],
  ])('changed: %s', async (_, sql) => {
    const { faults } = await tampered(sql);
    expect(faults.map(({ kind }) => kind)).toContain('changed');
  });

  test.each([
    ['a movement', 'DELETE FROM movements WHERE sequence = 4'],
    ['a count line', 'DELETE FROM count_lines WHERE position = 3'],
    ['a snapshot', `DELETE FROM snapshots WHERE moment = 'after'`],
  ])('missing: %s', async (_, sql) => {
    const { faults } = await tampered(sql);
    expect(faults.length).toBeGreaterThan(0);
  });

  test('reordered: two movements that changed places', async () => {
    const { faults } = await tampered(
      'UPDATE movements SET sequence = -1 WHERE sequence = 2',
      'UPDATE movements SET sequence = 2 WHERE sequence = 3',
      'UPDATE movements SET sequence = 3 WHERE sequence = -1',
    );
    expect(faults).toEqual([expect.objectContaining({ kind: 'changed' })]);
  });

  test('reordered: two commands that changed places', async () => {
    const { faults } = await tampered(
      'UPDATE journal SET sequence = -1 WHERE sequence = 2',
      'UPDATE journal SET sequence = 2 WHERE sequence = 3',
      'UPDATE journal SET sequence = 3 WHERE sequence = -1',
    );
    expect(faults.map(({ kind, command }) => [kind, command])).toEqual([
      ['changed', 2],
      ['changed', 3],
    ]);
  });

  test('an altered link, and a link gone', async () => {
    expect((await tampered(`UPDATE seals SET content = hash WHERE sequence = 5`)).faults[0]).toMatchObject({
      kind: 'chain',
      link: 5,
    });
    expect((await tampered('DELETE FROM seals WHERE sequence = 5')).faults[0]).toMatchObject({
      kind: 'chain',
    });
  });

  test('the end cut off and sealed anew: the head kept in R2 says otherwise', async () => {
    const { faults } = await tampered(
      'UPDATE snapshots SET sealed = NULL',
      'DELETE FROM seals WHERE sequence > 10',
    );
    expect(faults).toEqual([expect.objectContaining({ kind: 'head' })]);
  });
});
