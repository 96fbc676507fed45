/** What a scan of goods does to the products of a document (B6, Q18). */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { Allocation } from '../../../shared/contract/stock.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { formatQuantity, parseDecimal } from '../../../shared/domain/quantities.ts';
import type { Goods } from '../../../shared/domain/scanning.ts';
import { unitText } from '../../../shared/text/say.ts';
import type { Answer } from '../../server/calls.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import { language, namedText, quantityText, say, words } from '../words.ts';
import type { DraftLine, LinesDraft } from './draftLine.ts';
import type { LineCard } from './lineCard.ts';
import { choiceText } from './stockTexts.ts';
import { followed, type Taken, takeScanned } from './taking.ts';

const says = words.lines;

interface Editor {
  cardFor(item: Item): LineCard;
  lastCard(): LineCard | null;
  drop(card: LineCard): void;
  propose(card: LineCard): Promise<void>;
  redraw(card: LineCard): void;
  choices(item: string): Promise<Answer<{ allocation: Allocation }>>;
}

export function scansOfLines(draft: LinesDraft, editor: Editor) {
  /** The stock lines of a new product, so that the scanned lot can be found among them. */
  async function loadChoices(card: LineCard): Promise<string | null> {
    if (card.line.choices.length > 0) return null;
    const read = await editor.choices(card.line.item);
    if (!read.ok) return read.message;
    const got = read.allocation.items[0];
    card.line.choices = [
      ...(got?.lines ?? []).map(({ quantity: _, ...line }) => line),
      ...(got?.others ?? []),
    ].map((choice) => ({ unusable: null, ...choice }));
    return null;
  }

  async function goods(scanned: ScannedGoods): Promise<ScanMark> {
    const card = editor.cardFor(scanned.item);
    const { line } = card;
    const isNew = line.wanted === '' && line.picks.length === 0;
    if (scanned.lot === '' && scanned.serial === '') {
      const before = parseDecimal(line.wanted, language) ?? 0;
      line.wanted = formatQuantity(Math.round((before + scanned.quantity) * 1000) / 1000, language);
      line.manual = false;
      await editor.propose(card);
      return { good: true, text: doneText(scanned) };
    }
    const failed = await loadChoices(card);
    const taken: Taken | null = failed === null ? takeScanned(line, scanned, draft, language) : null;
    if (taken?.taken) {
      editor.redraw(card);
      return { good: true, text: doneText(followed(scanned, line.choices)) };
    }
    if (isNew) editor.drop(card);
    return {
      good: false,
      text: failed ?? whyNot(taken as Exclude<Taken, { taken: true }>, named(scanned, line)),
    };
  }

  return {
    goods,
    /** A second symbol with the lot or the serial alone is about the product scanned last. */
    loose(scanned: Goods): ScanMark {
      const card = editor.lastCard();
      if (!card) return { good: false, text: words.scan.noItem };
      card.line.picks = [];
      const taken = takeScanned(card.line, { ...scanned, quantity: wantedOf(card) }, draft, language);
      editor.redraw(card);
      if (taken.taken) return { good: true, text: `${card.line.item} ${lotOrSerial(scanned)}` };
      return { good: false, text: whyNot(taken, { ...scanned, item: { code: card.line.item } }) };
    },
    /** Of several readings those whose lot or serial stands in this depot. */
    async narrow(readings: readonly ScannedGoods[]): Promise<readonly ScannedGoods[]> {
      const read = await editor.choices(readings[0]!.item.code);
      if (!read.ok) return readings;
      const got = read.allocation.items[0];
      const held = [...(got?.lines ?? []), ...(got?.others ?? [])];
      const has = (field: 'lot' | 'serial', text: string) =>
        text === '' || held.some((line) => foldKey(line[field]) === foldKey(text));
      return readings.filter((reading) => {
        const { lot, serial } = followed(reading, held);
        return has('lot', lot) && has('serial', serial);
      });
    },
  };
}

/** What the sentence names: what the stock follows; of goods that have no stock, what the box bears. */
function named(scanned: ScannedGoods, { choices }: DraftLine): ScannedGoods {
  const known = followed(scanned, choices);
  if (known.lot || known.serial) return known;
  return { ...scanned, serial: scanned.lot ? '' : scanned.serial };
}

function wantedOf({ line }: LineCard): number {
  return parseDecimal(line.wanted, language) ?? 1;
}

function lotOrSerial({ lot, serial }: Goods): string {
  return serial ? say(says.serial, { serial }) : say(says.lot, { lot });
}

function doneText({ item, quantity, lot, serial }: ScannedGoods): string {
  const goods = { lot, serial } as Goods;
  const what = lot || serial ? `, ${lotOrSerial(goods)}` : '';
  const more = `+${quantityText(serial ? 1 : quantity)} ${unitText(item.unit ?? '')}`;
  return namedText(`${item.code}${what}`, more);
}

/** Why a scanned lot or serial cannot be taken. */
function whyNot(taken: Exclude<Taken, { taken: true }>, scanned: Goods & { item: { code: string } }): string {
  const what = `${scanned.item.code}, ${lotOrSerial(scanned)}`;
  if (taken.why === 'unusable') return namedText(what, choiceText(taken.choice));
  const sentences = { unknown: says.scanUnknown, already: says.scanAlready, short: says.scanShort };
  return say(sentences[taken.why], { what });
}
