import type { DocumentHead } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { MADE_TYPES } from '../../shared/domain/documentTypes.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { Caller } from '../people/caller.ts';
import { Choice, List, Pages, page, type Query, type Reader } from './layout.tsx';

/** The journal of documents, read only; each opens its voucher. */
export function documentsPage(
  reader: Reader & { caller: Caller },
  { rows, next, query }: { rows: DocumentHead[]; next: string | null; query: Query },
) {
  const { language } = reader;
  const { portal, printed } = textOf(language);
  const words = portal.documents;
  const headings = [words.number, words.type, words.date, words.depot, words.party, words.person];
  return page(
    reader,
    words.title,
    'documents',
    <>
      <p class="lead">{words.intro}</p>
      <Filters reader={reader} query={query} />
      <List label={words.title} none={words.none} headings={headings}>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <a href={`/documents/${row.id}`}>{row.number}</a>
              {row.reversedBy && <small>{say(words.reversedBy, language, { number: row.reversedBy })}</small>}
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
      <label>
        {filters.q}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{filters.show}</button>
    </form>
  );
}
