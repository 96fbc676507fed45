import type { Recap, RecapLine } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, formatQuantity } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say, unitText } from '../../shared/text/say.ts';
import type { SignedIn } from './frame.tsx';
import { gapClass, instant, money, Scroll } from './layout.tsx';

/** A page of the recap: what each line was, what was counted by whom, and what it came to (E22, B3). */
export function RecapTable({ reader, recap }: { reader: SignedIn; recap: Recap }) {
  const words = textOf(reader.language).portal.count;
  if (recap.movements.length === 0) return <p class="said">{words.none}</p>;
  const headings: [name: string, number?: boolean][] = [
    [words.bin],
    [words.item],
    [words.lot],
    [words.theoretical, true],
    [words.expected, true],
    [words.counts],
    [words.retained, true],
    [words.lineGap, true],
    [words.percent, true],
    [words.value, true],
    [words.reason],
  ];
  return (
    <Scroll label={words.recap}>
      <table class="stack">
        <thead>
          <tr>
            {headings.map(([name, number]) => (
              <th scope="col" class={number ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {recap.movements.map((line) => (
            <Line reader={reader} line={line} currency={recap.currency} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ reader, line, currency }: { reader: SignedIn; line: RecapLine; currency: string }) {
  const { language } = reader;
  const words = textOf(language).portal.count;
  const shown = (quantity: number | null) => (quantity === null ? '' : formatQuantity(quantity, language));
  const gap = line.gap ?? 0;
  const sign = gap > 0 ? '+' : '';
  return (
    <tr>
      <td data-label={words.bin}>{line.bin}</td>
      <th scope="row">
        {line.item}
        <small>{line.label}</small>
      </th>
      <td data-label={words.lot}>
        {[line.lot, line.serial].filter(Boolean).join(', ')}
        {line.expiry && <small>{formatDate(line.expiry, language)}</small>}
      </td>
      <td class="number" data-label={words.theoretical}>
        {shown(line.theoretical)} {unitText(line.unit)}
      </td>
      <td class="number" data-label={words.expected}>
        {shown(line.expected)}
      </td>
      <td data-label={words.counts}>
        <Figures reader={reader} line={line} />
      </td>
      <td class="number" data-label={words.retained}>
        {shown(line.retained)}
      </td>
      <td class={gapClass(gap)} data-label={words.lineGap}>
        {line.gap === null ? '' : `${sign}${shown(gap)}`}
      </td>
      <td class="number" data-label={words.percent}>
        {line.percent === null ? '' : `${formatNumber(line.percent, language, 0, 1)}\u00a0%`}
      </td>
      <td class={gapClass(gap)} data-label={words.value}>
        {line.value === null ? '' : money(line.value, language, currency, true)}
      </td>
      <td data-label={words.reason}>
        {line.reason}
        {line.note && <small>{line.note}</small>}
      </td>
    </tr>
  );
}

/** Who counted what, and what was decided where nobody did or two differ. */
function Figures({ reader, line }: { reader: SignedIn; line: RecapLine }) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const at = (moment: string | null) =>
    moment ? instant(moment, caller.organisation.timeZone, language) : '';
  const quantity = (counted: number) => formatQuantity(counted, language);
  const told = [
    line.first !== null &&
      say(words.first, language, { quantity: quantity(line.first), by: line.firstBy, at: at(line.firstAt) }),
    line.second !== null &&
      say(words.second, language, {
        quantity: quantity(line.second),
        by: line.secondBy,
        at: at(line.secondAt),
      }),
    line.arbitrated !== null &&
      say(words.arbitrated, language, {
        quantity: quantity(line.arbitrated),
        by: line.arbitratedBy,
        reason: line.arbitrationReason,
      }),
    line.blank === 'keep' && words.kept,
    line.blank === 'zero' && words.zeroed,
    line.elsewhere && say(words.elsewhere, language, { ...line.elsewhere }),
  ];
  return <>{told.map((sentence) => sentence && <div>{sentence}</div>)}</>;
}
