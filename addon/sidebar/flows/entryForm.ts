/** An entry: purchase, donation, opening stock. Several lots of each item; nothing moves before it is posted. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { BadLine } from '../../../shared/contract/common.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { documentForm, isMarked, missing } from '../documents/documentForm.ts';
import { withQuantities } from '../documents/judging.ts';
import { el } from '../dom.ts';
import { itemSearch, scannedMark } from '../fields/itemSearch.ts';
import { supplierField } from '../fields/partyField.ts';
import { scanField } from '../fields/scanField.ts';
import { expiryMark, quantityMark, sameText } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import type { Panel } from '../page.ts';
import { language, say, words } from '../words.ts';
import { type Bins, usualBin } from './binField.ts';
import { type EntryCard, entryCard } from './entryCard.ts';
import {
  type EntryDraft,
  type EntryLine,
  type EntryLot,
  isEmptyEntry,
  lotPlaces,
  lotsOf,
  newEntryLine,
  otherExpiry,
  serialsOf,
  takeScan,
  toEntry,
  written,
} from './entryDraft.ts';
import { ask, isQuestion, unanswered } from './questions.ts';

const says = words.flows.entry;
/** As many as one document holds (design, section 6). */
const LINES_MOST = 1000;

export interface EntryEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
}

export function showEntry(
  panel: Panel,
  draft: EntryDraft,
  bins: readonly Bins[],
  restored: boolean,
  ends: EntryEnds,
): void {
  const { me } = panel;
  const purchase = draft.type === 'entry-purchase';
  const form = documentForm(panel, draft, { linkedDocument: says.deliveryNote });
  const supplier = purchase
    ? supplierField({
        value: { code: draft.party, name: draft.partyName },
        changed: ({ code, name }) => {
          Object.assign(draft, { party: code, partyName: name });
          supplier?.setError(null);
          form.changed();
        },
      })
    : null;
  const list = el('div', {});
  const scans = { goods: takeGoods, bin: takeBin };
  const search = itemSearch(
    (item) => {
      add(item);
      return '';
    },
    { today: me.today, scans },
  );
  const scan = scanField({ today: me.today, ...scans });
  let cards: EntryCard[] = [];
  /** The lot that was scanned last: the bin scanned next is its. */
  let inHand: { card: EntryCard; lot: EntryLot } | null = null;

  /** A scan fills item, lot, expiry and serial number at once (B6). */
  function takeGoods(goods: ScannedGoods): ScanMark {
    const there = cards.find(({ line }) => line.item === goods.item.code);
    const known = there ? otherExpiry(there.line, goods) : null;
    if (known !== null) return expiryMark(goods, known);
    const card = there ?? append(goods.item);
    const serial = card.line.tracked.serial === 'none' ? '' : goods.serial;
    const again = card.line.lots.some((lot) => serialsOf(lot).some((each) => sameText(each, serial)));
    inHand = { card, lot: takeScan(card.line, goods, language) };
    card.draw();
    form.changed();
    if (serial === '') return quantityMark(goods, { what: 'added', total: inHand.lot.quantity });
    return again ? quantityMark(goods, { what: 'again' }) : scannedMark(goods);
  }

  function takeBin(depot: string, bin: string): ScanMark {
    const known = depot === draft.depot && bins.some(({ code }) => code === bin);
    if (!known || !inHand)
      return { good: false, text: say(words.scan.notHere, { what: words.scan.bin, value: bin }) };
    inHand.lot.bin = bin;
    inHand.card.draw();
    form.changed();
    return { good: true, text: say(words.scan.taken, { item: inHand.card.line.item, details: bin }) };
  }

  /** The same item twice is the same card: another lot is what it may have. */
  function add(item: Item): void {
    const there = cards.find(({ line }) => line.item === item.code);
    if (there) {
      there.blocks.at(-1)?.focus();
      return;
    }
    append(item).blocks[0]?.focus();
  }

  function append(item: Item): EntryCard {
    const line = newEntryLine(item, me.organisation);
    draft.lines.push(line);
    const card = cardOf(line);
    cards.push(card);
    list.append(card.root);
    search.setError(null);
    form.changed();
    binsFound = Promise.all([binsFound, proposeBin(card)]);
    return card;
  }

  /** What is sent waits for it. */
  let binsFound: Promise<unknown> = Promise.resolve();

  /** It is put where the item stands already, until somebody chooses otherwise. */
  async function proposeBin(card: EntryCard): Promise<void> {
    const bin = await usualBin(draft.depot, card.line.item, bins);
    if (bin !== null) for (const block of card.blocks) block.proposeBin(bin);
  }

  function cardOf(line: EntryLine): EntryCard {
    const card = entryCard(line, {
      lot: {
        today: me.today,
        currency: me.organisation.currency,
        bins,
        costRequired: purchase,
        next: () => search.input.focus(),
      },
      changed: form.changed,
      remove: () => remove(card),
    });
    return card;
  }

  function remove(card: EntryCard): void {
    cards = cards.filter((other) => other !== card);
    draft.lines = draft.lines.filter((other) => other !== card.line);
    card.root.remove();
    search.input.focus();
    form.changed();
  }

  cards = draft.lines.map(cardOf);
  list.replaceChildren(...cards.map(({ root }) => root));

  function check(): number {
    let wrong = missing(supplier, purchase && draft.party === '');
    for (const { root, blocks } of cards) {
      const bad = blocks.reduce((sum, block) => sum + block.check(), 0);
      root.classList.toggle('bad', bad > 0);
      wrong += bad;
    }
    const count = lotPlaces(draft).length;
    const tooMany = count > LINES_MOST ? say(says.tooManyLines, { count, most: LINES_MOST }) : null;
    const none = count === 0 || tooMany !== null;
    return wrong + (search.unchosen() || missing(search, none, tooMany ?? words.lines.noLines));
  }

  form.show({
    title: says.titles[draft.type],
    restored,
    content: [
      supplier?.root ?? null,
      form.date.root,
      form.linkedDocument.root,
      form.description.root,
      form.flag,
      el('section', {}, el('h2', {}, words.lines.heading), list, search.root, scan.root),
    ],
    submit: says.submit,
    write: () => (isEmptyEntry(draft) ? null : JSON.stringify(draft)),
    check,
    settle: async () => {
      await Promise.all([supplier?.settle(), binsFound]);
      return false;
    },
    send: () => call('postDocument', panel.name, toEntry(draft, language)),
    judged: () => {
      const request = withQuantities(toEntry(draft, language));
      return request.lines.length <= LINES_MOST ? request : null;
    },
    places() {
      const places = lotPlaces(draft);
      const blockOf = ({ line }: BadLine) => {
        const at = places[line - 1];
        return at && cards[at.line]?.blocks[at.lot];
      };
      return {
        line(error) {
          const at = places[error.line - 1];
          const card = at && cards[at.line];
          card?.root.classList.add('bad');
          blockOf(error)?.setError(error);
          return card !== undefined;
        },
        told: (error) =>
          error.line > 0
            ? (blockOf(error)?.told(error) ?? false)
            : error.code.startsWith('PARTY_') && isMarked(supplier),
        head({ code, detail }) {
          if (!code.startsWith('PARTY_') || !supplier) return false;
          supplier.setError(detail);
          return true;
        },
      };
    },
    refused(errors) {
      draft.judged = written(draft);
      const places = lotPlaces(draft);
      for (const error of errors.filter(isQuestion)) {
        const at = places[error.line - 1];
        const lot = at && draft.lines[at.line]?.lots[at.lot];
        if (lot) ask(lot, error);
      }
      // All that it asks was answered before, of these very figures.
      return errors.length > 0 && errors.every(isQuestion) && unanswered(lotsOf(draft)) === 0;
    },
    posted: ({ document }) => ends.posted(document),
    thrown: ends.thrown,
    back: ends.back,
    focus: restored ? undefined : (supplier ?? search).input,
  });
}
