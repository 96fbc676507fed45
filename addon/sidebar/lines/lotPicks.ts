/** The lots and bins that a product comes from: one list each, with its quantity where there are several. */
import { button, el, field, textInput } from '../dom.ts';
import { quantityProblem } from '../fields/quantityField.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, words } from '../words.ts';
import {
  choiceKey,
  type DraftLine,
  type LinesDraft,
  mayTake,
  type Pick,
  type StockChoice,
} from './draftLine.ts';
import { choiceHint, choiceText } from './stockTexts.ts';
import { isPicked, sumUp } from './taking.ts';

const says = words.lines;

export interface LotPicks {
  root: HTMLElement;
  /** Beside pick number `place` of the line; false where that one is no lot shown here. */
  setError(place: number, text: string | null): boolean;
  /** What is wrong with the quantities typed here, by the number of the pick. */
  problems(): [place: number, text: string][];
}

export interface LotPicksActions {
  /** A quantity or a choice is new. */
  changed(): void;
  /** Rows come or go: the card draws itself anew. */
  redraw(focus: 'quantity' | 'lot'): void;
}

export function lotPicks(line: DraftLine, draft: LinesDraft, actions: LotPicksActions): LotPicks {
  const lots = line.choices.filter(({ serial }) => serial === '');
  const rows = new Map<number, (text: string | null) => void>();
  const shown = line.picks.flatMap((pick, place) => (isLot(pick) ? [rowOf(pick, place)] : []));
  const unused = lots.find((choice) => mayTake(choice, draft) && !isPicked(line, choice));
  const add = unused && shown.length > 0 ? button(says.addLot, () => addPick(unused), 'link') : '';

  function rowOf(pick: Pick, place: number): HTMLElement {
    const select = el(
      'select',
      {},
      ...lots.map((choice) => {
        const picked = choiceKey(choice) === pick.choice;
        const off = !mayTake(choice, draft) && !picked;
        return el('option', { value: choiceKey(choice), disabled: off }, choiceText(choice));
      }),
    );
    select.value = pick.choice;
    const box = field(says.stockLine, select);
    const hint = () => box.setHint(choiceHint(lots.find((choice) => choiceKey(choice) === pick.choice)));
    hint();
    select.addEventListener('change', () => {
      pick.choice = select.value;
      line.manual = true;
      box.setError(null);
      hint();
      actions.changed();
    });
    rows.set(place, box.setError);
    return el('div', { class: 'pick' }, box.root, line.picks.length > 1 && quantityRow(pick, place));
  }

  function quantityRow(pick: Pick, place: number): HTMLElement {
    const input = textInput(pick.quantity, { inputmode: 'decimal', 'aria-label': words.fields.quantity });
    input.addEventListener('input', () => {
      pick.quantity = input.value;
      sumUp(line, language);
      actions.changed();
    });
    const remove = () => {
      line.picks.splice(place, 1);
      sumUp(line, language);
      actions.redraw('lot');
    };
    return el('div', { class: 'quantity-row' }, input, button(says.removeLot, remove, 'link'));
  }

  function addPick(choice: StockChoice): void {
    line.picks.push({ choice: choiceKey(choice), quantity: '' });
    line.manual = true;
    line.missing = 0;
    actions.redraw('quantity');
  }

  return {
    root: el('div', {}, ...shown, add),
    setError(place, text) {
      rows.get(place)?.(text);
      return rows.has(place);
    },
    problems: () =>
      [...rows.keys()].flatMap((place) => {
        const { quantity } = line.picks[place]!;
        const { problem } = readQuantity(quantity, line.decimals, language);
        return problem ? [[place, quantityProblem(problem, quantity, line.decimals)]] : [];
      }),
  };
}

function isLot({ choice }: Pick): boolean {
  return JSON.parse(choice)[2] === '';
}
