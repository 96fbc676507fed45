import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { Caller } from '../people/caller.ts';
import type { JournalRow } from '../people/journal.ts';
import { address, Choice, Dates, instant, List, Pages, page, type Query, type Reader } from './layout.tsx';

interface Shown {
  /** null where the dates asked for are none. */
  rows: JournalRow[] | null;
  next: string | null;
  /** The number down to which a page that is not full looked; null where there is nothing more. */
  through: number | null;
  query: Query;
}

/** The record of who did what (B12), read only. */
export function journalPage(reader: Reader & { caller: Caller }, { rows, next, through, query }: Shown) {
  const { language, caller } = reader;
  const { portal } = textOf(language);
  const words = portal.journal;
  const headings = [words.position, words.at, words.person, words.action, words.subject];
  const none = through === null ? words.none : say(words.noneSoFar, language, { position: through });
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
        <Dates reader={reader} query={query} />
        <button type="submit">{portal.filters.show}</button>
      </form>
      {rows === null ? (
        <p class="said bad" role="alert">
          {portal.filters.badDates}
        </p>
      ) : (
        <List label={words.title} none={none} headings={headings}>
          {rows.map((row) => (
            <tr>
              <td class="number" data-label={words.position}>
                {row.sequence}
              </td>
              <td class="whole" data-label={words.at}>
                {instant(row.at, caller.organisation.timeZone, language)}
              </td>
              <td data-label={words.person}>{row.person}</td>
              <td data-label={words.action}>{words.actions[row.action]}</td>
              <td data-label={words.subject}>{subjectOf(row, reader.here)}</td>
            </tr>
          ))}
        </List>
      )}
      <Pages language={language} path="/journal" query={query} next={next} />
    </>,
  );
}

/** What it was done to: nothing where the sentence has said it (`import.items`, `settings.put`, a patient). */
function subjectOf({ action, document, count, subject }: JournalRow, back: string) {
  if (count) return <a href={`/counts/${count}`}>{subject}</a>;
  if (document) return <a href={address(`/documents/${document}`, { back })}>{subject}</a>;
  return /^(import|settings|patients)\./.test(action) ? null : subject;
}
