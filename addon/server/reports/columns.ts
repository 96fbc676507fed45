/** The columns of each report's sheet, declared once: what is written, how wide, and what is coloured. */
import { formatDate } from '../../../shared/domain/dates.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { SheetName, SheetRows } from '../calls/stock.ts';
import { type Words, wordsOf } from '../language.ts';

export type ReportColumnKey = keyof typeof fr.reports.columns;
export type ReportCell = string | number | null;

export interface ReportColumn<Row> {
  key: ReportColumnKey;
  kind: 'text' | 'number';
  /** Pixels at the least: its heading and the longest text that stands in it widen it. */
  width: number;
  /** How its figures are shown; as they are unless said otherwise. */
  format?: string;
  value: (row: Row, words: Words, language: Language) => ReportCell;
  /** Grounds of cells, the first that fits: below a number, from one on, or a text. */
  grounds?: readonly { below?: number; from?: number; text?: (words: Words) => string; ground: string }[];
}

const RED = '#fce8e6';
const ORANGE = '#feefc3';
const YELLOW = '#fef7e0';
const GREY = '#e8eaed';

type Table = { [Name in SheetName]: readonly ReportColumn<SheetRows[Name]>[] };

/** A text that the row holds under its own name. */
const text = <Row>(key: ReportColumnKey & keyof Row, width: number): ReportColumn<Row> => ({
  key,
  kind: 'text',
  width,
  value: (row) => (row[key] as string | null | undefined) ?? '',
});
const number = <Row>(key: ReportColumnKey & keyof Row, width = 80): ReportColumn<Row> => ({
  key,
  kind: 'number',
  width,
  value: (row) => row[key] as number | null,
});
/** An amount: cents are shown, be they zero. */
const money = <Row>(key: ReportColumnKey & keyof Row, width = 100): ReportColumn<Row> => ({
  ...number(key, width),
  format: '#,##0.00',
});
/** To the ten-thousandth, as it is reckoned with: the decimals of one column stand under each other. */
const unitCost = <Row>(key: ReportColumnKey & keyof Row): ReportColumn<Row> => ({
  ...number(key, 110),
  format: '#,##0.0000',
});
/** For how long: the longer, the redder. */
const days = <Row>(key: ReportColumnKey & keyof Row, yellow: number, orange: number): ReportColumn<Row> => ({
  ...number(key),
  grounds: [
    { from: orange, ground: ORANGE },
    { from: yellow, ground: YELLOW },
  ],
});
/** A civil date, as the reader writes it. */
const date = <Row>(key: ReportColumnKey & keyof Row): ReportColumn<Row> => ({
  key,
  kind: 'text',
  width: 90,
  value: (row, _, language) => (row[key] ? formatDate(row[key] as string, language) : ''),
});

const YES_BLOCKED = { text: (words: Words) => words.reports.blocked, ground: RED };
const blocked = <Row extends { blocked: boolean }>(): ReportColumn<Row> => ({
  key: 'blocked',
  kind: 'text',
  width: 70,
  value: (row, words) => (row.blocked ? words.reports.blocked : ''),
  grounds: [YES_BLOCKED],
});

