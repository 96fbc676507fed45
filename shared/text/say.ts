import { formatDate, isCivilDate } from '../domain/dates.ts';
import { formatNumber, type Language } from '../domain/quantities.ts';

export type Figures = Readonly<Record<string, unknown>>;

/**
 * The figures that are civil dates, by their names: `date`, `expiry`, … or a name that ends in `Date`. Any
 * other text is shown as written: a lot or a count may well be called «2026-01-31».
 */
const IS_DATE = /^(date|expiry|known|today|earliest|closedThrough|last|at|day|since|until)$|Date$/;

/**
 * Fills a sentence with figures. `{name}` is the figure (numbers and civil dates as the reader writes
 * them); `{unit}` stands behind a figure (see `unitText`); `{n|ligne|lignes}` is the figure with the word in its singular or plural.
 * French takes the singular for 0 and 1, English for 1. `[… {name} …]` is left out where a figure in it
 * is missing.
 */
export function say(sentence: string, language: Language, figures: Figures = {}): string {
  const whole = sentence.replace(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)/g)].every(([, name = '']) => show(name, figures, language) !== '') ? part : '',
  );
  return whole.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_, name: string, one?: string, many?: string) => {
      const shown = show(name, figures, language);
      if (one === undefined || many === undefined) return shown;
      const singular = language === 'fr' ? Math.abs(Number(figures[name])) < 2 : Number(figures[name]) === 1;
      return `${shown} ${singular ? one : many}`;
    },
  );
}

/** Units that are symbols already: kg, ml, mm², UI. */
const SYMBOL = /^([kmcdµμ]?[glm][²³]?|[iu]{2}|h|min|%|pcs?)$/i;

/**
 * A unit as it stands behind its figure: «3 × comprimé», «2,5 kg». It is a word of the organisation, in its singular:
 * no rule gives the plural of «boîte de 30», so none is formed.
 */
export function unitText(unit: string): string {
  return unit === '' || SYMBOL.test(unit) ? unit : `×\u00a0${unit}`;
}

function show(name: string, figures: Figures, language: Language): string {
  const figure = figures[name];
  if (figure === null || figure === undefined) return '';
  if (typeof figure === 'number') return formatNumber(figure, language, 0, 4);
  const text = String(figure);
  if (name === 'unit') return unitText(text);
  return IS_DATE.test(name) && isCivilDate(text) ? formatDate(text, language) : text;
}
