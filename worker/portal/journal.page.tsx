import { textOf } from '../../shared/text/index.ts';
import type { Caller } from '../people/caller.ts';
import type { JournalRow } from '../people/journal.ts';
import { Choice, instant, List, Pages, page, type Query, type Reader } from './layout.tsx';

/** The record of who did what (B12), read only. */
export function journalPage(
  reader: Reader & { caller: Caller },
  { rows, next, query }: { rows: JournalRow[]; next: string | null; query: Query },
) {
  const { language, caller } = reader;
  const { portal } = textOf(language);
  const words = portal.journal;
  const headings = [words.position, words.at, words.person, words.action, words.subject];
  return page(
    reader,
    words.title,
    'journal',
    <>
      <p class="lead">{words.intro}</p>
      <form class="filters" method="get" action="/journal">
        <Choice
          name="what"
          label={words.what}
          all={portal.filters.all}
          chosen={query.what}
          options={Object.entries(words.domains)}
        />
        <label>
          {portal.filters.from}
          <input type="date" name="from" value={query.from ?? ''} max={caller.today} />
        </label>
        <label>
          {portal.filters.to}
          <input type="date" name="to" value={query.to ?? ''} max={caller.today} />
        </label>
        <button type="submit">{portal.filters.show}</button>
      </form>
      <List label={words.title} none={words.none} headings={headings}>
        {rows.map((row) => (
          <tr>
            <td class="number">{row.sequence}</td>
            <td>{instant(row.at, caller.organisation.timeZone, language)}</td>
            <td>{row.person}</td>
            <td>{actionIn(words, row.action)}</td>
            <td>{subjectOf(row)}</td>
          </tr>
        ))}
      </List>
      <Pages language={language} path="/journal" query={query} next={next} />
    </>,
  );
}

type Words = ReturnType<typeof textOf>['portal']['journal'];

/** `items.put` and `import.opening` are said by their kind and their field. */
function actionIn(words: Words, action: string): string {
  const known = words.actions[action as keyof Words['actions']];
  if (known) return known;
  const [first = '', second = ''] = action.split('.');
  if (first === 'import') return `${words.actions.import} (${second})`;
  const field = words.domains[first as keyof Words['domains']] ?? first;
  return second === 'put' ? `${words.actions.put} (${field})` : action;
}

function subjectOf({ document, count, subject }: JournalRow) {
  if (count) return <a href={`/counts/${count}`}>{subject}</a>;
  if (document) return <a href={`/documents/${document}`}>{subject}</a>;
  return <>{subject}</>;
}
