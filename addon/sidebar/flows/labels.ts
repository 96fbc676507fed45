/** Labels to print: the depot's bins, and items by code. */
import type { LabelsRequest } from '../../../shared/contract/labels.ts';
import { button, el, freshId, notice, textInput } from '../dom.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import { type Panel, setStatus, showScreen } from '../page.ts';
import { say, words } from '../words.ts';
import { type Bins, binText } from './binField.ts';
import { printLabels } from './labelCall.ts';

const says = words.flows.labels;

/** As many of one label as a sheet or two hold. */
const MOST_COPIES = 200;

interface Wanted {
  item: string;
  label: string;
  copies: HTMLInputElement;
}

export function showLabelsScreen(panel: Panel, bins: readonly Bins[], back: () => void): void {
  const refused = el('div', {});
  const named = bins.filter(({ code }) => code !== '');
  const ticks = named.map((bin) => {
    const tick = el('input', { type: 'checkbox', id: freshId('bin') });
    return {
      bin,
      tick,
      root: el('label', { class: 'choice', for: tick.id }, tick, el('span', {}, binText(bin))),
    };
  });
  const all = button(
    says.allBins,
    () => {
      const on = ticks.some(({ tick }) => !tick.checked);
      for (const { tick } of ticks) tick.checked = on;
    },
    'link',
  );
  let wanted: Wanted[] = [];
  const list = el('div', {});
  const search = itemSearch(
    ({ code, label }, _, scanned) => {
      if (!wanted.some(({ item }) => item === code)) add(code, label, scanned !== null);
      return '';
    },
    { label: says.addItem, today: panel.me.today },
  );

  function add(item: string, label: string, isScan: boolean): void {
    const name = say(says.copiesOf, { item });
    const copies = textInput('1', { inputmode: 'numeric', maxlength: 3, 'aria-label': name });
    wanted.push({ item, label, copies });
    draw();
    if (isScan) return;
    copies.select();
    copies.focus();
  }

  function draw(): void {
    list.replaceChildren(
      ...wanted.map(({ item, label, copies }) => {
        const remove = button(
          words.lines.removeShort,
          () => {
            wanted = wanted.filter((other) => other.item !== item);
            draw();
            search.input.focus();
          },
          'link',
        );
        remove.setAttribute('aria-label', say(words.lines.remove, { item }));
        return el(
          'article',
          { class: 'card' },
          el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, item), remove),
          el('p', {}, label),
          el('div', { class: 'quantity-row' }, copies, el('span', {}, says.copies)),
        );
      }),
    );
  }

  /** null where a number of copies is none. */
  function requestOf(): LabelsRequest | null {
    const items = wanted.map(({ item, copies }) => ({ item, copies: Number(copies.value) }));
    const wrong = wanted.find(
      ({ copies }) => !/^\s*\d{1,3}\s*$/.test(copies.value) || !inRange(Number(copies.value)),
    );
    for (const { copies } of wanted) copies.removeAttribute('aria-invalid');
    if (wrong) {
      wrong.copies.setAttribute('aria-invalid', 'true');
      wrong.copies.focus();
      refused.replaceChildren(notice('danger', say(says.copiesUnclear, { most: MOST_COPIES })));
      return null;
    }
    const chosen = ticks.filter(({ tick }) => tick.checked);
    return { bins: chosen.map(({ bin }) => ({ depot: panel.depot.code, bin: bin.code })), items };
  }

  async function print(): Promise<void> {
    refused.replaceChildren();
    const request = requestOf();
    if (!request) return;
    if ((request.bins?.length ?? 0) + (request.items?.length ?? 0) === 0) return setStatus(says.nothing);
    const problem = await printLabels(request);
    if (problem) refused.replaceChildren(notice('danger', problem));
  }

  showScreen(
    says.title,
    el(
      'fieldset',
      {},
      el('legend', {}, says.bins),
      ...(ticks.length > 0
        ? [all, ...ticks.map(({ root }) => root)]
        : [el('p', { class: 'quiet' }, says.noBins)]),
    ),
    el(
      'section',
      {},
      el('h2', {}, says.items),
      el('p', { class: 'quiet' }, says.itemsHint),
      list,
      search.root,
    ),
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.print, () => void print(), 'primary'),
      button(words.panel.back, back),
    ),
  );
}

function inRange(copies: number): boolean {
  return copies >= 1 && copies <= MOST_COPIES;
}
