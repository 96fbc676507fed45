/**
 * What stands behind every field that takes scans: reads the symbol, finds the item, asks where the
 * symbol can be read in several ways, beeps and marks. Scans come faster than answers: they wait in line.
 */
import type { Item } from '../../../shared/contract/catalogue.ts';
import { gtinForms } from '../../../shared/domain/gs1.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { type Goods, readScan, type Scan, scannedQuantity } from '../../../shared/domain/scanning.ts';
import { call } from '../call.ts';
import { button, el } from '../dom.ts';
import { quantityText, say, words } from '../words.ts';
import { beep } from './sounds.ts';

const says = words.scan;

/** Goods whose item is known, with the quantity that this scan proposes (Q18). */
export interface ScannedGoods extends Goods {
  item: Item;
  quantity: number;
}

/** What came of a scan, in a sentence; a bad one beeps low. */
export interface ScanMark {
  good: boolean;
  text: string;
}

export interface ScanTakers {
  /** ISO: the century of a two-digit year. */
  today: string;
  goods(goods: ScannedGoods): ScanMark | Promise<ScanMark>;
  /** Lot or serial alone (a second symbol): about the line in hand. Absent: such a scan is bad. */
  loose?(goods: Goods): ScanMark | Promise<ScanMark>;
  /** Which readings may be meant, where the caller knows the lots; else a person is asked. */
  narrow?(readings: readonly ScannedGoods[]): Promise<readonly ScannedGoods[]>;
  bin?(depot: string, bin: string): ScanMark;
  patient?(reference: string): ScanMark | Promise<ScanMark>;
  invoice?(number: string): ScanMark | Promise<ScanMark>;
  voucher?(number: string): ScanMark | Promise<ScanMark>;
}

export interface Scanner {
  /** Stands below the field: the mark of the last scan, and the question where there is one. */
  root: HTMLElement;
  /** True where the text is a symbol that is taken care of here; false where it is a text to search. */
  take(text: string): boolean;
  /** Takes any text; one without structure is an item's code. */
  takeAny(text: string): void;
}

