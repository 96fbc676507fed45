import { exactValue } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { type Cell, CsvFile, dateCell } from '../http/csv.ts';
import type { Facts, Moment } from './facts.ts';

/** A count line as the zips print it: its own copy, and at confirmation what it came to. */
export interface SnapshotLine {
  position: number;
  bin: string;
  item: string;
  label: string;
  kind: string;
  supplier: string;
  lot: string;
  expiry: string | null;
  serial: string;
  unit: string;
  unit_cost: number;
  theoretical: number;
  first: number | null;
  second: number | null;
  expected: number | null;
  retained: number | null;
  final_cost: number | null;
  has_figure: number;
  gap_reason: string;
  /** Row id of whoever counted; the facts know the name. */
  counter: number | null;
  counted_at: string | null;
}

export interface NamedFile {
  name: string;
  bytes: Uint8Array;
  /** Data rows of a CSV. */
  rows?: number;
}

/** Collects the CSV files of one snapshot while its lines go by in blocks. */
export class SnapshotFiles {
  readonly #facts: Facts;
  readonly #moment: Moment;
  readonly #stock: CsvFile;
  readonly #gaps: CsvFile | null;
  readonly #totals = {
    item: new Map<string, Total>(),
    supplier: new Map<string, Total>(),
    bin: new Map<string, Total>(),
  };

  constructor(facts: Facts, moment: Moment) {
    this.#facts = facts;
    this.#moment = moment;
    const { columns } = textOf(facts.language).printed.snapshot;
    this.#stock = new CsvFile(STOCK_COLUMNS.map((name) => columns[name]));
    this.#gaps = moment === 'after' ? new CsvFile(GAP_COLUMNS.map((name) => columns[name])) : null;
  }

  add(lines: readonly SnapshotLine[]): void {
    this.#stock.add(lines.map((line) => this.#stockRow(line)));
    this.#gaps?.add(lines.map((line) => this.#gapRow(line)));
  }

  #stockRow(line: SnapshotLine): Cell[] {
    const { depot, currencyDecimals, language } = this.#facts;
    const before = this.#moment === 'before';
    const quantity = before ? line.theoretical : (line.retained ?? 0);
    const unitCost = before ? line.unit_cost : (line.final_cost ?? 0);
    const value = exactValue(quantity, unitCost, currencyDecimals);
    this.#count('item', line.item, line.label, quantity, value);
    this.#count('supplier', line.supplier, '', quantity, value);
    this.#count('bin', line.bin, '', quantity, value);
    const { kinds } = textOf(language).printed.snapshot;
    return [
      depot,
      line.bin,
      line.item,
      line.label,
      kinds[line.kind as keyof typeof kinds] ?? line.kind,
      line.supplier,
      line.lot,
      dateCell(line.expiry),
      line.serial,
      line.unit,
      quantity / 1000,
      unitCost / 10_000,
      this.#money(value),
    ];
  }

  #gapRow(line: SnapshotLine): Cell[] {
    const expected = line.expected ?? 0;
    const retained = line.retained ?? 0;
    const gap = retained - expected;
    const { kept } = textOf(this.#facts.language).printed.snapshot;
    return [
      this.#facts.depot,
      line.bin,
      line.item,
      line.label,
      line.lot,
      dateCell(line.expiry),
      line.serial,
      line.unit,
      line.theoretical / 1000,
      expected / 1000,
      line.first === null ? null : line.first / 1000,
      line.second === null ? null : line.second / 1000,
      retained / 1000,
      gap / 1000,
      expected === 0 ? null : Math.round((gap / expected) * 10_000) / 100,
      (line.final_cost ?? 0) / 10_000,
      this.#money(exactValue(gap, line.final_cost ?? 0, this.#facts.currencyDecimals)),
      line.has_figure === 1 ? line.gap_reason : kept,
      line.counter === null ? null : (this.#facts.counters[line.counter] ?? null),
      line.counted_at,
    ];
  }

  #count(by: Grouping, code: string, label: string, quantity: number, value: bigint): void {
    const total = this.#totals[by].get(code) ?? { label, lines: 0, quantity: 0, value: 0n };
    total.lines++;
    total.quantity += quantity;
    total.value += value;
    this.#totals[by].set(code, total);
  }

  #money(value: bigint): number {
    return Number(value) / 10 ** this.#facts.currencyDecimals;
  }

  /** All the files but the manifest, in the fixed order in which they enter the zip. */
  files(): NamedFile[] {
    return [
      { name: 'LISEZMOI.txt', bytes: this.#readme() },
      csvFile('stock.csv', this.#stock),
      csvFile('totaux.csv', this.#totalsFile()),
      csvFile('coupure.csv', this.#cutOff()),
      ...(this.#gaps ? [csvFile('ecarts.csv', this.#gaps)] : []),
    ];
  }

  #totalsFile(): CsvFile {
    const { columns, by } = textOf(this.#facts.language).printed.snapshot;
    const file = new CsvFile([
      columns.by,
      columns.code,
      columns.label,
      columns.lines,
      columns.quantity,
      columns.value,
    ]);
    for (const group of ['item', 'supplier', 'bin'] as const) {
      const sorted = [...this.#totals[group]].sort(([a], [b]) => (a < b ? -1 : 1));
      file.add(
        sorted.map(([code, total]) => [
          by[group],
          code,
          total.label,
          total.lines,
          // A sum over articles of several units would mean nothing.
          group === 'item' ? total.quantity / 1000 : null,
          this.#money(total.value),
        ]),
      );
    }
    return file;
  }

  /** The last number of each document type, and what is on its way: where the ledger was cut. */
  #cutOff(): CsvFile {
    const { printed } = textOf(this.#facts.language);
    const { columns, inTransit } = printed.snapshot;
    const file = new CsvFile([columns.type, columns.number, columns.date, columns.label, columns.quantity]);
    file.add(
      this.#facts.lastNumbers.map(({ type, number, date }) => [
        printed.types[type as keyof typeof printed.types] ?? type,
        number,
        dateCell(date),
        null,
        null,
      ]),
    );
    file.add(
      this.#facts.transit.map((goods) => [
        say(inTransit, this.#facts.language, { from: goods.from, to: goods.to }),
        goods.transfer,
        dateCell(goods.date),
        [goods.item, goods.label, goods.lot, goods.serial].filter(Boolean).join(' '),
        goods.quantity / 1000,
      ]),
    );
    return file;
  }

  #readme(): Uint8Array {
    const { snapshot } = textOf(this.#facts.language).printed;
    const { count, organisation, depotName, depot } = this.#facts;
    const text = say(
      this.#moment === 'before' ? snapshot.readmeBefore : snapshot.readmeAfter,
      this.#facts.language,
      {
        organisation,
        depot: `${depotName} (${depot})`,
        count: count.name,
        date: count.date,
        by: this.#moment === 'before' ? this.#facts.openedBy : this.#facts.confirmedBy,
        at: this.#moment === 'before' ? this.#facts.openedAt : this.#facts.confirmedAt,
        adjustment: this.#facts.adjustment,
      },
    );
    // Windows' notepad wants a BOM and CRLF.
    return new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
  }
}

type Grouping = 'item' | 'supplier' | 'bin';

interface Total {
  label: string;
  lines: number;
  quantity: number;
  value: bigint;
}

function csvFile(name: string, file: CsvFile): NamedFile {
  return { name, bytes: file.bytes(), rows: file.rows };
}

const STOCK_COLUMNS = [
  'depot',
  'bin',
  'code',
  'label',
  'kind',
  'supplier',
  'lot',
  'expiry',
  'serial',
  'unit',
  'quantity',
  'unitCost',
  'value',
] as const;

const GAP_COLUMNS = [
  'depot',
  'bin',
  'code',
  'label',
  'lot',
  'expiry',
  'serial',
  'unit',
  'theoretical',
  'expected',
  'first',
  'second',
  'retained',
  'gap',
  'percent',
  'unitCost',
  'value',
  'reason',
  'counter',
  'countedAt',
] as const;