export const REPORT_COLUMNS: Table = {
  serials: [
    text('item', 170),
    text('label', 230),
    text('serial', 120),
    text('lot', 80),
    {
      key: 'state',
      kind: 'text',
      width: 90,
      value: ({ state }, words) => words.reports.serialStates[state],
      grounds: [
        { text: ({ reports }) => reports.serialStates.gone, ground: GREY },
        { text: ({ reports }) => reports.serialStates['in-transit'], ground: YELLOW },
      ],
    },
    text('depot', 80),
    text('bin', 80),
    text('party', 110),
    date('enteredOn'),
    text('enteredBy', 130),
    date('goneOn'),
    text('goneBy', 130),
    { key: 'others', kind: 'text', width: 120, value: ({ others }) => others.join(', ') },
  ],
  lines: [
    text('depot', 80),
    text('bin', 90),
    text('item', 170),
    text('label', 230),
    text('lot', 90),
    date('expiry'),
    blocked(),
    text('serial', 110),
    number('quantity'),
    text('unit', 80),
    unitCost('unitCost'),
    money('value'),
    text('supplier', 120),
    text('transfer', 130),
  ],
  card: [
    date('date'),
    { key: 'document', kind: 'text', width: 140, value: (row) => row.document.number },
    {
      key: 'type',
      kind: 'text',
      width: 170,
      value: (row, words) => words.reports.types[row.document.type],
      // What is no ordinary coming and going.
      grounds: [
        { text: ({ reports }) => reports.types.loss, ground: ORANGE },
        { text: ({ reports }) => reports.types['transit-loss'], ground: ORANGE },
        { text: ({ reports }) => reports.types['count-adjustment'], ground: YELLOW },
        { text: ({ reports }) => reports.types.reversal, ground: GREY },
      ],
    },
    text('party', 110),
    text('depot', 80),
    text('bin', 80),
    text('lot', 80),
    text('serial', 100),
    { key: 'in', kind: 'number', width: 75, value: (row) => row.in || null },
    { key: 'out', kind: 'number', width: 75, value: (row) => row.out || null },
    number('balance'),
    unitCost('unitCost'),
  ],
  state: [
    text('item', 170),
    text('label', 230),
    number('quantity'),
    text('unit', 80),
    // Goods without a cost have no value in any total.
    { ...unitCost('unitCost'), grounds: [{ below: 0.0001, ground: ORANGE }] },
    money('value'),
    { key: 'kind', kind: 'text', width: 70, value: ({ kind }, words) => words.reports.kinds[kind] },
    text('group', 110),
    text('supplier', 130),
  ],
  levels: [
    text('depot', 80),
    text('item', 170),
    text('label', 230),
    {
      key: 'state',
      kind: 'text',
      width: 150,
      value: ({ state }, words) => words.reports.levelStates[state],
      grounds: [
        { text: ({ reports }) => reports.levelStates.out, ground: RED },
        { text: ({ reports }) => reports.levelStates.security, ground: RED },
        { text: ({ reports }) => reports.levelStates.alert, ground: ORANGE },
        { text: ({ reports }) => reports.levelStates.above, ground: YELLOW },
      ],
    },
    number('usable'),
    number('unusable'),
    text('unit', 80),
    number('onItsWay'),
    number('security'),
    number('alert'),
    number('maximum'),
    number('monthly', 110),
    number('daysLeft', 100),
    number('toOrder', 100),
    text('supplier', 130),
  ],
  expiring: [
    date('expiry'),
    {
      ...number('daysLeft', 100),
      grounds: [
        { below: 0, ground: RED },
        { below: 30, ground: ORANGE },
        { below: 90, ground: YELLOW },
      ],
    },
    text('item', 170),
    text('label', 230),
    text('lot', 90),
    blocked(),
    text('serial', 100),
    text('depot', 80),
    text('bin', 80),
    number('quantity'),
    text('unit', 80),
    money('value'),
    text('transfer', 130),
  ],
  idle: [
    text('depot', 80),
    text('item', 170),
    text('label', 230),
    number('quantity'),
    text('unit', 80),
    money('value'),
    date('lastMovedOn'),
    days('days', 180, 365),
  ],
  undelivered: [
    text('invoice', 110),
    text('patient', 110),
    { key: 'line', kind: 'number', width: 60, value: ({ line }) => line },
    text('item', 170),
    text('label', 230),
    number('quantity'),
    // Nothing of it was delivered yet.
    { ...number('delivered'), grounds: [{ below: 0.001, ground: ORANGE }] },
    number('left'),
    text('unit', 80),
    text('closedReason', 160),
  ],
  unreceived: [
    text('number', 140),
    date('sentOn'),
    days('days', 7, 30),
    text('from', 80),
    text('to', 80),
    text('item', 170),
    text('label', 230),
    text('lot', 90),
    text('serial', 100),
    number('sent'),
    number('left'),
    text('unit', 80),
  ],
  trace: [
    {
      key: 'what',
      kind: 'text',
      width: 110,
      value: ({ what }, words) => words.reports.traced[what],
      grounds: [{ text: ({ reports }) => reports.traced.left, ground: YELLOW }],
    },
    text('depot', 80),
    text('bin', 80),
    text('transfer', 130),
    date('date'),
    { key: 'document', kind: 'text', width: 140, value: ({ number: document = '' }) => document },
    {
      key: 'type',
      kind: 'text',
      width: 170,
      value: ({ type }, words) => (type ? words.reports.types[type] : ''),
    },
    { key: 'party', kind: 'text', width: 200, value: partyOf },
    text('serial', 100),
    number('quantity'),
  ],
};

/** Who it was, and who it is since the document was rectified. */
function partyOf({ party, partyName, rectified }: SheetRows['trace']): string {
  const now = rectified && `→ ${rectified.party} (${rectified.number})`;
  return [party, partyName, now].filter(Boolean).join(' · ');
}

/** The headings and the rows, as they are to be typed into cells. */
export function reportBlock<Name extends SheetName>(
  report: Name,
  rows: readonly SheetRows[Name][],
  language: Language,
): ReportCell[][] {
  const words = wordsOf(language);
  const columns = REPORT_COLUMNS[report] as readonly ReportColumn<SheetRows[Name]>[];
  return [
    columns.map(({ key }) => words.reports.columns[key]),
    ...rows.map((row) => columns.map(({ value }) => value(row, words, language))),
  ];
}
