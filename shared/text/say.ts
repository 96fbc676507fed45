import { formatDate, isCivilDate } from '../domain/dates.ts';
import { formatNumber, type Language } from '../domain/quantities.ts';

export type Figures = Readonly<Record<string, unknown>>;

/**
 * Fills a sentence with figures. `{name}` is the figure (numbers and civil dates as the reader writes
 * them); `{n|ligne|lignes}` is the figure with the word in its singular or plural.
 * French takes the singular for 0 and 1, English for 1. `[… {name} …]` is left out where a figure in it
 * is missing.
 */
export function say(sentence: string, language: Language, figures: Figures = {}): string {
  const whole = sentence.replace(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)/g)].every(([, name = '']) => show(figures[name], language) !== '') ? part : '',
  );
  return whole.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_, name: string, one?: string, many?: string) => {
      const figure = figures[name];
      const shown = show(figure, language);
      if (one === undefined || many === undefined) return shown;
      const singular = language === 'fr' ? Math.abs(Number(figure)) < 2 : Number(figure) === 1;
      return `${shown} ${singular ? one : many}`;
    },
  );
}

function show(figure: unknown, language: Language): string {
  if (figure === null || figure === undefined) return '';
  if (typeof figure === 'number') return formatNumber(figure, language, 0, 4);
  const text = String(figure);
  return isCivilDate(text) ? formatDate(text, language) : text;
}
