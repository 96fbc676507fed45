/** Goods that come back from a patient or a service: found by the exit's voucher (B9). */
import type { DocumentHead, DocumentRest } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { button, el } from '../dom.ts';
import { type Panel, showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { documentField } from './findDocument.ts';
import type { RestType } from './restDraft.ts';

const says = words.flows.returns;

export interface ReturnActions {
  take(type: RestType, rest: DocumentRest): void;
  /** The journal, for who has no voucher at hand. */
  journal(): void;
  back(): void;
}

/** What comes back from that kind of exit; null where nothing can. */
export function returnTypeOf({ type }: Pick<DocumentHead, 'type'>): RestType | null {
  if (type === 'exit-patient') return 'return-patient';
  return type === 'exit-service' ? 'return-service' : null;
}

export function showReturns(panel: Panel, actions: ReturnActions): void {
  const scan = documentField(
    says.byNumber,
    panel.me.today,
    (head) => whyNot(panel, head),
    (head) => takeBack(head, actions.take),
  );
  showScreen(
    says.title,
    el('p', {}, says.intro),
    scan.root,
    el(
      'div',
      { class: 'actions' },
      button(says.fromJournal, actions.journal),
      button(words.panel.back, actions.back),
    ),
  );
  scan.input.focus();
}

/** Why goods of that document cannot come back here; null where they can. */
export function whyNot({ depot }: Panel, head: DocumentHead): string | null {
  const type = returnTypeOf(head);
  if (!type) return say(says.noExit, { number: head.number });
  if (head.depot !== depot.code) return say(says.otherDepot, { number: head.number, depot: head.depotName });
  if (head.reversedBy) return say(says.reversed, { number: head.number, by: head.reversedBy });
  return depot.types.includes(type) ? null : words.flows.notAllowed;
}

/** Null, or the sentence why nothing can be taken back. */
export async function takeBack(
  head: DocumentHead,
  take: (type: RestType, rest: DocumentRest) => void,
): Promise<string | null> {
  const type = returnTypeOf(head);
  const read = await whileWorking(words.panel.loading, () => call('readRest', head.id));
  if (!read || !type) return null;
  if (!read.ok) return read.message;
  if (!read.rest.lines.some(({ rest }) => rest > 0)) return say(says.allBack, { number: head.number });
  take(type, read.rest);
  return null;
}
