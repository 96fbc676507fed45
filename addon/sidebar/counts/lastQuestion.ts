/** The last question before a count ends (E24): it waits for the person, so nothing turns beside it. */
import type { LastQuestion } from '../../server/calls/counts.ts';
import { call } from '../call.ts';
import { setStatus, whileWorking } from '../page.ts';
import { words } from '../words.ts';

/** True where the answer is yes; else `declined` is said, or the failure by `refuse`. */
export async function agreedTo(
  question: LastQuestion,
  declined: string,
  refuse: (sentence: string) => void,
): Promise<boolean> {
  const asked = await whileWorking(words.counts.asking, () => call('askLastQuestion', question), 'person');
  if (!asked) return false;
  if (!asked.ok) refuse(asked.message);
  else if (!asked.agreed) setStatus(declined);
  return asked.ok && asked.agreed;
}
