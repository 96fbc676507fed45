import type { Count } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatQuantity } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import type { ComparedLine, ComparedSide } from '../counts/compare.ts';
import type { GapTotal } from '../counts/gaps.ts';
import type { SignedIn } from './frame.tsx';
import { gapClass, money, Pages, page, type Query, Scroll } from './layout.tsx';

interface Shown {
  /** The earlier and the later. */
  counts: [Count, Count];
  /** What each came to in all, by its id. */
  gaps: Map<string, GapTotal>;
  rows: ComparedLine[];
  next: string | null;
  /** `id`, `with` and `cursor` of the address. */
  query: Query;
}

/** Two counts side by side: which gaps come back (B11). */
export function comparePage(reader: SignedIn, { counts, gaps, rows, next, query }: Shown) {
  const { language } = reader;
  const words = textOf(language).portal.count;
  return page(
    reader,
    words.compareTitle,
    'counts',
    <>
      <p class="lead">{words.compareIntro}</p>
      {rows.length === 0 && <p class="said">{words.compareNone}</p>}
      {rows.length > 0 && (
        <Scroll label={words.compareTitle}>
          <table>
            <thead>
              <tr>
                <th scope="col" rowspan={2}>
                  {words.item}
                </th>
                <th scope="col" rowspan={2}>
                  {words.lot}
                </th>
                {counts.map((count) => (
                  <th scope="colgroup" colspan={3} class="number">
                    <a href={`/counts/${count.id}`}>{count.name}</a>, {formatDate(count.date, language)}
                  </th>
                ))}
              </tr>
              <tr>
                {counts.map(() => (
                  <>
                    <th scope="col" class="number">
                      {words.retained}
                    </th>
                    <th scope="col" class="number">
                      {words.lineGap}
                    </th>
                    <th scope="col" class="number">
                      {words.value}
                    </th>
                  </>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    {row.item}
                    <small>{row.label}</small>
                  </th>
                  <td>{[row.bin, row.lot, row.serial].filter(Boolean).join(', ')}</td>
                  <Side reader={reader} side={row.earlier} />
                  <Side reader={reader} side={row.later} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colspan={2}>
                  {words.compareTotal}
                </th>
                {counts.map(({ id }) => (
                  <td class={gapClass(gaps.get(id)?.value ?? 0)} colspan={3}>
                    {money(gaps.get(id)?.value ?? 0, language, reader.caller.organisation.currency, true)}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </Scroll>
      )}
      <Pages
        language={language}
        path={`/counts/${query.id}/compare`}
        query={{ with: query.with, cursor: query.cursor }}
        next={next}
      />
    </>,
  );
}

function Side({ reader, side }: { reader: SignedIn; side: ComparedSide | null }) {
  const { language, caller } = reader;
  if (!side) {
    return (
      <td class="number" colspan={3}>
        {textOf(language).portal.count.absent}
      </td>
    );
  }
  return (
    <>
      <td class="number">{formatQuantity(side.retained, language)}</td>
      <td class={gapClass(side.gap)}>{formatQuantity(side.gap, language)}</td>
      <td class={gapClass(side.gap)}>{money(side.value, language, caller.organisation.currency, true)}</td>
    </>
  );
}
