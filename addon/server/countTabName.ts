/** What a tab of a count is called: which team counts there, which count it is, which part of a very long one. */
import type { Count } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { CountPart } from '../countParts.ts';
import type { CountTab } from './calls/countSheet.ts';
import { wordsOf } from './language.ts';

export function tabName(
  { count, parts }: { count: Count; parts: readonly CountPart[] },
  tab: CountTab,
  language: Language,
): string {
  const says = wordsOf(language).sheet;
  const team = count.teams.find((one) => one.team === tab.team);
  const part = parts[tab.part - 1];
  const names = [
    count.name,
    tab.round === 2 && says.secondTab,
    tab.round === 1 && count.teams.length > 0 && (team?.name ?? says.noTeamTab),
    part && parts.length > 1 && binsText(part, language),
  ];
  return names.filter(Boolean).join(' · ');
}

function binsText({ first, last }: CountPart, language: Language): string {
  return first === last ? first : say(wordsOf(language).sheet.partTab, language, { first, last });
}
