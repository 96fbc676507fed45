import { say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits.proposals;

/**
 * What the description says until somebody writes another. Never a patient's name or reference: a
 * document cannot be changed, and a patient must be erasable (Q7).
 */
export function proposedDescription({ type, party, partyName, invoice, reason }: ExitDraft): string {
  const name = partyName || party;
  if (type === 'exit-patient') return invoice ? say(says.invoice, { invoice }) : says['exit-patient'];
  if (type === 'exit-service') return name ? say(says['exit-service'], { party: name }) : says.serviceUnknown;
  if (type === 'transfer') return name ? say(says.transfer, { party: name }) : says.transferUnknown;
  return reason.trim() ? say(says.loss, { reason: reason.trim() }) : says.lossUnknown;
}
