import type { DocumentHead } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { MADE_TYPES } from '../../shared/domain/documentTypes.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { Caller } from '../people/caller.ts';
import { address, Choice, Dates, List, Pages, page, type Query, type Reader } from './layout.tsx';

interface Shown {
  /** null where the dates asked for are none. */
  rows: DocumentHead[] | null;
  next: string | null;
  /** The date down to which a page that is not full looked; null where there is nothing more. */
  through: string | null;
  query: Query;
}

/** The documents in the order of their dates, read only; each opens its voucher. */
export function documentsPage(reader: Reader & { caller: Caller }, { rows, next, through, query }: Shown) {
  const { language } = reader;
  const { portal, printed } = textOf(language);
  const words = portal.documents;
  const headings = [words.number, words.type, words.date, words.depot, words.party, words.person];
  const none = through ? say(words.noneSoFar, language, { date: through }) : words.none;
  return page(
    reader,
    words.title,
    'documents',
    <>
      <p class="lead">{words.intro}</p>
      <Filters reader={reader} query={query} />
      {rows?.some(({ masked }) => masked === 'rights') && <p class="label">{words.masked}</p>}
      {rows === null ? (
        <p class="said bad" role="alert">
          {portal.filters.badDates}
        </p>
      ) : (
        <List label={words.title} none={none} headings={headings}>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={address(`/documents/${row.id}`, { back: reader.here })}>{row.number}</a>
                {row.reversedBy && (
                  <small>{say(words.reversedBy, language, { number: row.reversedBy })}</small>
                )}
                {row.rectifiedBy && (
                  <small>{say(words.rectifiedBy, language, { number: row.rectifiedBy })}</small>
                )}
              </th>
              <td data-label={words.type}>{printed.types[row.type]}</td>
              <td data-label={words.date}>{formatDate(row.date, language)}</td>
              <td data-label={words.depot}>{row.depotName}</td>
              <td data-label={words.party}>{row.partyName ?? row.party ?? ''}</td>
              <td data-label={words.person}>{row.person}</td>
            </tr>
          ))}
        </List>
      )}
      <Pages language={language} path="/documents" query={query} next={next} />
    </>,
  );
}

function Filters({ reader, query }: { reader: Reader & { caller: Caller }; query: Query }) {
  const { portal, printed } = textOf(reader.language);
  const { filters } = portal;
  const types = MADE_TYPES.map((type) => [type, printed.types[type]] as const);
  return (
    <form class="filters" method="get" action="/documents">
      <Choice
        name="depot"
        label={filters.depot}
        all={filters.all}
        chosen={query.depot}
        options={reader.caller.depots.map(({ code, name }) => [code, name] as const)}
      />
      <Choice name="type" label={filters.type} all={filters.all} chosen={query.type} options={types} />
      <Dates reader={reader} query={query} />
      <label>
        {filters.q}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{filters.show}</button>
    </form>
  );
}
