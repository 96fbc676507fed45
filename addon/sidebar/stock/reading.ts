/** What every page of the stock panel shares: who reads, the typed way to a report, small sentences. */
import type { Me } from '../../../shared/contract/people.ts';
import type { ReportName, ReportPages, ReportQuery } from '../../server/calls/stock.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { button, el } from '../dom.ts';
import type { DraftPlace } from '../page.ts';
import { costText, moneyText, quantityText, say, words } from '../words.ts';

/** A depot that may be asked about. */
export interface Place {
  code: string;
  name: string;
}

export interface Reader {
  me: Me;
  /** Where what is typed is kept. */
  place: DraftPlace;
  /** The depots he reads: all of them for an accountant or an administrator. */
  places: readonly Place[];
  /** The one that is looked at; '' is all of them. */
  depot: string;
  /** Back to the list of pages. */
  home(): void;
}

export async function readPage<Name extends ReportName>(
  report: Name,
  query: ReportQuery,
  cursor: string | null = null,
): Promise<Answer<{ page: ReportPages[Name] }>> {
  return (await call('readReport', report, query, cursor)) as Answer<{ page: ReportPages[Name] }>;
}

export function homeLink(reader: Reader): HTMLElement {
  return el(
    'p',
    {},
    button(words.stock.all, () => reader.home(), 'link'),
  );
}

/** «12 × comprimé» */
export function amount(quantity: number, unit: string): string {
  return say(words.stock.quantity, { quantity: quantityText(quantity), unit });
}

/** «0,2302 € l’unité» */
export function costs({ me }: Reader, cost: number): string {
  return say(words.stock.cost, { cost: costText(cost, me.organisation.currency) });
}

export function worth({ me }: Reader, value: number): string {
  return moneyText(value, me.organisation.currency);
}

/** The parts that are not empty, one after the other. */
export function joined(...parts: (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** One thing of a list: its name, its figure at the right, what more is to be said beneath. */
export function row(
  title: string,
  figure: string,
  notes: readonly (string | Node | null | false)[],
  chip: { text: string; kind: string } | null = null,
): HTMLLIElement {
  return el(
    'li',
    { class: 'card' },
    el(
      'div',
      { class: 'card-head' },
      el('span', { class: 'card-title' }, title),
      chip && el('span', { class: `state ${chip.kind}` }, chip.text),
    ),
    figure !== '' && el('p', { class: 'figure' }, figure),
    ...notes.map((note) =>
      typeof note === 'string' ? note !== '' && el('p', { class: 'quiet' }, note) : note,
    ),
  );
}
