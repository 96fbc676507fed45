import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { SealFault, SealVerdict } from './verify.ts';

/** A place where the chain and the books part, as a sentence. */
export function tellSealFault(fault: SealFault, language: Language): string {
  const { seal } = textOf(language).zip;
  const place = say(seal.place, language, { ...fault, documents: fault.documents.join(', ') || null });
  return say(seal.faults[fault.kind], language, { place });
}

/** 2026-11-26T01:59:11.791Z → «2026-11-26 01:59 UTC», where no time zone is known. */
const inUtc = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** From where to where the chain is whole, and what waits; `when` says an instant as the reader does. */
export function tellSeal(
  { links, wholeThrough, unsealed, faultCount }: SealVerdict,
  language: Language,
  when: (instant: string) => string = inUtc,
): string[] {
  const { seal } = textOf(language).zip;
  if (links === 0 && faultCount === 0) return [seal.none];
  const through = wholeThrough && { ...wholeThrough, at: when(wholeThrough.at) };
  const told =
    faultCount === 0
      ? [say(seal.whole, language, { links, ...through })]
      : [
          ...(through ? [say(seal.wholeThrough, language, through)] : []),
          say(seal.broken, language, { faults: faultCount }),
        ];
  return unsealed > 0 ? [...told, say(seal.waiting, language, { unsealed })] : told;
}
