import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placesIn } from '../../shared/local/dataFolder.ts';
import { textOf } from '../../shared/text/index.ts';
import { CHECKS, type Finding, type Reached } from '../../worker/books/checks.ts';
import { beginReplay } from '../../worker/books/costs.ts';
import type { Reader } from '../../worker/books/reader.ts';
import { tellDifference, verifyBooks, verifyCosts, verifyOne } from '../../worker/books/verify.ts';
import { readerOf } from '../../worker/terminal/bookFile.ts';
import { npmRun } from '../process/terminal.ts';

/** «Recalculer» (G22): the books that were kept, and what somebody with a SQL prompt could do to them. */
const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'decompte-verify-'));
const whole = join(folder, 'whole.sqlite');

beforeAll(() => {
  const database = openQuickly(whole);
  const migrations = readdirSync(join(ROOT, 'migrations')).sort();
  const [kept = ''] = readdirSync(join(ROOT, 'test/worker/keptBooks')).sort();
  const apply = (wanted: string[]) => {
    for (const name of wanted) database.exec(readFileSync(join(ROOT, 'migrations', name), 'utf8'));
  };
  apply(migrations.filter((name) => name.slice(0, 4) <= kept.slice(0, 4)));
  const triggers = dropTriggers(database);
  database.exec('DELETE FROM settings');
  database.exec(readFileSync(join(ROOT, 'test/worker/keptBooks', kept), 'utf8'));
  for (const sql of triggers) database.exec(sql);
  apply(migrations.filter((name) => name.slice(0, 4) > kept.slice(0, 4)));
  dropTriggers(database);
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Without waiting for the disk, and with nothing that holds a hand back. */
function openQuickly(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA synchronous = off; PRAGMA journal_mode = memory; PRAGMA foreign_keys = off;
    PRAGMA ignore_check_constraints = on`);
  return database;
}

function dropTriggers(database: DatabaseSync): string[] {
  const triggers = database.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`).all();
  database.exec(`BEGIN; ${triggers.map(({ name }) => `DROP TRIGGER ${name};`).join(' ')} COMMIT`);
  return triggers.map(({ sql }) => String(sql));
}

/** What `look` makes of the books after that damage. */
async function after<T>(damage: string, look: (read: Reader) => Promise<T>): Promise<T> {
  const file = join(folder, 'damaged.sqlite');
  copyFileSync(whole, file);
  const database = openQuickly(file);
  database.exec(damage);
  try {
    return await look(readerOf(database));
  } finally {
    database.close();
    rmSync(file);
  }
}

/** What is found after that damage, each in words. */
async function foundAfter(damage: string): Promise<{ findings: Finding[]; told: string[] }> {
  const { differences } = await after(damage, verifyBooks);
  return {
    findings: differences.map(({ finding }) => finding),
    told: differences.map((difference) => tellDifference(difference, 'fr')),
  };
}

const GLOVES = `SELECT s.id FROM stock s JOIN items i ON i.id = s.item WHERE i.code = 'GANT' AND s.balance = 58000`;
const PUMP = `SELECT s.id FROM stock s JOIN items i ON i.id = s.item WHERE i.code = 'POMPE'`;
const LAST_EXIT = `SELECT max(sequence) FROM documents WHERE type = 'exit-patient'`;
const OF_ENTRY = `document = (SELECT sequence FROM documents WHERE type = 'entry-opening')`;
const OF_SENT = `document = (SELECT min(sequence) FROM documents WHERE type = 'transfer')`;

/** Each kind of damage, by what it must be called, and the words that name the goods and the figures. */
const DAMAGES: [Finding, damage: string, told: string[]][] = [
  [
    'BALANCE',
    `UPDATE stock SET balance = 75000 WHERE id IN (${GLOVES})`,
    ['GANT, PHC / A4', 'attendu 58', 'trouvé 75'],
  ],
  [
    'BALANCE_AFTER',
    `UPDATE movements SET balance = balance + 1000 WHERE sequence = 1`,
    ['PARA, PHC / A1, lot L1', 'EO-PHC'],
  ],
  ['LAST_MOVEMENT', `UPDATE stock SET last_movement = 1 WHERE id IN (${GLOVES})`, ['GANT, PHC / A4', 'n° 1']],
  ['MOVEMENT_MISSING', 'DELETE FROM movements WHERE sequence = 5', ['mouvement n° 5 ']],
  [
    'DOCUMENT_MISSING',
    `DELETE FROM documents WHERE type = 'loss' AND reason = 'périmé'`,
    ['document manque'],
  ],
  ['COMMAND_MISSING', 'DELETE FROM journal WHERE sequence = 9', ['9ᵉ ligne du journal']],
  ['DOCUMENT_UNASKED', `UPDATE documents SET journal = 9999 WHERE type = 'return-supplier'`, ['RF-PHC']],
  ['DOCUMENT_EMPTY', `DELETE FROM movements WHERE document = (${LAST_EXIT})`, ['SP-PHC']],
  ['MOVEMENT_STRAY', `UPDATE movements SET date = '2020-01-01' WHERE sequence = 3`, ['n° 3']],
  [
    'NEGATIVE',
    `UPDATE movements SET date = '2020-01-01' WHERE document = (${LAST_EXIT}); UPDATE documents SET date = '2020-01-01' WHERE sequence = (${LAST_EXIT})`,
    ['GANT, PHC / A4', '-2', '01/01/2020'],
  ],
  [
    'SERIAL_TWICE',
    `UPDATE movements SET quantity = -quantity WHERE document = (SELECT sequence FROM documents WHERE type = 'exit-patient' AND patient = 2)
       OR stock IN (${PUMP}) AND quantity < 0`,
    ['POMPE', 'SN-1', 'PHC / A2, RET'],
  ],
  [
    'SERIAL_QUANTITY',
    `UPDATE movements SET quantity = 3000 WHERE ${OF_ENTRY} AND stock IN (${PUMP})`,
    ['POMPE', 'n° de série'],
  ],
  [
    'SERIAL_DATE',
    `UPDATE movements SET date = '2090-01-01' WHERE ${OF_ENTRY} AND stock IN (${PUMP})`,
    ['POMPE', '01/01/2090'],
  ],
  [
    'CARRIED',
    `UPDATE movements SET quantity = 19000 WHERE ${OF_SENT} AND quantity = 20000`,
    ['TR-PHC', 'PARA, lot L1', '20 pris', '19 mis'],
  ],
  [
    'TRANSIT_STRAY',
    `UPDATE stock SET transfer = (SELECT max(sequence) FROM documents WHERE type = 'transfer')
     WHERE transfer = (SELECT min(sequence) FROM documents WHERE type = 'transfer')`,
    ['en route (TR-PHC'],
  ],
  [
    'NUMBER_MISSING',
    `UPDATE documents SET ordinal = 7 WHERE sequence = (${LAST_EXIT})`,
    ['Le numéro SP-PHC', '000003 manque'],
  ],
  [
    'NUMBER_WRONG',
    `UPDATE documents SET number = 'SP-PHC-1999-000001' WHERE sequence = (${LAST_EXIT})`,
    ['SP-PHC-1999-000001'],
  ],
  [
    'REVERSAL',
    `UPDATE movements SET quantity = 900 WHERE document = (SELECT min(sequence) FROM documents WHERE type = 'reversal')`,
    ['AN-PHC', 'PE-PHC', 'SIROP', 'attendu 1', 'trouvé 0,9'],
  ],
  [
    'ADJUSTMENT',
    `UPDATE count_lines SET retained = 65000 WHERE count = (SELECT sequence FROM counts WHERE adjustment IS NOT NULL) AND retained <> expected`,
    ['Rayon A1', 'PARA', 'lot L1'],
  ],
  ['COST_QUANTITY', 'UPDATE costs SET quantity = 1 WHERE item = 5', ['GANT', '0,001']],
  ['COST_LAST', 'UPDATE costs SET last_movement = 1 WHERE item = 5', ['GANT', 'n° 1']],
  ['COST_MISSING', 'DELETE FROM costs WHERE item = 5', ['5']],
  ['AVERAGE', 'UPDATE movements SET average = average + 1 WHERE sequence = 2', ['PARA', '0,5', '0,5001']],
  ['AVERAGE_NOW', 'UPDATE costs SET average = 999 WHERE item = 5', ['GANT', '0,08', '0,0999']],
  [
    'UNIT_COST',
    `UPDATE movements SET unit_cost = 7, average = 800 WHERE document = (${LAST_EXIT}) AND item = 5`,
    ['GANT', 'SP-PHC', '0,0007'],
  ],
];

describe('the books that were kept, recomputed', () => {
  test('agree', async () => {
    expect(await foundAfter('SELECT 1')).toEqual({ findings: [], told: [] });
  });

  test.each(DAMAGES)('%s', async (finding, damage, words) => {
    const { findings, told } = await foundAfter(damage);
    expect(findings).toContain(finding);
    const sentence = told[findings.indexOf(finding)];
    for (const word of words) expect(sentence).toContain(word);
    expect(sentence).not.toMatch(/[{}]|\bnull\b/);
  });

  /** As a night asks, of what came after a place up to which all was right. */
  const foundInANight = (damage: string, since: Reached) =>
    after(damage, async (read) => {
      const found: Finding[] = [];
      for (const check of CHECKS) {
        const { findings } = await verifyOne(read, check, since);
        found.push(...findings.differences.map(({ finding }) => finding));
      }
      const { findings } = await verifyCosts(read, beginReplay(), Number.MAX_SAFE_INTEGER);
      return [...found, ...findings.differences.map(({ finding }) => finding)];
    });

  test.each([0, 1, 20, 50, 1_000_000])('agree, asked for what came after the place %d', async (place) => {
    const since = { movement: place, document: place, journal: place };
    expect(await foundInANight('SELECT 1', since)).toEqual([]);
  });

  // Where it is the movements that lie, the place they left is what does not agree.
  const BY_ANOTHER: Partial<Record<Finding, Finding>> = {
    SERIAL_TWICE: 'BALANCE_AFTER',
    SERIAL_QUANTITY: 'COST_QUANTITY',
  };
  test.each(DAMAGES)('%s among what is new is found the same night', async (finding, damage) => {
    const found = await foundInANight(damage, { movement: 0, document: 0, journal: 0 });
    expect(found).toContain(BY_ANOTHER[finding] ?? finding);
  });

  test('no check and no sentence is left that no damage calls', () => {
    const known = new Set(DAMAGES.map(([finding]) => finding));
    expect(
      Object.keys(textOf('fr').books.findings).filter((finding) => !known.has(finding as Finding)),
    ).toEqual([]);
    expect(CHECKS.map(({ finding }) => finding).filter((finding) => !known.has(finding))).toEqual([]);
  });
});

describe('npm run verify', () => {
  const verify = (dataFolder: string) => npmRun('verify', [], { DATA_DIR: dataFolder });
  const dataFolder = join(folder, 'data');
  const file = join(
    placesIn(dataFolder).storage,
    'v3/d1/miniflare-D1DatabaseObject',
    `${'0'.repeat(64)}.sqlite`,
  );

  test('says where there is nothing to recompute, and is content', async () => {
    expect(await verify(dataFolder)).toMatchObject({
      code: 0,
      output: expect.stringContaining('rien à recalculer'),
    });
    mkdirSync(dirname(file), { recursive: true });
    new DatabaseSync(file).close();
    expect(await verify(dataFolder)).toMatchObject({
      code: 0,
      output: expect.stringContaining('rien à recalculer'),
    });
  });

  test('says how much agrees', async () => {
    copyFileSync(whole, file);
    const { code, output } = await verify(dataFolder);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^Tout concorde : \d+ documents, \d+ mouvements/),
    ]);
  });

  test('names what differs, and ends with 1', async () => {
    const database = openQuickly(file);
    database.exec(`UPDATE stock SET balance = 75000 WHERE id IN (${GLOVES})`);
    database.close();
    const { code, output, errors } = await verify(dataFolder);
    expect(output).toMatch(/^GANT, PHC \/ A4 : attendu 58 d’après les mouvements, trouvé 75\.\n/);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^1 différence sur \d+ mouvements recalculés/)]);
  });
});
