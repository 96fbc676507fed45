/** Which stock line one movement takes from: first expired first out, or another that the person chooses. */

import type { AllocationRequest } from '../../../shared/contract/stock.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { call } from '../call.ts';
import { el, type Field, field } from '../dom.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { choiceKey, type DraftLine, isProposed, type StockChoice, takeProposal } from '../lines/draftLine.ts';
import { whyNone } from '../lines/stockTexts.ts';
import { language, namedText, quantityText, say, words } from '../words.ts';

const says = words.lines;

export interface StockChoiceField extends Field<HTMLSelectElement> {
  /** Asks again what would be taken: another item, quantity, date or type. */
  propose(): void;
  /** Waits for what is being asked; true if another lot stands there now. */
  settle(): Promise<boolean>;
  /** Takes from that lot, as a scan says. Null, or the sentence why it cannot be. */
  takeLot(lot: string): Promise<string | null>;
  /** 1 where there is not enough. */
  check(): number;
}

export interface Taken {
  type: AllocationRequest['type'];
  depot: string;
  date: string;
  /** null while no item is chosen. */
  line: DraftLine | null;
}

export function stockChoiceField(taken: () => Taken, changed: () => void): StockChoiceField {
  const select = el('select', {});
  const box = field(says.stockLine, select);
  let asked = 0;
  const underWay = new Set<Promise<void>>();

  select.addEventListener('change', () => {
    const { line } = taken();
    if (!line) return;
    line.manual = select.value !== '';
    line.picks = line.manual ? [{ choice: select.value, quantity: line.wanted }] : [];
    line.missing = 0;
    if (line.manual) draw();
    else propose();
    changed();
  });

  function propose(): void {
    const work = ask();
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function ask(): Promise<void> {
    const { type, depot, date, line } = taken();
    asked += 1;
    const mine = asked;
    const quantity = line && readQuantity(line.wanted, line.decimals, language).quantity;
    if (!line || quantity === null) return draw();
    if (line.manual && line.picks[0]) line.picks[0].quantity = line.wanted;
    const read = await call('allocate', { depot, date, type, wants: [{ item: line.item, quantity }] });
    if (mine !== asked) return;
    box.setError(read.ok ? null : read.message);
    const [got] = read.ok ? read.allocation.items : [];
    if (got) takeProposal(line, got, language);
    draw();
    changed();
  }

  function draw(): void {
    const { line } = taken();
    box.root.hidden = !line || (line.choices.length === 0 && line.missing === 0);
    if (!line || box.root.hidden) return;
    select.replaceChildren(
      el('option', { value: '' }, say(words.flows.movement.firstExpired, { proposal: proposalText(line) })),
      ...line.choices.map((choice) =>
        el('option', { value: choiceKey(choice), disabled: choice.unusable !== null }, choiceText(choice)),
      ),
    );
    select.value = line.manual ? (line.picks[0]?.choice ?? '') : '';
    box.setHint(line.manual ? '' : proposalText(line));
    if (line.missing > 0) box.setError(missingText(line));
  }

  return {
    ...box,
    propose,
    async settle() {
      const { line } = taken();
      if (underWay.size === 0 && line && !isProposed(line, language)) propose();
      const shown = JSON.stringify([line?.picks, line?.missing]);
      await Promise.all(underWay);
      return JSON.stringify([line?.picks, line?.missing]) !== shown;
    },
    async takeLot(lot) {
      await Promise.all(underWay);
      const { line } = taken();
      const fits = line?.choices.filter((choice) => foldKey(choice.lot) === foldKey(lot)) ?? [];
      const usable = fits.find(({ unusable }) => unusable === null);
      if (!line || !usable)
        return fits[0] ? choiceText(fits[0]) : say(says.scanUnknown, { what: say(says.lot, { lot }) });
      Object.assign(line, { manual: true, missing: 0 });
      line.picks = [{ choice: choiceKey(usable), quantity: line.wanted }];
      draw();
      changed();
      return null;
    },
    check() {
      const { line } = taken();
      if (!line) return 0;
      box.root.hidden = false;
      if (!isProposed(line, language)) {
        box.setError(says.notProposed);
        return 1;
      }
      if (line.picks.length > 0 && line.missing === 0) return 0;
      box.setError(missingText(line));
      return 1;
    },
  };
}

function missingText(line: DraftLine): string {
  if (line.picks.length === 0) return say(says.missingAll, { why: whyNone(line.choices) });
  const wanted = readQuantity(line.wanted, line.decimals, language).quantity ?? 0;
  const available = Math.round((wanted - line.missing) * 1000) / 1000;
  return say(says.missing, { missing: line.missing, available, unit: line.unit });
}

/** «lot L1, A-01 : 3 · lot L2, A-01 : 2». */
function proposalText(line: DraftLine): string {
  return line.picks
    .map(({ choice, quantity }) => {
      const found = line.choices.find((one) => choiceKey(one) === choice);
      return found ? namedText(placeText(found), quantity) : '';
    })
    .filter(Boolean)
    .join(' · ');
}

function placeText({ bin, lot, expiry, serial }: StockChoice): string {
  const parts = [
    serial && say(says.serial, { serial }),
    lot ? say(says.lot, { lot }) : serial ? '' : says.noLot,
    expiry && say(says.expires, { date: formatDate(expiry, language) }),
    bin,
  ];
  return parts.filter(Boolean).join(', ');
}

function choiceText(choice: StockChoice): string {
  const { available, unusable, frozenBy } = choice;
  const state = unusable
    ? say(says.unusable[unusable], { count: frozenBy })
    : say(says.available, { quantity: quantityText(available) });
  return `${placeText(choice)}, ${state}`;
}
