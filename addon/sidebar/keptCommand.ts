/**
 * The command of a form: its id is made when the form opens and kept with the draft, so that a retry is the same
 * command (invariant 9).
 */
import type { Answer } from '../server/calls.ts';
import { newId } from './call.ts';
import { words } from './words.ts';

/** What a draft keeps of it; addon/server/keptCommands.ts reads it. */
export interface KeptCommand {
  id: string;
  /** Changed since an answer was lost: what stands in the draft is not what may have been carried out. */
  changed?: true;
}

export interface FormCommand {
  kept(): KeptCommand;
  /**
   * Sends it under its id. Refused, nothing was stored: the mended form goes under the same id. `ID_REUSED` says that
   * an answer was lost and the form changed since: that is said, and the next press is another command.
   */
  send<T>(command: (id: string) => Promise<Answer<T>>): Promise<Answer<T>>;
}

/** `begun` is what was kept of it; `written` gives all that the command says. */
export function formCommand(begun: Partial<KeptCommand> | null, written: () => string): FormCommand {
  let id = begun?.id ?? newId();
  /** What was sent when the answer was lost; null where the service has answered. */
  let sent: string | null = begun?.changed ? '' : null;
  return {
    kept: () => ({ id, ...(sent !== null && sent !== written() && { changed: true }) }),
    async send(command) {
      const now = written();
      const answer = await command(id);
      if (answer.ok) return answer;
      // Of other refusals nobody knows whether they were of the id or of the caller.
      if (answer.status === 409) sent = null;
      else if (answer.status < 400 || answer.status >= 500) sent ??= now;
      if (answer.code !== 'ID_REUSED') return answer;
      id = newId();
      return { ...answer, message: words.drafts.arrived, errors: [] };
    },
  };
}
