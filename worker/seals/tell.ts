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

/** From where to where the chain is whole, and what waits. */
export function tellSeal(
  { links, wholeThrough, unsealed, faultCount }: SealVerdict,
  language: Language,
): string[] {
  const { seal } = textOf(language).zip;
  if (links === 0 && faultCount === 0) return [seal.none];
  const told =
    faultCount === 0
      ? [say(seal.whole, language, { links, ...wholeThrough })]
      : [
          ...(wholeThrough ? [say(seal.wholeThrough, language, { ...wholeThrough })] : []),
          say(seal.broken, language, { faults: faultCount }),
        ];
  return unsealed > 0 ? [...told, say(seal.waiting, language, { unsealed })] : told;
}
