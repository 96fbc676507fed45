import { html } from 'hono/html';
import { formatNumber } from '../../../shared/domain/quantities.ts';
import { say } from '../../../shared/text/say.ts';
import { PARTS } from '../countedBy.ts';
import type { Making } from './file.ts';
import { type Html, list, section, table } from './recordPieces.ts';

export function teams({ facts, words }: Making): Html {
  const { record } = words;
  return section(
    record.teams,
    facts.record.teams.length > 0 &&
      table(
        [record.team, record.members, record.bins],
        facts.record.teams.map(({ name, members, bins }) => [name, members.join(', '), bins.join(', ')]),
      ),
  );
}

export function counters({ facts, words, local, countedBy }: Making): Html {
  const { record } = words;
  const rows = PARTS.flatMap((part) =>
    countedBy
      .of(part)
      .map(({ person, lines, from, to }) => [
        words.columns[part],
        facts.counters[person] ?? '',
        formatNumber(lines, facts.language),
        local(from) ?? '',
        local(to) ?? '',
      ]),
  );
  return section(
    record.counters,
    rows.length > 0 && table([record.part, record.person, record.lines, record.from, record.to], rows, [2]),
  );
}

/**
 * Whoever decided in a count, and took another part in it as well: said by name, for a reader who looks for the second
 * person. Two rounds alone are no such thing: of no line they are by one.
 */
export function severalParts({ facts, words, countedBy }: Making): Html {
  const { record } = words;
  const parts = new Map<number, { name: string; took: string[]; decided: boolean }>();
  const note = (person: number | null | undefined, name: string | null, part: string, decides: boolean) => {
    if (typeof person !== 'number' || name === null) return;
    const known = parts.get(person) ?? { name, took: [], decided: false };
    parts.set(person, { name, took: [...known.took, part], decided: known.decided || decides });
  };
  for (const part of PARTS)
    for (const { person } of countedBy.of(part))
      note(person, facts.counters[person] ?? null, words.columns[part], part === 'arbitrated');
  for (const { person, by } of facts.record.approvals) note(person, by, record.approval, true);
  note(facts.confirmer, facts.confirmedBy, record.confirmation, true);
  const told = [...parts.values()].filter(({ took, decided }) => decided && took.length > 1);
  return section(
    record.severalParts,
    told.length > 0 &&
      list(
        told.map(({ name, took }) => say(record.tookParts, facts.language, { name, parts: took.join(', ') })),
      ),
  );
}

/** Each signs for the part that was his, whatever came of his figures. */
export function signatures({ words, facts, countedBy }: Making): Html {
  const { record } = words;
  const who: [string, string][] = [
    [record.manager, facts.count.responsible ?? facts.confirmedBy ?? ''],
    ...PARTS.flatMap((part) =>
      countedBy
        .of(part)
        .map(({ person }): [string, string] => [record.signsFor[part], facts.counters[person] ?? '']),
    ),
    [record.accountant, ''],
  ];
  return section(
    record.signatures,
    html`<div class="signatures">${who.map(
      ([role, name]) =>
        html`<p><strong>${role}</strong><span>${name}</span><small>${record.signed}</small></p>`,
    )}</div>`,
  );
}