export function createScanner(takers: ScanTakers, after: () => void): Scanner {
  const mark = el('p', { class: 'scan-mark', role: 'status', hidden: true });
  const question = el('div', { class: 'scan-question' });
  const root = el('div', {}, mark, question);
  const known = new Map<string, Item | null>();
  let line: Promise<void> = Promise.resolve();

  function show({ good, text }: ScanMark, translated: boolean): void {
    beep(good ? 'good' : 'bad');
    mark.className = `scan-mark ${good ? 'good' : 'bad'}`;
    mark.textContent = `${good ? '✓' : '✗'} ${text}${translated ? ` ${says.translated}` : ''}`;
    mark.hidden = false;
  }

  function queue(scan: Scan): void {
    mark.hidden = true;
    line = line.then(async () => {
      question.replaceChildren();
      const marked = await resolve(scan);
      if (marked) show(marked, 'translated' in scan && scan.translated);
      after();
    });
  }

  async function resolve(scan: Scan): Promise<ScanMark | null> {
    if (scan.kind === 'bad') return { good: false, text: say(says[scan.problem], { value: scan.value }) };
    if (scan.kind === 'text') return lookUp(scan.text, scan.other);
    if (scan.kind === 'goods') return takeGoods(scan.readings);
    if (scan.kind === 'bin') return takers.bin?.(scan.depot, scan.bin) ?? notHere(says.bin, scan.bin);
    const taken = takers[scan.kind]?.(scan.code);
    return (await taken) ?? notHere(says[scan.kind], scan.code);
  }

  async function lookUp(text: string, other: string | null): Promise<ScanMark> {
    for (const code of [text, other]) {
      if (code === null) continue;
      const found = await itemOf(code);
      if (found && !('ok' in found)) return takers.goods(withItem({ ...LOOSE, code }, found));
      if (found) return { good: false, text: found.message };
    }
    return { good: false, text: say(says.unknownItem, { value: text }) };
  }

  async function takeGoods(readings: readonly Goods[]): Promise<ScanMark | null> {
    const [first] = readings;
    if (!first) return null;
    if (first.code === '') return (await takers.loose?.(first)) ?? { good: false, text: says.noItem };
    const found = await itemOf(first.code);
    if (found && 'ok' in found) return { good: false, text: found.message };
    if (!found) return { good: false, text: say(says.unknownItem, { value: first.code }) };
    const all = readings.map((goods) => withItem(goods, found));
    const narrowed = all.length > 1 ? ((await takers.narrow?.(all)) ?? all) : all;
    const meant = narrowed.length > 0 ? narrowed : all;
    if (meant.length === 1) return takers.goods(meant[0]!);
    ask(meant);
    beep('bad');
    return null;
  }

  /** The separators were lost on the way: a person who holds the pack sees which it is. */
  function ask(readings: readonly ScannedGoods[]): void {
    const choose = async (goods: ScannedGoods) => {
      question.replaceChildren();
      show(await takers.goods(goods), false);
      after();
    };
    const choices = readings.map((goods) => button(textOf(goods), () => void choose(goods)));
    const none = button(words.panel.cancel, () => {
      question.replaceChildren();
      after();
    });
    mark.hidden = true;
    question.replaceChildren(
      el(
        'div',
        { role: 'group', 'aria-label': says.several },
        el('p', {}, el('strong', {}, says.several)),
        ...[...choices, none].map((choice) => el('p', {}, choice)),
      ),
    );
    choices[0]?.focus();
  }

  /** Null where no item bears the code. What was found once is not asked again. */
  async function itemOf(code: string) {
    const key = foldKey(code);
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const read = await call('searchItems', code);
    if (!read.ok) return read;
    const found = read.rows.find((item) => item.active && packOf(item, code) !== null) ?? null;
    if (found) known.set(key, found);
    return found;
  }

  return {
    root,
    take(text) {
      const scan = readScan(text, takers.today);
      if (scan.kind === 'text') return false;
      queue(scan);
      return true;
    },
    takeAny: (text) => queue(readScan(text, takers.today)),
  };
}

/**
 * For a field that holds a reference of its own, where scans of other things go where they belong. What a reference may
 * look like is left to it: bare digits as long as a GTIN, and the shape of a voucher's number.
 */
export function passingScanner(takers: ScanTakers): Pick<Scanner, 'root' | 'take'> {
  const scanner = createScanner(takers, () => undefined);
  return {
    root: scanner.root,
    take: (text) =>
      !/^\d{1,14}$/.test(text.trim()) &&
      readScan(text, takers.today).kind !== 'voucher' &&
      scanner.take(text),
  };
}

const LOOSE: Goods = {
  ...{ code: '', lot: '', expiry: null, serial: '', article: '' },
  ...{ count: null, contained: null },
};

/** A scan of something that this form has no use for. */
export function notHere(what: string, value: string): ScanMark {
  return { good: false, text: say(says.notHere, { what, value }) };
}

function withItem(goods: Goods, item: Item): ScannedGoods {
  return { ...goods, item, quantity: scannedQuantity(goods, packOf(item, goods.code) ?? 1) };
}

/** What the scanned code stands for: a pack's quantity, 1 for the item's own code; null where it is neither. */
export function packOf(item: Item, code: string): number | null {
  const forms = new Set(gtinForms(foldKey(code)));
  const pack = item.codes.find((one) => forms.has(foldKey(one.code)));
  if (pack) return pack.quantity;
  return forms.has(foldKey(item.code)) ? 1 : null;
}

/** «lot A12, exp. 31/03/2027, n° S99» */
export function textOf({ lot, expiry, serial, count, contained }: Goods): string {
  const parts = [
    lot && say(words.lines.lot, { lot }),
    serial && say(words.lines.serial, { serial }),
    expiry && say(words.lines.expires, { date: expiry }),
    (count ?? contained) !== null && quantityText(count ?? contained ?? 0),
  ];
  return parts.filter(Boolean).join(', ');
}
