import { say } from '../../../shared/text/say.ts';
import { dateCell } from '../../http/csv.ts';
import type { Facts } from '../facts.ts';
import { hasFigure, type ValuedLine } from '../figures.ts';
import { csvOf, type Making, type SnapshotFile } from './file.ts';

const COLUMNS = [
  ...(['depot', 'bin', 'code', 'label', 'supplier', 'lot', 'expiry', 'serial', 'unit'] as const),
  ...(['theoretical', 'expected', 'first', 'second', 'arbitrated', 'retained', 'gap', 'percent'] as const),
  ...(['unitCost', 'value', 'reason', 'note'] as const),
  ...(['firstBy', 'firstAt', 'secondBy', 'secondAt', 'arbitratedBy', 'arbitrationReason'] as const),
] as const;

/** Every line of the count with what it came to, also those without a gap. */
export function gapsFile(making: Making): SnapshotFile {
  const { facts, words, money, isoLocal } = making;
  const reasonOf = reasonsOf(making);
  const inUnits = (quantity: number | null) => (quantity === null ? null : quantity / 1000);
  const nameOf = (person: number | null) => (person === null ? null : (facts.counters[person] ?? null));
  return csvOf(words.files.gaps, making, COLUMNS, (valued) => {
    const { line, unitCost, change } = valued;
    const gap = change?.gapQuantity ?? 0;
    return [
      facts.depot,
      line.bin,
      line.item,
      line.label,
      line.supplier,
      line.lot,
      dateCell(line.expiry),
      line.serial,
      line.unit,
      line.theoretical / 1000,
      inUnits(line.expected),
      inUnits(line.first),
      inUnits(line.second),
      inUnits(line.arbitrated),
      inUnits(line.retained),
      gap / 1000,
      percentOf(gap, line.expected),
      unitCost / 10_000,
      money(change?.gap ?? 0),
      reasonOf(valued),
      line.note,
      nameOf(line.first_by),
      dateCell(isoLocal(line.first_at)),
      nameOf(line.second_by),
      dateCell(isoLocal(line.second_at)),
      nameOf(line.arbitrated_by),
      line.arbitration_reason,
    ];
  });
}

/** Of what was expected, with two decimals; nothing where nothing was. */
function percentOf(gap: number, expected: number | null): number | null {
  return expected ? Math.round((gap / expected) * 10_000) / 100 : null;
}

/** Why a line came to what it did: the reason of its gap, or what was decided of it. */
export function reasonsOf({ facts, words }: Making): (valued: ValuedLine) => string {
  const elsewhere = new Map(facts.record.elsewhere.map((found) => [found.position, found]));
  const placeOf = (held?: Facts['record']['elsewhere'][number]) => {
    if (!held) return words.elsewhereUnnamed;
    return held.transfer
      ? say(words.elsewhereTransit, facts.language, { depot: held.depot, transfer: held.transfer })
      : say(words.elsewhere, facts.language, { place: [held.depot, held.bin].filter(Boolean).join(' ') });
  };
  return ({ line }) => {
    const decided = hasFigure(line) ? '' : line.blank === 'zero' ? words.zeroed : words.kept;
    const held = line.elsewhere === null ? '' : placeOf(elsewhere.get(line.position));
    return [decided, held, line.gap_reason].filter(Boolean).join(' · ');
  };
}
