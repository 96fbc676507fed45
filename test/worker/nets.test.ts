import { beforeAll, describe, expect, test } from 'vitest';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { MANAGER, openingStock, smallHospital } from './hospital.ts';

const URGENT = 'urgent@tilleuls.example';

/** The database holds the invariants by itself: whoever writes SQL by hand is refused as well. */
let app: App;

/** A count with a list of each kind, and an adjustment. */
async function confirmedCount(scope: object): Promise<void> {
  const wanted = { id: crypto.randomUUID(), name: 'Rayon', depot: 'PHC', kind: 'article', scope };
  const { id } = await app.call<Count>(MANAGER, 'POST', '/v1/counts', wanted);
  const { rows } = await app.call<CountLines>(MANAGER, 'GET', `/v1/counts/${id}/lines`);
  const lines = rows.map(({ line }) => [line, 99, 0]);
  await app.call(MANAGER, 'PUT', `/v1/counts/${id}/lines`, { lines });
  const { count } = await app.call<CloseResult>(MANAGER, 'POST', `/v1/counts/${id}/close`, {});
  await app.call(MANAGER, 'POST', `/v1/counts/${id}/confirm`, { version: count.version });
}

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  await confirmedCount({ bins: ['A1'], items: ['PARA'], expiringBefore: '2031-12-31' });
  await app.call(MANAGER, 'POST', '/v1/counts', {
    id: crypto.randomUUID(),
    name: 'Pièces',
    depot: 'PHC',
    kind: 'part',
  });
  await app.person({
    email: URGENT,
    name: 'Eva Lenoir',
    rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: true }],
  });
  await app.post(URGENT, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    emergency: { reason: 'urgence vitale' },
    lines: [{ item: 'VIS', quantity: 1 }],
  });
  while ((await sealBooks(app.db)).left);
});

/** One more document of a count, with the number that follows. */
function again(type: string, count: string, insert = 'INSERT'): string {
  return `${insert} INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person, count)
    SELECT 'x', d.journal, '${type}', d.depot, d.year, 1 + coalesce((
        SELECT max(ordinal) FROM documents o WHERE o.depot = d.depot AND o.type = '${type}' AND o.year = d.year), 0),
      'x', d.date, d.posted_at, d.person, ${count}
    FROM documents d WHERE d.type = 'count-adjustment' LIMIT 1`;
}

