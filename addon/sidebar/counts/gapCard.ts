/** One line of the recap in the sidebar: before, counted, gap, value, and why. */
import type { Count, RecapLine } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { el, field, textInput } from '../dom.ts';
import { setStatus } from '../page.ts';
import { costText, moneyText, quantityText, words } from '../words.ts';
import { placeOf, remarksOf, signed } from './recapFigures.ts';

const says = words.counts;
const more = words.countRecap;

/** Reasons that people most often give; another may be typed. */
export function reasonList(): HTMLElement {
  return el(
    'datalist',
    { id: 'gap-reasons' },
    ...Object.values(more.reasons).map((value) => el('option', { value })),
  );
}

/** `marked` hears the count's version after a reason was kept: confirming sends back the one that was read. */
export function gapCard(
  line: RecapLine,
  currency: string,
  count: Count,
  marked: (version: number) => void,
): HTMLElement {
  const { expected, retained, gap, value } = line;
  const place = placeOf(line);
  const before = `${says.headings.before} ${quantityText(expected)}`;
  const after = `${says.headings.counted.toLowerCase()} ${quantityText(retained ?? expected)}`;
  return el(
    'li',
    { class: line.beyondTolerance ? 'card beyond' : 'card' },
    el('div', { class: 'card-title' }, line.item),
    el('div', {}, line.label),
    place && el('div', { class: 'quiet' }, place),
    el(
      'div',
      { class: 'gap' },
      el('span', {}, `${before}, ${after}`),
      el('strong', { class: 'number' }, signed(gap ?? 0)),
    ),
    el(
      'div',
      { class: 'gap quiet' },
      el('span', {}, `${line.unit}, ${costText(line.unitCost, currency)}`),
      el('span', { class: 'number' }, moneyText(value ?? 0, currency)),
    ),
    ...remarksOf(line).map((text) => el('div', { class: 'quiet' }, text)),
    count.may.lead ? reasonField(line, count.id, marked) : line.reason && el('div', {}, line.reason),
  );
}

/** Why the line differs (B3), kept as soon as it is left; `row`: in a table, whose heading names it to the eye. */
export function reasonField(
  line: RecapLine,
  count: string,
  marked: (version: number) => void = () => {},
  row = false,
): HTMLElement {
  const input = textInput(line.reason, { list: 'gap-reasons', maxlength: 100 });
  if (row)
    input.setAttribute('aria-label', [more.reason, line.item, placeOf(line)].filter(Boolean).join(', '));
  const box = field(row ? '' : more.reason, input);
  async function keep(): Promise<void> {
    const reason = input.value.trim();
    const kept = await call('markCountLines', newId(), count, { lines: [{ line: line.line, reason }] });
    box.setError(kept.ok ? null : kept.message);
    if (!kept.ok) return;
    marked(kept.version);
    setStatus(more.reasonKept);
  }
  input.addEventListener('change', () => void keep());
  if (row) box.root.querySelector('label')?.remove();
  return box.root;
}
