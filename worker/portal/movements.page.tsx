import { formatNumber, formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import type { Caller } from '../people/caller.ts';
import type { RollForwardRow } from '../stock/rollForward.ts';
import { address, Choice, Pages, page, type Query, type Reader, Scroll } from './layout.tsx';

interface Shown {
  /** null where the dates asked for are none. */
  rows: RollForwardRow[] | null;
  next: string | null;
  query: Query & { from: string; to: string };
}

/** The cut-off: the roll-forward from the count's date to the closing date, valued (B11). */
export function movementsPage(reader: Reader & { caller: Caller }, { rows, next, query }: Shown) {
  const { portal } = textOf(reader.language);
  const words = portal.movements;
  // The files hold all of it, whatever is looked at here.
  const { cursor: _, q: __, ...asked } = query;
  return page(
    reader,
    words.title,
    'movements',
    <>
      <p class="lead">{words.intro}</p>
      <Filters reader={reader} query={query} />
      {rows === null && (
        <p class="said bad" role="alert">
          {words.badDates}
        </p>
      )}
      {rows?.length === 0 && <p class="said">{words.none}</p>}
      {rows && rows.length > 0 && (
        <>
          <p class="pages">
            <a href={address('/movements/stock.csv', asked)}>{words.csv}</a>
            <a href={address('/movements/stock.xlsx', asked)}>{words.xlsx}</a>
            <a href={address('/movements/lines.csv', asked)}>{words.lines}</a>
          </p>
          <Table rows={rows} language={reader.language} currency={reader.caller.organisation.currency} />
          <p class="lead">{words.sum}</p>
        </>
      )}
      <Pages language={reader.language} path="/movements" query={query} next={next} />
    </>,
  );
}

function Filters({ reader, query }: { reader: Reader & { caller: Caller }; query: Query }) {
  const { filters } = textOf(reader.language).portal;
  const { today, depots } = reader.caller;
  return (
    <form class="filters" method="get" action="/movements">
      <label>
        {filters.from}
        <input type="date" name="from" value={query.from ?? ''} max={today} required />
      </label>
      <label>
        {filters.to}
        <input type="date" name="to" value={query.to ?? ''} max={today} required />
      </label>
      <Choice
        name="depot"
        label={filters.depot}
        all={filters.all}
        chosen={query.depot}
        options={depots.map(({ code, name }) => [code, name] as const)}
      />
      <label>
        {filters.item}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{filters.show}</button>
    </form>
  );
}

function Table(props: { rows: RollForwardRow[]; language: Language; currency: string }) {
  const { rows, language, currency } = props;
  const words = textOf(language).portal.movements;
  // The currency stands in the headings: ten columns want their width.
  const amount = (value: number) => formatNumber(value, language, 2, 2);
  const total = (of: (row: RollForwardRow) => number) => amount(rows.reduce((sum, row) => sum + of(row), 0));
  const pairs = [
    [words.opening, 'opening', 'openingValue'],
    [words.in, 'in', 'inValue'],
    [words.out, 'out', 'outValue'],
    [words.closing, 'closing', 'closingValue'],
  ] as const;
  return (
    <Scroll label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col" rowspan={2}>
              {words.item}
            </th>
            <th scope="col" rowspan={2}>
              {words.unit}
            </th>
            {pairs.map(([heading]) => (
              <th scope="colgroup" colspan={2} class="number">
                {heading}
              </th>
            ))}
            <th scope="col" class="number">
              {words.revaluation}
            </th>
          </tr>
          <tr>
            {pairs.map(() => (
              <>
                <th scope="col" class="number">
                  {words.quantity}
                </th>
                <th scope="col" class="number">
                  {currency}
                </th>
              </>
            ))}
            <th scope="col" class="number">
              {currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.item}
                <small>{row.label}</small>
              </th>
              <td class="whole">{row.unit}</td>
              {pairs.map(([, quantity, value]) => (
                <>
                  <td class="number">{formatQuantity(row[quantity], language)}</td>
                  <td class="number">{amount(row[value])}</td>
                </>
              ))}
              <td class="number">{amount(row.revaluation)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td></td>
            {pairs.map(([, , value]) => (
              <>
                <td></td>
                <td class="number">{total((row) => row[value])}</td>
              </>
            ))}
            <td class="number">{total((row) => row.revaluation)}</td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}
