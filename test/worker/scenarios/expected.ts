import { type ErrorCode, isErrorCode } from '../../../shared/domain/errors.ts';
import { pieces, sameWords, Unreadable } from './words.ts';

/** What a step comes to: facts by name, in the words of the scenarios. */
export type Facts = Record<string, string>;

export type Expected =
  | { facts: Facts; sentence: string | null }
  | {
      /** Each refused line with its code, 0 being the head; a code without a line speaks for all. */
      refused: { line: number | null; code: ErrorCode }[];
      sentence: string | null;
    };

/** The facts that an action may be asked for: a name, and the pattern of the words that tell it. */
export type FactWords = readonly [name: string, pattern: RegExp][];

/** «→ SP-PHC-1, reste 4» or «✗ LOT_EXPIRED : «périmé depuis le»». */
export function readExpected(text: string, known: FactWords): Expected {
  const [, told = '', sentence = null] = /^(.*?)(?: : «(.+)»)?$/.exec(text.slice(2)) ?? [];
  if (text.startsWith('✗ ')) return { refused: pieces(told).map(readCode), sentence };
  return { facts: readFacts(pieces(told), known), sentence };
}

function readCode(text: string): { line: number | null; code: ErrorCode } {
  const [, head, line, code = ''] = /^(?:(en-tête)|ligne (\d+))? ?([A-Z_]+)$/.exec(text) ?? [];
  if (!isErrorCode(code)) throw new Unreadable(`«${text}» n’est pas un code de refus`);
  return { line: head ? 0 : line === undefined ? null : Number(line), code };
}

/** Several pieces of one name are one fact: «-1 PARA, +2 SIROP». */
function readFacts(told: readonly string[], known: FactWords): Facts {
  const facts: Facts = {};
  for (const piece of told) {
    const [name, pattern] = known.find(([, pattern]) => pattern.test(piece)) ?? [];
    if (name === undefined) throw new Unreadable(`«${piece}» n’est pas un résultat connu ici`);
    const words = sameWords(pattern?.exec(piece)?.[1] ?? piece);
    facts[name] = facts[name] === undefined ? words : `${facts[name]}, ${words}`;
  }
  return facts;
}
