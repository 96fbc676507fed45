import { html, raw } from 'hono/html';
import type { LotTrace } from '../../shared/contract/stock.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { LETTERHEAD_STYLE, type Letterhead, PrintedLetterhead } from '../printing/letterhead.tsx';
import { footOfEachPage, PRINT_STYLE } from '../printing/style.ts';

export interface Notice {
  trace: LotTrace;
  letterhead: Letterhead;
  /** Who prints it, and on which civil date. */
  person: string;
  date: string;
}

/** The recall notice of a lot, to be printed (A4): what is left where, and who received it (B7). */
export function noticePage({ trace, letterhead, person, date }: Notice, language: Language) {
  const { printed } = textOf(language);
  const words = printed.notice;
  const title = trace.blocked ? words.recall : words.trace;
  return html`<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} ${trace.item} ${trace.lot}`}</title>
        <style>{raw(PRINT_STYLE + LETTERHEAD_STYLE + footOfEachPage(trace.lot))}</style>
      </head>
      <body>
        <header>
          <PrintedLetterhead letterhead={letterhead} />
          <h1>{title}</h1>
          <p class="number">{say(words.lot, language, { lot: trace.lot })}</p>
        </header>
        <Facts trace={trace} person={person} date={date} language={language} />
        {trace.blocked && <p class="reversed">{words.todo}</p>}
        <Left trace={trace} language={language} />
        <Received trace={trace} language={language} />
        <div class="signatures">
          <p>{words.signature}</p>
        </div>
      </body>
    </html>
  )}`;
}

function Facts({ trace, person, date, language }: Omit<Notice, 'letterhead'> & { language: Language }) {
  const words = textOf(language).printed.notice;
  const facts: [string, string | null][] = [
    [words.item, `${trace.item} · ${trace.label}`],
    [words.expiry, trace.expiry && formatDate(trace.expiry, language)],
    [words.reason, trace.blockReason],
    [words.printed, say(words.by, language, { date, person })],
  ];
  return (
    <dl>
      {facts.map(
        ([name, fact]) =>
          fact && (
            <div>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Left({ trace, language }: { trace: LotTrace; language: Language }) {
  const words = textOf(language).printed.notice;
  return (
    <section>
      <h2>{words.left}</h2>
      {trace.left.length === 0 ? (
        <p>{words.nothingLeft}</p>
      ) : (
        <table tabindex={0}>
          <Headings names={[words.depot, words.bin]} quantity={words.quantity} />
          <tbody>
            {trace.left.map(({ depot, bin, transfer, quantity }) => (
              <tr>
                <td>{depot}</td>
                <td>{transfer ? say(words.onItsWay, language, { transfer }) : bin}</td>
                <td class="number">{formatQuantity(quantity, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Received({ trace, language }: { trace: LotTrace; language: Language }) {
  const { notice: words, types } = textOf(language).printed;
  return (
    <section>
      <h2>{words.received}</h2>
      {trace.exits.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <table tabindex={0}>
          <Headings names={[words.date, words.document, words.depot, words.to]} quantity={words.quantity} />
          <tbody>
            {trace.exits.map(
              ({ date, number, type, depot, party, partyName, rectified, serial, quantity }) => (
                <tr>
                  <td>{formatDate(date, language)}</td>
                  <td>{number}</td>
                  <td>{depot}</td>
                  <td>
                    {[
                      party ?? types[type],
                      partyName,
                      rectified && `→ ${rectified.party} (${rectified.number})`,
                      serial,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </td>
                  <td class="number">{formatQuantity(quantity, language)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Headings({ names, quantity }: { names: string[]; quantity: string }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th scope="col">{name}</th>
        ))}
        <th scope="col" class="number">
          {quantity}
        </th>
      </tr>
    </thead>
  );
}
