import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import type { Caller } from '../people/caller.ts';

/** What every page of the portal knows of its reader; `caller` is null before signing in. */
export interface Reader {
  caller: Caller | null;
  language: Language;
  /** The page's own path and query, to come back to after a change of language. */
  here: string;
}

export const SECTIONS = ['counts', 'movements', 'documents', 'journal', 'checks', 'verify'] as const;
export type Section = (typeof SECTIONS)[number];

/** A whole page: head, navigation, `content`. Everything in it is escaped by JSX. */
export function page(reader: Reader, title: string, section: Section | null, content: Child) {
  const words = textOf(reader.language).portal;
  return html`<!doctype html>${(
    <html lang={reader.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · ${words.name}`}</title>
        <link rel="stylesheet" href="/assets/portal.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header>
          <a class="brand" href="/counts">
            {words.name} <small>{words.subtitle}</small>
          </a>
          {reader.caller && (
            <Navigation language={reader.language} section={section} caller={reader.caller} />
          )}
          <Account reader={reader} />
        </header>
        <main id="content">
          <h1>{title}</h1>
          {content}
        </main>
      </body>
    </html>
  )}`;
}

/** Who oversees: accountants and administrators. */
export const oversees = ({ accountant, admin }: Caller): boolean => accountant || admin;
const OVERSEEN: readonly Section[] = ['journal', 'checks'];

function Navigation(props: { language: Language; section: Section | null; caller: Caller }) {
  const { language, section, caller } = props;
  const { nav } = textOf(language).portal;
  const shown = SECTIONS.filter((name) => oversees(caller) || !OVERSEEN.includes(name));
  return (
    <nav aria-label={nav.label}>
      <ul>
        {shown.map((name) => (
          <li>
            <a href={`/${name}`} aria-current={name === section ? 'page' : undefined}>
              {nav[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({ reader }: { reader: Reader }) {
  const words = textOf(reader.language).portal;
  const other = reader.language === 'fr' ? 'en' : 'fr';
  return (
    <div class="account">
      {reader.caller && (
        <span class="who">
          {reader.caller.name} <small>{reader.caller.organisation.name}</small>
        </span>
      )}
      <a href={`/language/${other}?${new URLSearchParams({ to: reader.here })}`} lang={other}>
        {words.otherLanguage}
      </a>
      {reader.caller && (
        <form method="post" action="/sign-out">
          <button type="submit">{words.signOut}</button>
        </form>
      )}
    </div>
  );
}

/** A table wider than the screen is scrolled on its own, also by keyboard. */
export function Scroll({ label, children }: { label: string; children?: Child }) {
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      {children}
    </section>
  );
}

/**
 * A list: its headings, then whatever rows; `none` is said where there are none. On a phone each row is a card, its
 * cells under the names that their `data-label` gives.
 */
export function List(props: { label: string; none: string; headings: string[]; children: Child[] }) {
  if (props.children.length === 0) return <p class="said">{props.none}</p>;
  return (
    <Scroll label={props.label}>
      <table class="stack">
        <thead>
          <tr>
            {props.headings.map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </Scroll>
  );
}

/** A choice of a filter; `''` is all. */
export function Choice(props: {
  name: string;
  label: string;
  all: string;
  chosen: string | undefined;
  options: (readonly [value: string, shown: string])[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        <option value="">{props.all}</option>
        {props.options.map(([value, shown]) => (
          <option value={value} selected={value === props.chosen}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
}

/** From which day to which, either of them open. */
export function Dates({ reader, query }: { reader: Reader & { caller: Caller }; query: Query }) {
  const { filters } = textOf(reader.language).portal;
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <label>
          {filters[name]}
          <input type="date" name={name} value={query[name] ?? ''} max={reader.caller.today} />
        </label>
      ))}
    </>
  );
}

/** Where a list goes on: links, so that each page has an address. */
export function Pages(props: { language: Language; path: string; query: Query; next: string | null }) {
  const { filters } = textOf(props.language).portal;
  const { cursor, ...rest } = props.query;
  return (
    <p class="pages">
      {cursor && <a href={address(props.path, rest)}>{filters.first}</a>}
      {props.next && <a href={address(props.path, { ...rest, cursor: props.next })}>{filters.next}</a>}
    </p>
  );
}

export type Query = Record<string, string | undefined>;

export function address(path: string, query: Query): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}

/** An amount of the organisation's currency; a gap's sign is always written. */
export function money(value: number, language: Language, currency: string, signed = false): string {
  const sign = signed && value > 0 ? '+' : '';
  return `${sign}${formatNumber(value, language, 2, 2)}\u00a0${currency}`;
}

export function gapClass(value: number): string {
  return value < 0 ? 'number loss' : value > 0 ? 'number gain' : 'number';
}

/** An instant in the organisation's time zone, to the minute. */
export function instant(at: string, timeZone: string, language: Language): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', hour = ''] = local.format(new Date(at)).split(' ');
  return `${formatDate(day, language)} ${hour}`;
}
