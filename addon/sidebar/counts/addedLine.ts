/** What came of «Ajouter réf.»: whether the line is new, and which sheet shows it. Pure. */
import type { AddedCountLine } from '../../../shared/contract/counts.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import { say } from '../../../shared/text/say.ts';
import type { LinePlace } from '../../server/calls/countSheet.ts';

export interface AddedAnswer {
  added: AddedCountLine;
  place: LinePlace | null;
  problem: string;
}

/**
 * `quantity` is what was typed with it, as it was typed: a line that was there keeps its own. `round` is that of the
 * sheet it was asked from.
 */
export function addedText(
  { added, place, problem }: AddedAnswer,
  { quantity, round }: { quantity: string; round: 1 | 2 },
  language: Language,
  words: Same<typeof fr>,
): string {
  const says = words.countForms;
  const { line, existed, expired, outside } = added;
  const stands = [line.bin, line.lot, line.serial].filter(Boolean).join(' · ') || words.counts.noBin;
  const figures = { item: line.item, place: stands, quantity: existed ? quantity : '' };
  const what = say(existed ? says.existed : says.added, language, figures);
  const where = place ? whereText(place, round, language, words) : say(says.notShown, language, { problem });
  const beyond = outside.map((one) => says.outsideOf[one]).join(', ');
  const besides = [
    outside.length > 0 && !existed && say(says.outside, language, { what: beyond }),
    expired && says.lotExpired,
  ];
  return [what, where, ...besides.filter(Boolean)].join(' ');
}

function whereText(place: LinePlace, asked: 1 | 2, language: Language, words: Same<typeof fr>): string {
  const says = words.countForms;
  const { own, round, teams, team, sheet, row } = place;
  if (own) return say(row > 0 ? says.onThisSheet : says.rowGone, language, { row });
  const byTeam = team ? say(says.sheetOfTeam, language, { team }) : says.sheetOfNoTeam;
  const whose = teams ? byTeam : asked !== round ? says.sheetOfFirst : '';
  return say(row > 0 ? says.onOtherSheet : says.onOtherSheetLater, language, { sheet, row, whose });
}
