/** What was deactivated is no longer offered; it stays readable where it stands. */
export function onlyActive<T extends { active: boolean }, R extends { ok: true; rows: T[] } | { ok: false }>(
  answer: R,
): R {
  return answer.ok ? { ...answer, rows: answer.rows.filter(({ active }) => active) } : answer;
}
