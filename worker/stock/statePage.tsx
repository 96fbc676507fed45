import { html, raw } from 'hono/html';
import type { StockState } from '../../shared/contract/watch.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { LETTERHEAD_STYLE, type Letterhead, PrintedLetterhead } from '../printing/letterhead.tsx';
import { footOfEachPage, PRINT_STYLE } from '../printing/style.ts';

export interface StatePage {
  state: StockState;
  /** The depot's name; null for all that the reader may see. */
  depot: string | null;
  /** The filters as they were asked, one after the other; '' where there was none. */
  narrowed: string;
  /** A blind count runs there, whose lines the reader may not know: the sums leave them out (Q22). */
  withoutCounted: boolean;
  currencyDecimals: number;
  letterhead: Letterhead;
  /** Who prints it, and on which civil date. */
  person: string;
  today: string;
}

/** The stock state, to be printed (A4): by item, with its value, at the end of a day [État des stocks]. */
export function statePage(page: StatePage, language: Language) {
  const { state, letterhead, depot } = page;
  const words = textOf(language).printed.state;
  const day = formatDate(state.at, language);
  const where = depot ?? words.allDepots;
  return html`<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${words.title} ${where} ${day}`}</title>
        <style>
          {raw(PRINT_STYLE + LETTERHEAD_STYLE + footOfEachPage(`${words.title} · ${where} · ${day}`))}
        </style>
      </head>
      <body>
        <header>
          <PrintedLetterhead letterhead={letterhead} />
          <h1>{words.title}</h1>
          <p class="number">{say(words.at, language, { date: day })}</p>
        </header>
        <Facts page={page} language={language} />
        {page.withoutCounted && <p class="reversed">{words.withoutCounted}</p>}
        {state.rows.length === 0 ? <p>{words.nothing}</p> : <Items page={page} language={language} />}
      </body>
    </html>
  )}`;
}

function Facts({ page, language }: { page: StatePage; language: Language }) {
  const words = textOf(language).printed.state;
  const printed = say(words.by, language, { date: formatDate(page.today, language), person: page.person });
  const facts: [string, string][] = [
    [words.depot, page.depot ?? words.allDepots],
    [words.narrowed, page.narrowed],
    [words.printed, printed],
  ];
  return (
    <dl>
      {facts.map(
        ([name, fact]) =>
          fact !== '' && (
            <div>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Items({ page, language }: { page: StatePage; language: Language }) {
  const { state, currencyDecimals } = page;
  const words = textOf(language).printed.state;
  const money = (value: number) => formatNumber(value, language, currencyDecimals, 4);
  const items = state.total?.items ?? state.rows.length;
  return (
    <>
      <table tabindex={0}>
        <thead>
          <tr>
            {[words.item, words.label, words.supplier].map((name) => (
              <th scope="col">{name}</th>
            ))}
            <th scope="col" class="number">
              {words.quantity}
            </th>
            <th scope="col">{words.unit}</th>
            <th scope="col" class="number">
              {words.unitCost}
            </th>
            <th scope="col" class="number">
              {say(words.value, language, { currency: state.currency })}
            </th>
          </tr>
        </thead>
        <tbody>
          {state.rows.map(({ item, label, supplier, quantity, unit, unitCost, value }) => (
            <tr>
              <td>{item}</td>
              <td>{label}</td>
              <td>{supplier}</td>
              <td class="number">{formatQuantity(quantity, language)}</td>
              <td>{unit}</td>
              <td class="number">{formatNumber(unitCost, language, 2, 4)}</td>
              <td class="number">{money(value)}</td>
            </tr>
          ))}
        </tbody>
        {state.total && (
          <tfoot>
            <tr>
              <th scope="row" colspan={6}>
                {say(words.total, language, { items })}
              </th>
              <td class="number">{money(state.total.value)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      {items > state.rows.length && (
        <p class="reversed">{say(words.more, language, { items: items - state.rows.length })}</p>
      )}
    </>
  );
}
