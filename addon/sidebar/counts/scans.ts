/** Scanning into an open count (B6): each scan goes into the sheet's «Compté» cell, which stays free to be retyped. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { Goods } from '../../../shared/domain/scanning.ts';
import type { CountTab, KnownLine } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el } from '../dom.ts';
import { radios } from '../fields/choices.ts';
import { scanField } from '../fields/scanField.ts';
import { type ScanMark, type ScannedGoods, textOf } from '../fields/scanner.ts';
import { beep } from '../fields/sounds.ts';
import { quantityText, say, words } from '../words.ts';
import { showAddLine } from './addLine.ts';
import { type CountPlace, placesByItem, scannedFigure, scannedLine } from './scannedLine.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts.scan;

/** `ready`: nothing is scanned into the sheet before its first reading. */
export function countScans(
  screens: CountScreens,
  { count, known }: { count: Count; known: readonly KnownLine[] },
  tab: CountTab,
  ready: Promise<unknown>,
): HTMLElement {
  const places = placesByItem(known);
  const questions = el('div', {});
  const missing = el('div', {});
  /** The goods that still want their lot or serial number: a second symbol may say it. */
  let open: { goods: ScannedGoods; settle(): void } | null = null;

  async function write(goods: ScannedGoods, place: CountPlace): Promise<ScanMark> {
    await ready;
    const written = await call('scanCounted', tab, place.line, scannedFigure(place, goods.quantity));
    if (!written.ok) return { good: false, text: written.message };
    const { row, before, after } = written.cell;
    const what = [place.item, placeText(place)].filter(Boolean).join(', ');
    const { unit } = goods.item;
    if (row === 0) return { good: false, text: say(says.noRow, { what }) };
    if (after === null) return { good: false, text: say(says.noFigure, { what, value: String(before) }) };
    const sentence = place.serial === '' ? says.counted : before === after ? says.serialAgain : says.serial;
    const figures = { quantity: quantityText(goods.quantity), total: quantityText(after) };
    return { good: true, text: say(sentence, { what, unit, ...figures }) };
  }

  async function take(goods: ScannedGoods): Promise<ScanMark> {
    missing.replaceChildren();
    open = null;
    const found = scannedLine(places, goods);
    if (found.kind === 'one') return write(goods, found.place);
    const what = [goods.item.code, textOf({ ...goods, count: null, contained: null })]
      .filter(Boolean)
      .join(', ');
    const figures = { what, unit: goods.item.unit, quantity: quantityText(goods.quantity) };
    if (found.kind === 'serialWanted') {
      open = { goods, settle: () => undefined };
      return { good: false, text: say(says.serialWanted, figures) };
    }
    if (found.kind === 'several') {
      const question = ask(goods, found.places, say(says.whichLine, figures));
      questions.append(question);
      question.scrollIntoView({ block: 'nearest' });
      open = { goods, settle: () => question.remove() };
      return { good: false, text: say(says.which, figures) };
    }
    missing.replaceChildren(
      button(words.countForms.addLine, () => void showAddLine(screens, count, tab, { scanned: goods })),
    );
    return { good: false, text: say(says.notOnSheet, figures) };
  }

  /** It waits below while other goods are scanned; the focus stays with the scanner. */
  function ask(goods: ScannedGoods, fits: readonly CountPlace[], legend: string): HTMLElement {
    const here = button(says.here, () => void choose(), 'primary');
    const choice = radios(
      legend,
      fits.map((place) => [String(place.line), placeText(place) || words.counts.noBin]),
      () => {
        here.disabled = false;
      },
    );
    // None is proposed: only who holds the pack knows.
    for (const input of choice.root.querySelectorAll('input')) input.checked = false;
    here.disabled = true;
    const root = el('div', { class: 'scan-question' });
    const none = button(words.panel.cancel, () => close());

    function close(): void {
      root.remove();
      if (open?.goods === goods) open = null;
      field.input.focus();
    }

    async function choose(): Promise<void> {
      const place = fits.find(({ line }) => String(line) === choice.value())!;
      for (const each of [here, none]) each.disabled = true;
      // It is being counted: a second symbol must not count it again.
      if (open?.goods === goods) open = null;
      const { good, text } = await write(goods, place);
      beep(good ? 'good' : 'bad');
      for (const each of [here, none]) each.disabled = false;
      if (good) close();
      answered.className = `scan-mark ${good ? 'good' : 'bad'}`;
      answered.textContent = `${good ? '✓' : '✗'} ${text}`;
      answered.hidden = false;
    }

    root.append(choice.root, el('div', { class: 'actions' }, here, none));
    return root;
  }

  /** A second symbol: the lot or the serial number of the goods scanned just before. */
  function loose({ lot, serial }: Goods): Promise<ScanMark> | ScanMark {
    if (!open) return { good: false, text: words.scan.noItem };
    const { goods, settle } = open;
    settle();
    return take({ ...goods, lot: lot || goods.lot, serial: serial || goods.serial });
  }

  const answered = el('p', { class: 'scan-mark', role: 'status', hidden: true });
  const field = scanField(
    {
      today: screens.panel.me.today,
      goods(goods) {
        answered.hidden = true;
        return take(goods);
      },
      loose,
      /** Of several readings those that stand on this sheet. */
      async narrow(readings) {
        return readings.filter((reading) => scannedLine(places, reading).kind !== 'none');
      },
    },
    says.label,
  );
  return el('div', {}, field.root, missing, answered, questions);
}

/** «A-01 · lot L2»: never the theoretical quantity, so that a blind count stays blind. */
function placeText({ bin, lot, serial }: CountPlace): string {
  const parts = [bin, lot && say(words.lines.lot, { lot }), serial && say(words.lines.serial, { serial })];
  return parts.filter(Boolean).join(' · ');
}
