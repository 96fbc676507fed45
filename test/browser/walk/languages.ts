/** Words of one language that stand where the other is read. */
import { textOf } from '../../../shared/text/index.ts';
import { plain } from './panel.ts';

type Texts = { [key: string]: string | Texts };

/** What a sentence says for sure: its parts between figures, long enough to be no word of both languages. */
function partsOf(texts: Texts): string[] {
  return Object.values(texts).flatMap((text) =>
    typeof text === 'string' ? text.split(/\{[^}]*\}|\[|\]/).map(plain) : partsOf(text),
  );
}

const english = new Set(partsOf(textOf('en') as unknown as Texts).map((part) => part.toLowerCase()));
const french = [...new Set(partsOf(textOf('fr') as unknown as Texts))].filter(
  (part) => /\p{L}{4}/u.test(part) && part.length >= 6 && !english.has(part.toLowerCase()),
);

/** The French parts that a text holds; labels of goods are data, and stay as their catalogue has them. */
export function frenchLeft(text: string): string[] {
  const isWhole = (part: string) => new RegExp(`(?<!\\p{L})${literally(part)}(?!\\p{L})`, 'u').test(text);
  return french.filter((part) => text.includes(part) && isWhole(part));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
