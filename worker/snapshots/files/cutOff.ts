import { textOf } from '../../../shared/text/index.ts';
import { say } from '../../../shared/text/say.ts';
import { type Cell, dateCell } from '../../http/csv.ts';
import { MOST_NAMED } from '../facts.ts';
import { csvAtEnd, type Making, type SnapshotFile } from './file.ts';

const COLUMNS = ['type', 'number', 'date', 'label', 'quantity'] as const;

/** The last number of each document type, and what is on its way: where the ledger was cut. */
export function cutOffFile(making: Making): SnapshotFile {
  const { facts, words } = making;
  const { types } = textOf(facts.language).printed;
  const rows = (): Cell[][] => [
    ...facts.lastNumbers.map(({ type, number, date }) => [
      types[type as keyof typeof types] ?? type,
      number,
      dateCell(date),
      null,
      null,
    ]),
    ...facts.transit.map((goods) => [
      say(words.inTransit, facts.language, { from: goods.from, to: goods.to }),
      goods.transfer,
      dateCell(goods.date),
      [goods.item, goods.label, goods.lot, goods.serial].filter(Boolean).join(' '),
      goods.quantity / 1000,
    ]),
    ...(facts.transit.length < MOST_NAMED ? [] : [[words.moreInTransit, null, null, null, null]]),
  ];
  return csvAtEnd(words.files.cutOff, making, COLUMNS, rows);
}
