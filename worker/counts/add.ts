import type * as z from 'zod';
import type { AddedCountLine, addCountLine } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { ITEMS, toItem } from '../catalogue/items.ts';
import { judgement, writingStatements } from '../catalogue/resource.ts';
import { inWords } from '../catalogue/words.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import {
  badFound,
  COPIED,
  COPIED_FROM,
  enterFound,
  foundAs,
  frozenBy,
  namedCount,
  toFound,
} from './foundLines.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';
import { readLine, toAddedLine } from './sheet.ts';

type Wanted = z.output<typeof addCountLine>;

/** The count's depot is known to the database alone: the parameter gets it there. */
const goods = (count: string, found: string) =>
  `json_set(${found}, '$.head.depot', (SELECT depot FROM counts WHERE id = ${count}))`;
const GOODS = goods('?1', '?2');

/**
 * Ajouter réf. (E28, E55, Q19): goods that stand here and are not on the list join it, with what the ledger holds at
 * that moment as their theoretical quantity, and are frozen from then on. An item that the catalogue does not know
 * yet comes with its entry, by a manager. What is on the list already is shown, not doubled.
 * Refuses `COUNT_SCOPE_TAKEN` where another running count has the line, `COUNT_DATE_MOVED` where it moved after the
 * count's date, which the adjustment will bear, or a count of a later day has found it (Q16).
 */
export async function addLine(
  db: D1Database,
  caller: Caller,
  language: Language,
  { id, count }: CountCommand,
  { newItem, ...wanted }: Wanted,
): Promise<AddedCountLine> {
  const found = toFound(null, [wanted]);
  const item =
    newItem && JSON.stringify([{ ...toItem({ ...newItem, code: wanted.item }), line: 1, version: 0 }]);
  try {
    const { read, answer } = await runCommand(
      db,
      {
        id,
        caller,
        action: 'count.add',
        subject: count,
        request: { ...wanted, newItem },
        // Said before anything is written: was it on the list?
        answer: {
          sql: `(${foundAs(goods('?7', '?8'))} SELECT count(*) FROM found p CROSS JOIN count_lines k
            ON k.count = (SELECT sequence FROM counts WHERE id = ?7) AND k.stock = p.stock)`,
          bindings: [count, found],
        },
      },
      [
        db
          .prepare(demandOfCount({ right: item ? 'manages' : 'works', state: ['open'] }))
          .bind(count, rightsOn(caller)),
        ...(item
          ? [refuseBadLines(...judgement(ITEMS)), ...writingStatements(ITEMS)].map((sql) =>
              db.prepare(sql).bind(item),
            )
          : []),
        ...enterFound(GOODS).map((sql) => db.prepare(sql).bind(count, found)),
        db.prepare(REFUSE).bind(count, found),
        db.prepare(JOIN).bind(count, found, caller.person, caller.now),
        db.prepare(raiseVersion()).bind(count),
      ],
      [...readLine(db, count, STOCK, found), db.prepare(BESIDE).bind(count, found)],
    );
    const [head, line, [beside]] = read as [unknown[], unknown[], BesideRow[]];
    return {
      line: toAddedLine([head, line], caller),
      existed: Number(answer) > 0,
      expired: beside?.expired === 1,
      outside: OUTSIDE.filter((what) => beside?.[what] === 1),
    };
  } catch (error) {
    throw inWords(error, language);
  }
}

const STOCK = `(${foundAs(GOODS)} SELECT stock FROM found)`;

const OUTSIDE = ['kind', 'bin', 'item', 'lot'] as const;
type BesideRow = Record<'expired' | (typeof OUTSIDE)[number], 0 | 1>;

/** What is said of the line beside it: the count was not opened for it, or its lot has expired by the count's date. */
const BESIDE = `SELECT coalesce(l.expiry < c.date, 0) AS expired, c.kind <> 'all' AND c.kind <> i.kind AS kind,
    c.by_bins = 1 AND NOT EXISTS (SELECT 1 FROM count_bins x WHERE x.count = c.sequence AND x.bin = s.bin) AS bin,
    c.by_items = 1 AND NOT EXISTS (SELECT 1 FROM count_items x WHERE x.count = c.sequence AND x.item = s.item) AS item,
    c.by_lots = 1 AND NOT EXISTS (SELECT 1 FROM count_lots x WHERE x.count = c.sequence AND x.lot = s.lot) AS lot
  FROM counts c JOIN stock s ON s.id = ${STOCK} JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
  WHERE c.id = ?1`;

/** The line as the count in hand has it; NULL where it has none yet. */
const ON_THE_LIST = `(SELECT 1 FROM count_lines k WHERE k.count = ${THIS_COUNT} AND k.stock = p.stock)`;

/** Of the document that moved the line after the count's date. */
const movedLater = (
  told: '1' | 'd.number' | 'm.date',
) => `(SELECT ${told} FROM movements m JOIN documents d ON d.sequence = m.document
  JOIN counts n ON n.id = ?1 WHERE m.stock = p.stock AND m.date > n.date ORDER BY m.sequence DESC LIMIT 1)`;

/** The count of a later day that has found the line as it is (Q16). */
const COUNTED_LATER = `(SELECT f.count FROM count_covers f JOIN counts n ON n.id = ?1
  WHERE f.stock = p.stock AND f.state = 'confirmed' AND f.date > n.date AND NOT EXISTS (
    SELECT 1 FROM count_lines k WHERE k.count = f.count AND k.stock = f.stock AND k.blank = 'keep')
  ORDER BY f.count DESC LIMIT 1)`;

const REFUSE = refuseBadLines(
  foundAs(GOODS),
  badFound([
    {
      code: 'COUNT_SCOPE_TAKEN',
      refuses: `${frozenBy(THIS_COUNT)} IS NOT NULL`,
      figures: namedCount(frozenBy(THIS_COUNT)),
    },
    {
      code: 'COUNT_DATE_MOVED',
      refuses: `${ON_THE_LIST} IS NULL AND (p.balance > 0 AND ${movedLater('1')} IS NOT NULL OR ${COUNTED_LATER} IS NOT NULL)`,
      figures: `'date', (SELECT date FROM counts WHERE id = ?1),
        'number', CASE WHEN p.balance > 0 THEN ${movedLater('d.number')} END, 'movedDate', ${movedLater('m.date')},
        'later', (SELECT name FROM counts WHERE sequence = ${COUNTED_LATER}),
        'laterDate', (SELECT date FROM counts WHERE sequence = ${COUNTED_LATER})`,
    },
  ]),
);

/** Behind the last line of the sheet: nothing that was printed changes its place. */
const JOIN = `${foundAs(GOODS)}
  INSERT INTO count_lines (count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier,
    lot, expiry, serial, unit_cost, theoretical, added, first, first_by, first_at, first_version)
  SELECT ${THIS_COUNT}, p.stock, 1 + (SELECT max(position) FROM count_lines WHERE count = ${THIS_COUNT}), ${COPIED}, 1,
    p.counted, CASE WHEN p.counted IS NOT NULL THEN ?3 END, CASE WHEN p.counted IS NOT NULL THEN ?4 END, p.counted IS NOT NULL
  FROM found p ${COPIED_FROM} WHERE ${ON_THE_LIST} IS NULL`;
