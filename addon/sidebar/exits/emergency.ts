/** The supervised exit from what a count froze, with its reason, for those who may (Q12). */
import { el, field, freshId, textInput } from '../dom.ts';
import type { Panel } from '../page.ts';
import { words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

export interface EmergencyField {
  root: HTMLElement;
  /** Shown once something frozen is wanted: otherwise nobody needs it. */
  show(): void;
  /** False where it is ticked and gives no reason. */
  check(): boolean;
}

/** `changed` when it is ticked or not: other stock lines may be taken. Null for whoever may not. */
export function emergencyField(
  { me, depot }: Panel,
  draft: ExitDraft,
  changed: () => void,
  typed: () => void,
): EmergencyField | null {
  const may = depot.emergencyExit || depot.role === 'manager';
  // A loss can wait for the end of the count.
  if (!may || draft.type === 'loss') return null;
  const box = el('input', { type: 'checkbox', id: freshId('emergency') });
  const reason = field(says.emergencyReason, textInput(draft.emergency.trim(), { maxlength: 200 }));
  const label = el('label', { class: 'choice', for: box.id }, box, el('span', {}, says.emergency));
  const root = el(
    'div',
    { class: 'notice warning', hidden: draft.emergency === '' },
    label,
    el('p', {}, says.emergencyWhat),
    reason.root,
  );
  box.checked = draft.emergency !== '';
  reason.root.hidden = !box.checked;
  box.addEventListener('change', () => {
    reason.root.hidden = !box.checked;
    // A blank says that it is one whose reason is still to be typed.
    draft.emergency = box.checked ? reason.input.value || ' ' : '';
    if (box.checked) {
      draft.date = me.today;
      reason.input.focus();
    }
    changed();
  });
  reason.input.addEventListener('input', () => {
    draft.emergency = reason.input.value || ' ';
    reason.setError(null);
    typed();
  });
  return {
    root,
    show: () => {
      root.hidden = false;
    },
    check() {
      const good = draft.emergency === '' || draft.emergency.trim() !== '';
      reason.setError(good ? null : words.panel.required);
      return good;
    },
  };
}
