/** What a tab of a count is called: which team counts there, which count it is, which part of a very long one. */
import type { Count } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { CountPart } from '../countParts.ts';
import type { CountTab } from './calls/countSheet.ts';
import { wordsOf } from './language.ts';

/** A sheet's name has at most a hundred letters; some are left for «(2)». */
const MOST = 90;

export function tabName(
  { count, parts }: { count: Count; parts: readonly CountPart[] },
  tab: CountTab,
  language: Language,
): string {
  const says = wordsOf(language).sheet;
  const team = count.teams.find((one) => one.team === tab.team);
  const part = parts[tab.part - 1];
  const more = [
    tab.round === 2 && says.secondTab,
    tab.round === 1 && count.teams.length > 0 && (team?.name ?? says.noTeamTab),
    part && parts.length > 1 && binsText(part, language),
  ];
  const told = more.map((text) => text && ` · ${text}`.slice(0, MOST / 2)).filter(Boolean);
  const room = MOST - told.join('').length;
  // What tells one sheet of the count from another stands last, and is not what is cut.
  const name = count.name.length > room ? `${count.name.slice(0, room - 1).trimEnd()}…` : count.name;
  return `${name}${told.join('')}`;
}

function binsText({ first, last }: CountPart, language: Language): string {
  return first === last ? first : say(wordsOf(language).sheet.partTab, language, { first, last });
}
