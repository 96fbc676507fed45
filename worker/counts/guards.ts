import type { CountState } from '../../shared/contract/counts.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';

/** A command on a count: its Idempotency-Key, and the count's id. */
export interface CountCommand {
  id: string;
  count: string;
}

/** The count in hand, by the id of the request (`?1` of every statement on a count). */
export const THIS_COUNT = '(SELECT sequence FROM counts WHERE id = ?1)';

/** Who may act on counts of which depots, as JSON lists of depot ids: bound as one parameter. */
export function rightsOn(caller: Caller): string {
  const ids = (keep: (role: string | null) => boolean) =>
    caller.depots.filter(({ role }) => keep(role)).map(({ id }) => id);
  return JSON.stringify({
    person: caller.person,
    sees: ids(() => true),
    works: ids((role) => role !== null),
    manages: ids((role) => role === 'manager'),
    // The accountant approves; the administrator gives up a count that nobody leads any more (Q5).
    approves: ids((role) => role === 'manager' || caller.accountant),
    cancels: ids((role) => role === 'manager' || caller.admin),
  });
}

interface Demand {
  right: 'works' | 'manages' | 'approves' | 'cancels';
  /** The state the count must be in, and what is said where it is not. */
  state?: CountState[];
  otherwise?: ErrorCode;
  /** Further rules over `c` (the count) and `r` (the rights): first one that refuses speaks. */
  rules?: { code: ErrorCode; refuses: string; figures?: string }[];
}

/**
 * The guard of a command on a count: `?1` is the count's id, `?2` the caller's rights. A count of a
 * depot that one may not see does not exist.
 */
export function demandOfCount({ right, state, otherwise, rules = [] }: Demand): string {
  const within = (list: string) => `c.depot IN (SELECT value FROM json_each(?2, '$.${list}'))`;
  const cases = [
    `WHEN c.sequence IS NULL OR NOT ${within('sees')} THEN json_object('line', 0, 'code', 'NOT_FOUND')`,
    `WHEN NOT ${within(right)} THEN json_object('line', 0, 'code', 'FORBIDDEN')`,
    ...(state
      ? [
          `WHEN c.state NOT IN (${state.map((one) => `'${one}'`).join(', ')})
           THEN json_object('line', 0, 'code', '${otherwise ?? 'COUNT_NOT_OPEN'}', 'count', c.name)`,
        ]
      : []),
    ...rules.map(
      ({ code, refuses, figures }) =>
        `WHEN ${refuses} THEN json_object('line', 0, 'code', '${code}', 'count', c.name${figures ? `, ${figures}` : ''})`,
    ),
  ];
  return refuseBadLines(
    'WITH one AS (SELECT 1)',
    `SELECT CASE ${cases.join('\n')} END AS bad FROM one LEFT JOIN counts c ON c.id = ?1`,
  );
}

/** Each command on a count raises its version by one, so that a confirmation knows what it has read. */
export function raiseVersion(changes = ''): string {
  return `UPDATE counts SET version = version + 1${changes ? `, ${changes}` : ''} WHERE id = ?1`;
}

/** A finished count keeps its progress, so that a list of counts need not count their lines again. */
export const KEEP_PROGRESS = `final_lines = (SELECT count(*) FROM count_lines WHERE count = counts.sequence),
  final_counted = (SELECT count(coalesce(arbitrated, second, first)) FROM count_lines WHERE count = counts.sequence)`;