const ATTACKS: [string, string][] = [
  ['a movement is changed', 'UPDATE movements SET quantity = quantity + 1000'],
  ['a movement is deleted', 'DELETE FROM movements'],
  [
    'a movement is replaced',
    `INSERT OR REPLACE INTO movements SELECT sequence, document, line, stock, item, date, quantity, balance, unit_cost, average FROM movements LIMIT 1`,
  ],
  ['a document is changed', `UPDATE documents SET date = '2020-01-01'`],
  ['a document is deleted', 'DELETE FROM documents'],
  ['a journal row is changed', `UPDATE journal SET person = 1, action = 'x'`],
  [
    'a journal row is replaced',
    `INSERT OR REPLACE INTO journal SELECT sequence, id, person, at, 'x', subject, request_hash, answer FROM journal LIMIT 1`,
  ],
  ['a balance is written without a movement', 'UPDATE stock SET balance = balance + 1000'],
  ['a balance names an old movement', 'UPDATE stock SET balance = balance'],
  [
    'a stock line is born full',
    `INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown, balance) SELECT depot, item, 0, 'zz', bin, 0, 'zz', 1000 FROM stock LIMIT 1`,
  ],
  [
    'a stock line is replaced by an empty one',
    `INSERT OR REPLACE INTO stock (id, depot, item, lot, serial, bin, transfer, serial_shown) SELECT id, depot, item, lot, serial, bin, transfer, serial_shown FROM stock LIMIT 1`,
  ],
  ['a stock line is deleted', 'DELETE FROM stock'],
  ['an average is written by hand', 'UPDATE costs SET average = 1'],
  ['a cost row is replaced', 'INSERT OR REPLACE INTO costs (item) SELECT item FROM costs LIMIT 1'],
  [
    'a number is left out',
    `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
     SELECT 'x', journal, type, depot, year, ordinal + 2, 'x', date, posted_at, person FROM documents LIMIT 1`,
  ],
  [
    'a number is of another year',
    `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
     SELECT 'x', journal, 'loss', depot, 1999, 1, 'x', date, posted_at, person FROM documents LIMIT 1`,
  ],
  [
    'more leaves than there is',
    `INSERT INTO posting SELECT d.sequence, 1, s.depot, s.bin, s.item, s.lot, s.serial, s.serial_shown, s.transfer, d.date, -s.balance - 1000, NULL
     FROM stock s, documents d LIMIT 1`,
  ],
  [
    'goods leave a line that does not exist',
    `INSERT INTO posting SELECT d.sequence, 1, s.depot, s.bin, s.item, s.lot, 'nowhere', 'nowhere', 0, d.date, -1000, NULL
     FROM stock s, documents d LIMIT 1`,
  ],
  [
    'a serial enters twice',
    `INSERT INTO posting SELECT d.sequence, 1, s.depot, b.id, s.item, s.lot, s.serial, s.serial_shown, 0, d.date, 1000, 1
     FROM stock s JOIN bins b ON b.depot = s.depot AND b.code = 'A1', documents d WHERE s.serial <> '' LIMIT 1`,
  ],
  [
    'a frozen line moves',
    `INSERT INTO posting SELECT d.sequence, 1, s.depot, s.bin, s.item, s.lot, s.serial, s.serial_shown, 0, d.date, -1000, NULL
     FROM stock s JOIN items i ON i.id = s.item AND i.kind = 'part', documents d LIMIT 1`,
  ],
  [
    'more enters than a number can tell exactly',
    `INSERT INTO posting SELECT d.sequence, 1, s.depot, s.bin, s.item, s.lot, s.serial, s.serial_shown, s.transfer, d.date, 9007199254740991, 0
     FROM stock s JOIN items i ON i.id = s.item AND i.code = 'SIROP', documents d LIMIT 1`,
  ],
  ['a theoretical quantity is rewritten', 'UPDATE count_lines SET theoretical = 0'],
  ['a count line is deleted', 'DELETE FROM count_lines'],
  ['a count jumps to confirmed', `UPDATE counts SET state = 'confirmed', version = version + 1`],
  ['a count is deleted', 'DELETE FROM counts'],
  [
    'a scope is widened after the opening',
    `INSERT INTO count_bins SELECT c.sequence, b.id FROM counts c JOIN bins b ON b.depot = c.depot LIMIT 1`,
  ],
  [
    'a scope gets one more item',
    'INSERT OR REPLACE INTO count_items SELECT c.sequence, i.id FROM counts c, items i LIMIT 1',
  ],
  ['a scope gets one more lot', 'INSERT INTO count_lots SELECT sequence, 0 FROM counts LIMIT 1'],
  ['the bins of a confirmed count change', `UPDATE count_bins SET bin = (SELECT max(id) FROM bins)`],
  ['the bins of a confirmed count go', 'DELETE FROM count_bins'],
  ['the items of a scope change', 'UPDATE count_items SET item = item'],
  ['the items of a scope go', 'DELETE FROM count_items'],
  ['the lots of a scope change', 'UPDATE count_lots SET lot = 99'],
  ['the lots of a scope go', 'DELETE FROM count_lots'],
  ['a second adjustment of a count', again('count-adjustment', 'd.count')],
  ['a second adjustment replaces the first', again('count-adjustment', 'd.count', 'INSERT OR REPLACE')],
  ['an adjustment of no count', again('count-adjustment', 'NULL')],
  ['a loss calls itself a count’s own', again('loss', 'd.count')],
  ['the key of personal digests goes', 'DELETE FROM personal_key'],
  ['a figure of a confirmed count is rewritten', `UPDATE count_lines SET first = 98 WHERE first = 99000`],
  [
    'a figure of a confirmed count is arbitrated',
    `UPDATE count_lines SET arbitrated = 0 WHERE first = 99000`,
  ],
  ['a confirmed count loses its counter', `UPDATE count_lines SET first_by = NULL WHERE first = 99000`],
  [
    'a confirmed count is opened again',
    `UPDATE counts SET state = 'open', version = version + 1 WHERE state = 'confirmed'`,
  ],
  [
    'a confirmed count gets one more line',
    `INSERT INTO count_lines SELECT * FROM count_lines WHERE first = 99000 LIMIT 1`,
  ],
  ['an emergency exit is forgotten', 'DELETE FROM count_emergencies'],
  ['an emergency exit took more', 'UPDATE count_emergencies SET quantity = quantity - 1000'],
  ['a link of the seal changes', `UPDATE seals SET hash = 'x' WHERE sequence = 1`],
  ['the last link of the seal goes', 'DELETE FROM seals WHERE sequence = (SELECT max(sequence) FROM seals)'],
  ['a link of the seal is replaced', 'INSERT OR REPLACE INTO seals SELECT * FROM seals WHERE sequence = 1'],
  [
    'a zip is sealed by another link',
    'UPDATE snapshots SET sealed = 1 WHERE sealed = (SELECT max(sealed) FROM snapshots)',
  ],
  ['a stored zip gets another hash', `UPDATE snapshots SET sha256 = 'x' WHERE sha256 IS NOT NULL`],
  ['a snapshot goes', 'DELETE FROM snapshots'],
  ['the facts of a snapshot change', `UPDATE snapshots SET facts = '{}'`],
  ['a depot gets another code', `UPDATE depots SET code_key = 'x'`],
  ['an item is deleted', 'DELETE FROM items'],
];

describe('what the database refuses by itself', () => {
  test.each(ATTACKS)('%s', async (_, sql) => {
    await expect(app.db.prepare(sql).run()).rejects.toThrow(/E_|constraint/);
    expect(await faultsOf(app.db)).toEqual([]);
  });
});

test('no movement takes an item’s quantity times average beyond 64 bits, whoever writes it', async () => {
  const received = (quantity: number) =>
    app.db
      .prepare(
        `INSERT INTO movements (sequence, document, line, stock, item, date, quantity, balance, unit_cost, average)
         SELECT (SELECT max(sequence) + 1 FROM movements), d.sequence, 1, s.id, s.item, d.date, ?1, s.balance + ?1, 1000, 1000
         FROM stock s JOIN items i ON i.id = s.item AND i.code = 'PARA' JOIN documents d ON d.type = 'entry-opening'
         WHERE s.balance > 0 LIMIT 1`,
      )
      .bind(quantity)
      .run();
  await expect(received(8_000_000_000_000_000)).rejects.toThrow('E_VALUE_TOO_LARGE');
  expect(await faultsOf(app.db)).toEqual([]);
  await received(3_000_000_000_000_000);
});
