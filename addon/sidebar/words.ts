/** The page's language and what it starts with, both written into its html by the menu function. */
import type { Me } from '../../shared/contract/people.ts';
import { civilDateIn, formatDate, instantWriter } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { formatQuantity } from '../../shared/domain/quantities.ts';
import { addon as en } from '../../shared/text/en/addon.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import type { Same } from '../../shared/text/same.ts';
import { type Figures, say as fill } from '../../shared/text/say.ts';
import type { PageStart } from '../server/calls.ts';

export const language: Language = document.body.dataset.language === 'fr' ? 'fr' : 'en';
document.documentElement.lang = language;

/** In French the signs : ; ? ! never begin a line. */
export function kept<T>(text: T): T {
  if (typeof text === 'string') return text.replace(/ (?=[:;?!])/g, '\u00a0') as T;
  return Object.fromEntries(Object.entries(text as object).map(([key, value]) => [key, kept(value)])) as T;
}

export const words: Same<typeof fr> = language === 'fr' ? kept<Same<typeof fr>>(fr) : en;
/** For the cells of a sheet, where the server side writes the same sentences with usual spaces. */
export const cellWords: Same<typeof fr> = language === 'fr' ? fr : en;
export const start: PageStart = JSON.parse(document.body.dataset.start ?? '{"email":"","environment":""}');

export function say(sentence: string, figures: Figures = {}): string {
  return fill(sentence, language, figures);
}

/** «Patient : réservé à…»: a name, and what is said of it. */
export function namedText(name: string, text: string): string {
  return say(words.panel.named, { name, text });
}

export function quantityText(quantity: number): string {
  return formatQuantity(quantity, language);
}

/** A civil date as the reader writes it. */
export function formatted(date: string): string {
  return formatDate(date, language);
}

/** The civil date of an instant, in the organisation's time zone. */
export function dayOf(instant: string, { organisation }: Pick<Me, 'organisation'>): string {
  return civilDateIn(organisation.timeZone, new Date(instant));
}

/** An instant to the minute, «26/11/2026 14:32», in the organisation's time zone. */
export function momentOf(instant: string, { organisation }: Pick<Me, 'organisation'>): string {
  return instantWriter(organisation.timeZone, language)(instant).slice(0, -':00'.length);
}

/** What one unit costs: up to four decimals, for an average of tablets is less than a cent. */
export function costText(cost: number, currency: string): string {
  const most = { maximumFractionDigits: 4 };
  return new Intl.NumberFormat(language, { style: 'currency', currency, ...most }).format(cost);
}

/** An amount in the organisation's currency, with the decimals that currency has. */
export function moneyText(value: number, currency: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
}
