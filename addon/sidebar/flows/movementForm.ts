/** «Fiche mouvement de stock»: Gestan's form, one item and one movement, in or out (G12 to G21). */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { Count } from '../../../shared/contract/counts.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { documentForm, missing } from '../documents/documentForm.ts';
import { withQuantities } from '../documents/judging.ts';
import { el, field, textInput } from '../dom.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import { quantityField } from '../fields/quantityField.ts';
import { expiryMark } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import { newLine } from '../lines/draftLine.ts';
import type { Panel } from '../page.ts';
import { language, words } from '../words.ts';
import { type Bins, usualBin } from './binField.ts';
import { enteringFields } from './enteringFields.ts';
import { type EntryLot, newLot, otherExpiry, trackedOf } from './entryDraft.ts';
import { movementBooks } from './movementBooks.ts';
import {
  isEmptyMovement,
  isZero,
  type MovementDraft,
  type MovementType,
  scannedLot,
  toMovement,
  toSpotCount,
  writtenMovement,
} from './movementDraft.ts';
import { movementParty } from './movementParty.ts';
import { movementPlaces } from './movementPlaces.ts';
import { movementMark } from './movementScan.ts';
import { movementTypeField } from './movementType.ts';
import { ask, isQuestion, unanswered } from './questions.ts';
import { stockChoiceField } from './stockChoice.ts';

const says = words.flows.movement;

export interface MovementEnds {
  posted(document: PostedDocument): void;
  counted(count: Count): void;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
}

