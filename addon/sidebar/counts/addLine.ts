/** «Ajouter réf.» (E28, E55, Q19): what lies there and is not on the list. A line that exists is shown, not doubled. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { AddCountLine, Count, CountFigureRow } from '../../../shared/contract/counts.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { formatQuantity, parseDecimal } from '../../../shared/domain/quantities.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import type { Refusal } from '../../server/calls.ts';
import { call } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { checkbox, selectField } from '../fields/choices.ts';
import { dateField } from '../fields/dateField.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import { quantityMark, sameText } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { addedText } from './addedLine.ts';
import { newItemFields } from './forms/newItemFields.ts';
import { unusualExpiry } from './forms/unusualExpiry.ts';
import { clearedByChange, clearedByTyping } from './mending.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;

/** What stands in the fields already, of goods that are not on the sheet, and where the form leads back to. */
export interface AddedFrom {
  scanned?: ScannedGoods;
  /** A row of pasted figures. */
  row?: CountFigureRow;
  back?(message?: string): void;
}

export async function showAddLine(
  screens: CountScreens,
  count: Count,
  tab: CountTab,
  from: AddedFrom = {},
): Promise<void> {
  const { scanned = null, row, back = (message) => screens.sheet(count, tab, message) } = from;
  showWaiting(says.addLine, words.panel.loading);
  const listed = await call('listBins', count.depot);
  const bins = listed.ok ? listed.rows.filter(({ active, code }) => active && code !== '') : [];
  let chosen: Item | null = scanned?.item ?? null;
  /** Whose fields are filled in: a scanner types over the code before it says which goods these are. */
  let filled = chosen?.code ?? '';
  let expiry = '';
  const body = el('div', {});
  // A scan says what this form is about: no other draft is filled in over it.
  const kept = keptFields(
    screens.panel,
    `add ${count.id}${scanned ? ` ${scanned.code} ${scanned.lot} ${scanned.serial}` : ''}${row ? ` ${JSON.stringify(row)}` : ''}`,
    body,
    () => void showAddLine(screens, count, tab, from),
  );
  const search = itemSearch(
    (item) => {
      chosen = item;
      filled = item.code;
      showFields();
      return item.code;
    },
    {
      scans: { goods: takeGoods },
      label: says.item,
      today: screens.panel.me.today,
      value: scanned?.item.code ?? row?.item ?? '',
      typed() {
        chosen = null;
        search.setError(null);
        showFields();
      },
    },
  );
  const fresh = checkbox(says.newItem, () => showFields());
  const entry = newItemFields();
  const bin = selectField(says.bin, [
    ['', says.noBinChosen],
    ...bins.map(({ code }) => [code, code] as const),
  ]);
  const lot = field(says.lot, textInput(''));
  const day = dateField({
    label: says.expiry,
    value: '',
    today: screens.panel.me.today,
    kind: 'expiry',
    changed(date) {
      expiry = date;
    },
  });
  const surprising = unusualExpiry(screens.panel.me.today);
  const serial = field(says.serial, textInput(''));
  const quantity = field(says.quantityFound, textInput('', { inputmode: 'decimal' }), {
    hint: says.quantityHint,
  });
  const cost = field(says.unitCost, textInput('', { inputmode: 'decimal' }));
  const refused = el('div', {});
  cost.root.hidden = true;
  clearedByTyping(quantity, cost);
  clearedByChange(body, refused);

  /** What a scan says of the goods; a further one of the same lot adds its quantity, for this is a count (Q18). */
  function takeGoods(goods: ScannedGoods): ScanMark {
    const same =
      filled === goods.item.code &&
      sameText(lot.input.value, goods.lot) &&
      sameText(serial.input.value, goods.serial);
    const before = same && !goods.serial ? (parseDecimal(quantity.input.value, language) ?? 0) : 0;
    const instead = quantity.input.value;
    chosen = goods.item;
    filled = goods.item.code;
    search.input.value = goods.item.code;
    search.setError(null);
    search.input.select();
    showFields();
    fill(goods, before);
    kept.changed();
    if (same && goods.serial) return quantityMark(goods, { what: 'again' });
    return same
      ? quantityMark(goods, { what: 'added', total: quantity.input.value })
      : quantityMark(goods, { what: 'proposed', instead });
  }

  function fill(goods: ScannedGoods, before = 0): void {
    lot.input.value = goods.lot;
    serial.input.value = goods.serial;
    const total = goods.serial ? 1 : Math.round((before + goods.quantity) * 1000) / 1000;
    quantity.input.value = formatQuantity(total, language);
    expiry = goods.expiry ?? '';
    day.show(expiry);
  }

  /** Only the fields that the item has. */
  function showFields(): void {
    const isNew = fresh.input.checked;
    entry.root.hidden = !isNew;
    lot.root.hidden = chosen?.lotTracking === 'none';
    day.root.hidden = lot.root.hidden || chosen?.expiryTracking === false;
    serial.root.hidden = chosen?.serialTracking === 'none';
  }

  /** Undefined where nothing is typed; null where it is no number, said beside the field. */
  function number({ input, setError }: typeof quantity): number | null | undefined {
    const typed = input.value.trim();
    const read = typed ? parseDecimal(typed, language) : undefined;
    const wrong = read === null || (read !== undefined && read < 0);
    setError(wrong ? say(words.fields.quantityUnclear, { value: typed }) : null);
    return wrong ? null : read;
  }

  function request(): AddCountLine | null {
    const code = chosen?.code ?? search.input.value.trim();
    search.setError(code ? null : words.panel.required);
    const [typed, price] = [number(quantity), number(cost)];
    if (!code || typed === null || price === null || !day.check()) return null;
    if (!surprising.check(day.root.hidden ? '' : expiry)) return null;
    const created = fresh.input.checked ? entry.read(count) : undefined;
    if (created === null) return null;
    const text = (input: { value: string }) => input.value.trim() || undefined;
    const line = {
      item: code,
      newItem: created,
      bin: bin.input.value || undefined,
      lot: lot.root.hidden ? undefined : text(lot.input),
      expiry: day.root.hidden ? undefined : expiry || undefined,
      serial: serial.root.hidden ? undefined : text(serial.input),
      unitCost: price,
      quantity: typed,
    };
    const given = Object.entries(line).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as unknown as AddCountLine;
  }

  function refuse({ code, message, errors }: Refusal): void {
    const codes = [code, ...errors.map((error) => error.code)];
    if (codes.includes('COST_REQUIRED')) cost.root.hidden = false;
    refused.replaceChildren(notice('danger', errors[0]?.detail ?? message));
  }

  async function add(): Promise<void> {
    const wanted = request();
    if (!wanted) return;
    const done = await whileWorking(says.adding, () =>
      kept.send((id) => call('addCountLine', id, tab, wanted)),
    );
    if (!done) return;
    if (!done.ok) return refuse(done);
    const typed = { quantity: quantity.input.value.trim(), round: tab.round };
    back(addedText(done, typed, language, words));
  }

  /** As the row of pasted figures names it. */
  function fillRow({
    lot: lotNumber = '',
    serial: number = '',
    bin: place = '',
    quantity: found,
  }: CountFigureRow) {
    lot.input.value = lotNumber;
    serial.input.value = number;
    bin.input.value = bins.find(({ code }) => foldKey(code) === foldKey(place))?.code ?? '';
    quantity.input.value = typeof found === 'number' ? formatQuantity(found, language) : '';
  }

  if (scanned) fill(scanned);
  if (row) fillRow(row);
  showFields();
  body.append(
    ...[search.root, count.may.addItem ? fresh.root : '', entry.root, bins.length > 0 ? bin.root : ''],
    ...[lot.root, day.root, surprising.root, serial.root, quantity.root, cost.root],
  );
  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void add();
      },
    },
    body,
    refused,
    el(
      'div',
      { class: 'actions' },
      el('button', { type: 'submit', class: 'primary' }, says.add),
      button(words.panel.back, () => back()),
    ),
  );
  showScreen(says.addLine, el('p', { class: 'quiet' }, says.addHint), form);
  kept.start();
  if (cost.input.value) cost.root.hidden = false;
  filled ||= search.input.value;
  search.input.focus();
  // The next scan is typed over what stands there.
  search.input.select();
}
