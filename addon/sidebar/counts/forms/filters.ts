/** «Afficher les filtres» (E14 to E16, E43 to E45): what of one's own tab is seen. Hidden lines are still sent. */
import type { Count } from '../../../../shared/contract/counts.ts';
import type { CountFilter, CountTab } from '../../../server/calls/countSheet.ts';
import { call } from '../../call.ts';
import { button, el, field, textInput } from '../../dom.ts';
import { checkbox, folded, offerChoices, selectField } from '../../fields/choices.ts';
import { whileWorking } from '../../page.ts';
import { say, words } from '../../words.ts';

const says = words.countForms;

export function filtersBox(count: Count, tab: CountTab): HTMLDetailsElement {
  const every = ['', says.all] as const;
  const supplier = selectField(says.supplier, [every]);
  const bin = selectField(says.bin, [every]);
  const texts = (['item', 'lot', 'serial', 'text'] as const).map(
    (key) => [key, field(says[key], textInput(''))] as const,
  );
  const blank = checkbox(says.notCounted);
  const gap = checkbox(says.withGap);
  const said = el('p', { role: 'status' });

  async function set(filter: CountFilter): Promise<void> {
    const done = await whileWorking(words.panel.working, () => call('filterCountSheet', tab, filter));
    if (!done) return;
    said.textContent = done.ok ? say(says.filtered, { shown: done.shown, rows: done.rows }) : done.message;
  }

  function read(): CountFilter {
    const typed = texts.map(([key, { input }]) => [key, input.value.trim()]);
    return {
      supplier: supplier.input.value,
      bin: bin.input.value,
      ...Object.fromEntries(typed),
      blank: blank.input.checked,
      gap: gap.input.checked,
    };
  }

  function clear(): void {
    for (const { input } of [supplier, bin]) input.value = '';
    for (const [, { input }] of texts) input.value = '';
    blank.input.checked = false;
    gap.input.checked = false;
    void set({});
  }

  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void set(read());
      },
    },
    supplier.root,
    bin.root,
    ...texts.map(([, { root }]) => root),
    blank.root,
    // A blind count has no theoretical quantity to differ from (Q22).
    count.blind ? null : gap.root,
    el(
      'div',
      { class: 'actions' },
      el('button', { type: 'submit', class: 'primary' }, says.filter),
      button(says.showAll, clear),
    ),
    said,
  );
  const box = folded(says.showFilters, form);
  box.addEventListener('toggle', () => {
    if (box.open) void offer();
  });
  async function offer(): Promise<void> {
    const choices = await call('countFilterChoices', tab);
    if (!choices.ok) return;
    offerChoices(supplier.input, [every, ...choices.suppliers.map((one) => [one, one] as const)]);
    offerChoices(bin.input, [every, ...choices.bins.map((one) => [one, one] as const)]);
  }
  return box;
}