export function showMovement(
  panel: Panel,
  draft: MovementDraft,
  bins: readonly Bins[],
  restored: boolean,
  ends: MovementEnds,
): void {
  const { me, depot } = panel;
  const isIn = draft.direction === 'in';
  const form = documentForm(panel, draft, {
    date: says.date,
    description: says.label,
    linkedDocument: says.linkedDocument,
    dated: () => place.propose(),
  });
  /** Code and label side by side (G13). */
  const productLabel = el('span', { class: 'beside' }, draft.label);
  const code = itemSearch((item) => choose(item), {
    label: says.code,
    today: me.today,
    value: draft.item,
    typed: () => forget(),
    scans: { goods: takeGoods },
  });
  const type = movementTypeField(panel, draft, take);
  const countHint = el('p', { class: 'hint' }, says.countHint);
  let quantity = quantityOf();
  const quantityPlace = el('div', {}, quantity.root);
  const serial = field(says.serial, textInput(draft.lot.serials, { maxlength: 64, spellcheck: 'false' }));
  serial.input.addEventListener('input', () => {
    draft.lot.serials = serial.input.value;
    serial.setError(null);
    books.draw();
    place.root.hidden ||= draft.lot.serials.trim() !== '';
    form.changed();
  });
  const party = movementParty(draft, form.changed);
  const books = movementBooks(draft);
  const entering = isIn
    ? enteringFields(draft, {
        bins,
        today: me.today,
        currency: me.organisation.currency,
        lotQuestion: { root: books.question, typed: () => void books.lotIsMeant() },
        changed: () => {
          form.changed();
          books.draw();
        },
      })
    : null;
  const place = stockChoiceField(
    () => ({
      type: draft.type === 'exit-service' || draft.type === 'return-supplier' ? draft.type : 'loss',
      depot: depot.code,
      date: draft.date,
      line: draft.line,
    }),
    form.changed,
  );

  /** Whose fields are filled in: a scanner types over the code before it says which goods these are. */
  let filled = draft.item;

  /** «Inventaire» (G15): what was counted stands, and the stock follows. */
  function counts(): boolean {
    return draft.type === 'spot-count';
  }

  function choose(item: Item): string {
    use(item, { ...newLot(), quantity: draft.lot.quantity, serials: draft.lot.serials });
    quantity.input.focus();
    return item.code;
  }

  /** A scan fills item, lot, expiry, serial number and quantity at once (B6). */
  async function takeGoods(goods: ScannedGoods): Promise<ScanMark> {
    const before = draft.lot;
    const counting = counts() && filled === goods.item.code;
    const tracked = trackedOf(goods.item, me.organisation);
    const known = counting ? otherExpiry({ tracked, lots: [before] }, goods) : null;
    if (known !== null) return expiryMark(goods, known);
    const lot = scannedLot(goods, tracked, language, counting ? before : null);
    code.input.value = goods.item.code;
    serial.input.value = lot.serials;
    for (const box of [code, serial]) box.setError(null);
    use(goods.item, lot);
    code.input.select();
    const problem = !isIn && lot.lot && !lot.serials ? await place.takeLot(lot.lot) : null;
    return movementMark(goods, { before, lot, counting, problem });
  }

  function use(item: Item, lot: EntryLot): void {
    const { code: itemCode, label, unit: unitName, decimals = 0 } = item;
    const unitShown = unitName ?? '';
    Object.assign(draft, { item: itemCode, label, unit: unitShown, decimals });
    draft.tracked = trackedOf(item, me.organisation);
    draft.lot = lot;
    filled = itemCode;
    draft.line = isIn ? null : newLine({ item: itemCode, label, unit: unitShown, decimals });
    drawItem();
    form.changed();
    if (entering) binFound = usualBin(depot.code, itemCode, bins).then((bin) => proposeBin(itemCode, bin));
  }

  /** What is sent waits for it. */
  let binFound = Promise.resolve();

  function proposeBin(itemCode: string, bin: string | null): void {
    if (bin !== null && draft.item === itemCode) entering?.proposeBin(bin);
  }

  /** Typed over: what was chosen is no longer meant. */
  function forget(): void {
    Object.assign(draft, { item: '', label: '', unit: '', line: null });
    drawItem();
    form.changed();
  }

  function drawItem(): void {
    productLabel.textContent = draft.label;
    quantity = quantityOf();
    quantityPlace.replaceChildren(quantity.root);
    serial.root.hidden = draft.tracked.serial === 'none' && draft.item !== '';
    entering?.draw();
    // A count is of today, and is no answer to a paper.
    for (const box of [form.date, form.linkedDocument]) box.root.hidden = counts();
    countHint.hidden = !counts();
    books.follow();
    follow();
  }

  function quantityOf() {
    return quantityField({
      value: draft.lot.quantity,
      unit: draft.unit,
      decimals: draft.decimals,
      typed: (text) => {
        draft.lot.quantity = text;
        form.changed();
        books.draw();
      },
      left: follow,
      next: () => form.description.input.focus(),
    });
  }

  /** What goes out follows item, quantity, date and type. */
  function follow(): void {
    if (isIn) return;
    if (draft.line) draft.line.wanted = draft.lot.quantity;
    place.propose();
  }

  function take(next: MovementType): void {
    const before = draft.type;
    draft.type = next;
    party.follow(before);
    drawItem();
    form.changed();
  }

  let lotIsMeant = true;

  function check(): number {
    const bySerial = draft.lot.serials.trim() !== '';
    return (
      missing(code, draft.item === '', says.codeMissing) +
      (counts() && isZero(draft.lot.quantity) ? 0 : quantity.read() === null ? 1 : 0) +
      missing(party.field(), party.field() !== null && draft.party === '') +
      missing(
        form.description,
        (draft.type === 'loss' || counts()) && draft.description.trim() === '',
        says.reasonMissing,
      ) +
      missing(serial, draft.tracked.serial === 'required' && !bySerial) +
      (entering?.check() ?? 0) +
      (lotIsMeant ? 0 : 1) +
      (isIn || bySerial ? 0 : place.check())
    );
  }

  form.show({
    title: says.title,
    restored,
    content: [
      el(
        'div',
        { class: 'sub-head' },
        el('h2', {}, says.directions[draft.direction]),
        el('span', { class: 'state open' }, says.creating),
      ),
      el('div', { class: 'side-by-side' }, code.root, productLabel),
      form.date.root,
      type.root,
      quantityPlace,
      countHint,
      books.figures,
      form.description.root,
      party.root,
      serial.root,
      entering?.root ?? place.root,
      form.linkedDocument.root,
      form.flag,
    ],
    submit: says.ok,
    write: () => (isEmptyMovement(draft) ? null : JSON.stringify(draft)),
    check,
    send: (): Promise<Answer<{ document: PostedDocument } | { count: Count }>> =>
      counts()
        ? call('countOnTheSpot', panel.name, toSpotCount(draft, language))
        : call('postDocument', panel.name, toMovement(draft, language)),
    settle: async () => {
      await Promise.all([party.field()?.settle(), binFound]);
      lotIsMeant = await books.lotIsMeant();
      return !isIn && place.settle();
    },
    // A count on the spot is no document.
    judged: () => (counts() ? null : withQuantities(toMovement(draft, language))),
    places: () =>
      movementPlaces({
        ...{ party: party.field(), serial, code, description: form.description, quantity, entering },
        taken: isIn ? null : place,
      }),
    refused(errors) {
      if (!isIn) {
        follow();
        return false;
      }
      draft.judged = writtenMovement(draft);
      for (const error of errors.filter(isQuestion)) ask(draft.lot, error);
      return errors.length > 0 && errors.every(isQuestion) && unanswered([draft.lot]) === 0;
    },
    posted: (answered) =>
      'count' in answered ? ends.counted(answered.count) : ends.posted(answered.document),
    thrown: ends.thrown,
    back: ends.back,
    focus: restored ? undefined : code.input,
  });

  drawItem();
}
