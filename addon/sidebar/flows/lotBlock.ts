/** One lot of an item that comes in: lot, expiry, bin, quantity, cost, serial numbers, and what is asked about it. */
import type { BadLine } from '../../../shared/contract/common.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { call } from '../call.ts';
import { isMarked, missing, textField } from '../documents/documentForm.ts';
import { el, field, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { quantityField } from '../fields/quantityField.ts';
import { serialsField } from '../fields/serialsField.ts';
import { language, namedText, quantityText, say, words } from '../words.ts';
import { type Bins, binField } from './binField.ts';
import { type EntryLot, readCost, serialsOf, type Tracked } from './entryDraft.ts';
import { questionBoxes } from './questionBoxes.ts';
import { ask, isQuestion } from './questions.ts';

const says = words.flows.entry;

export interface LotBlock {
  root: HTMLElement;
  lot: EntryLot;
  focus(): void;
  /** Lays what is wrong beside the fields; how many are wrong. */
  check(): number;
  setError(error: BadLine): void;
  /** True where its field says already what is wrong, or it was asked before. */
  told(error: BadLine): boolean;
  /** Taken where no bin was chosen yet. */
  proposeBin(bin: string): void;
}

export interface LotOptions {
  item: { item: string; unit: string; decimals: number; tracked: Tracked };
  today: string;
  currency: string;
  bins: readonly Bins[];
  costRequired: boolean;
  /** True where quantity and serial number stand elsewhere on the form. */
  alone?: boolean;
  /** A form's own question about the lot, which stands beside it; it hears when another was typed. */
  lotQuestion?: { root: HTMLElement; typed(): void };
  /** Absent where it is the item's only lot. */
  remove?(): void;
  changed(): void;
  /** Enter in the quantity. */
  next(): void;
}

export function lotBlock(lot: EntryLot, options: LotOptions): LotBlock {
  const { item, today, currency, bins, costRequired, alone = false, remove, changed, next } = options;
  const { tracked } = item;
  const number =
    tracked.lot === 'none'
      ? null
      : textField(tracked.lot === 'required' ? says.lot : says.lotOptional, lot, 'lot', 64);
  const expiry =
    tracked.lot === 'none'
      ? null
      : dateField({
          label: tracked.expiry ? says.expiry : says.expiryOptional,
          value: lot.expiry,
          today,
          kind: 'expiry',
          changed: (date) => {
            lot.expiry = date;
            asked.forget('EXPIRY_UNUSUAL');
            changed();
          },
        });
  const bin = binField({
    bins,
    value: lot.bin,
    changed: (code) => {
      lot.bin = code;
      changed();
    },
  });
  const quantity = quantityField({
    value: lot.quantity,
    unit: item.unit,
    decimals: item.decimals,
    typed: (text) => {
      lot.quantity = text;
      changed();
    },
    next,
  });
  const cost = field(
    say(costRequired ? says.cost : says.costOptional, { currency }),
    textInput(lot.unitCost, { inputmode: 'decimal', maxlength: 20 }),
  );
  cost.input.addEventListener('input', () => {
    lot.unitCost = cost.input.value;
    cost.setError(null);
    asked.forget('COST_UNUSUAL');
    changed();
  });
  number?.input.addEventListener('input', () => {
    number.setHint('');
    changed();
  });
  number?.input.addEventListener('change', () => {
    void lookUpLot();
    options.lotQuestion?.typed();
  });

  const serials = alone || tracked.serial === 'none' ? null : serialsBox();
  const asked = questionBoxes(lot, changed);
  const other = el('p', { class: 'error', hidden: true });
  /** What was said since the last look, beside each field and beside none: of several faults each is told. */
  const said = new Map<ReturnType<typeof boxOf>, string[]>();

  /** A known lot enters with its known expiry (Q17): it is filled in, and said. */
  async function lookUpLot(): Promise<void> {
    const written = lot.lot.trim();
    if (!written || !item.item) return;
    const read = await call('findLot', item.item, written);
    if (!read.ok || !read.lot || lot.lot.trim() !== written) return;
    const { expiry: known, blocked } = read.lot;
    number?.setHint(say(says.knownLot, { expiry: known, blocked: blocked ? says.blocked : null }));
    if (!known || !expiry || expiry.input.value.trim() !== '') return;
    expiry.input.value = known;
    expiry.check();
  }

  /** Serial numbers are the quantity: the field shows how many there are. */
  function serialsBox() {
    const box = serialsField({
      value: lot.serials,
      label: tracked.serial === 'required' ? words.fields.serials : says.serialsOptional,
      typed: (text) => {
        lot.serials = text;
        follow();
        changed();
      },
    });
    return box;
  }

  function follow(): void {
    if (alone) return;
    const read = serialsOf(lot);
    const counted = lot.serials.trim() !== '';
    quantity.input.readOnly = counted;
    if (!counted || read[0] === '') return;
    lot.quantity = quantityText(read.length);
    quantity.input.value = lot.quantity;
    quantity.setError(null);
  }

  function check(): number {
    let wrong = 0;
    said.clear();
    other.hidden = true;
    wrong += missing(bin, bins.length > 1 && lot.bin === null);
    if (number) wrong += missing(number, tracked.lot === 'required' && lot.lot.trim() === '');
    // Whether it must be given is the service's to say: it knows the lots.
    if (expiry && !expiry.check()) wrong += 1;
    if (serials && serials.read() === null) wrong += 1;
    else if (serials) wrong += missing(serials, tracked.serial === 'required' && lot.serials.trim() === '');
    // A text among serial numbers that is unclear counts nothing.
    if (!alone && lot.serials.trim() === '' && quantity.read() === null) wrong += 1;
    wrong += checkCost();
    wrong += lot.questions.filter(({ meant }) => !meant).length;
    return wrong;
  }

  function checkCost(): number {
    const blank = lot.unitCost.trim() === '';
    if (blank) return missing(cost, costRequired);
    const unclear = readCost(lot.unitCost, language) === null;
    cost.setError(unclear ? say(says.costUnclear, { value: lot.unitCost }) : null);
    return unclear ? 1 : 0;
  }

  function setError(error: BadLine): void {
    if (isQuestion(error)) {
      ask(lot, error);
      asked.draw();
      return;
    }
    const box = boxOf(error.code);
    const sentences = [...new Set([...(said.get(box) ?? []), error.detail])];
    said.set(box, sentences);
    box?.setError(sentences.join(' '));
    other.textContent = said.get(null)?.join(' ') ?? '';
    other.hidden = !said.has(null);
  }

  function told(error: BadLine): boolean {
    if (!isQuestion(error)) return isMarked(boxOf(error.code));
    return lot.questions.some(({ code, detail }) => code === error.code && detail === error.detail);
  }

  function boxOf(code: string) {
    if (code === 'LOT_EXPIRY_DIFFERS' || code.startsWith('EXPIRY_')) return expiry;
    if (code.startsWith('LOT_')) return number;
    if (code.startsWith('SERIAL_')) return serials;
    if (code.startsWith('BIN_')) return bins.length > 1 ? bin : null;
    if (code.startsWith('COST_') || code === 'VALUE_TOO_LARGE') return cost;
    return code === 'QUANTITY_INVALID' && !alone ? quantity : null;
  }

  follow();
  const title = () =>
    [lot.lot, lot.expiry && formatDate(lot.expiry, language)].filter(Boolean).join(', ') || says.thisLot;
  const removeButton =
    remove && el('button', { type: 'button', class: 'link', onclick: () => remove() }, words.lines.removeLot);
  removeButton?.addEventListener('focus', () =>
    removeButton.setAttribute('aria-label', namedText(words.lines.removeLot, title())),
  );
  return {
    root: el(
      'div',
      { class: alone ? null : 'pick' },
      number?.root,
      options.lotQuestion?.root,
      expiry?.root,
      serials?.root,
      !alone && quantity.root,
      cost.root,
      bin.root,
      asked.root,
      other,
      removeButton,
    ),
    lot,
    focus: () => (number ?? serials ?? quantity).input.focus(),
    check,
    setError,
    told,
    proposeBin(code) {
      if (lot.bin !== null) return;
      lot.bin = code;
      bin.input.value = String(bins.findIndex((each) => each.code === code));
      bin.setError(null);
      changed();
    },
  };
}
