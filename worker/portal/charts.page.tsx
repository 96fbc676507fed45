import type { Child } from 'hono/jsx';
import type { Recap } from '../../shared/contract/counts.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { GAP_GROUPS, type GapGroup, toGroupedGaps } from '../counts/gaps.ts';
import type { SignedIn } from './frame.tsx';
import { address, gapClass, money } from './layout.tsx';

/** Bars of a picture, and lines of its table; the smaller ones are one line more. */
export const BARS_MAX = 8;

interface Shown {
  reader: SignedIn;
  count: string;
  currency: Recap['currency'];
  /** What `readGroupedGaps` read. */
  gaps: unknown[];
}

/** The gaps by reason, supplier and bin: a picture that loads on its own, and the same figures as a table. */
export function Charts(shown: Shown) {
  return (
    <section class="charts" aria-label={textOf(shown.reader.language).portal.charts.label}>
      {GAP_GROUPS.map((by) => (
        <Chart {...shown} by={by} />
      ))}
    </section>
  );
}

function Chart({ reader, count, currency, gaps, by }: Shown & { by: GapGroup }) {
  const { language } = reader;
  const words = textOf(language).portal.charts;
  const { named, others, total } = toGroupedGaps(gaps, by, BARS_MAX);
  const rows: [name: Child, value: number][] = named.map(({ name, value }) => [
    name === '' ? words.none : <a href={`${address(`/counts/${count}`, { [by]: name })}#recap`}>{name}</a>,
    value,
  ]);
  if (others.groups > 0) rows.push([say(words.others, language, { groups: others.groups }), others.value]);
  return (
    <figure class="card">
      <figcaption>{words[by]}</figcaption>
      <img
        src={`/counts/${count}/gaps-by-${by}.svg`}
        alt={words.picture}
        width={420}
        height={260}
        loading="lazy"
      />
      <table aria-label={words[by]}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr>
              <th scope="row">{name}</th>
              <td class={gapClass(value)}>{money(value, language, currency, true)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td class={gapClass(total)}>{money(total, language, currency, true)}</td>
          </tr>
        </tfoot>
      </table>
    </figure>
  );
}
