/**
 * Keeps all that stands in a form's fields, and fills it in again: for forms that hold no draft of their own. The
 * command's id is kept with them, so that a retry is the same command (invariant 9).
 */
import type { Answer } from '../server/calls.ts';
import { newId } from './call.ts';
import { button, el, notice } from './dom.ts';
import { keepDraft, namedDraft } from './keeping.ts';
import { type DraftPlace, whileWorking } from './page.ts';
import { words } from './words.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Draft {
  /** Of the form's command. */
  id: string;
  fields: Record<string, string>;
  more: unknown;
}

export interface KeptFields {
  /** A draft was kept of this form. */
  found: boolean;
  /** What the form needs beside its fields: what `more` gave when they were kept. */
  more: unknown;
  /** After the form is on the screen: fills in what was kept, and keeps from now on. */
  start(more?: () => unknown): void;
  changed(): void;
  /**
   * Sends the form's command under its id, made when the form opened. Carried out, nothing is kept any more; refused,
   * nothing was stored, and the mended form goes under the same id. `ID_REUSED` says that an answer was lost and the
   * form changed since: the next press is another command.
   */
  send<T>(command: (id: string) => Promise<Answer<T>>): Promise<Answer<T>>;
}

/**
 * `root` holds the fields; `name` tells this form from the others of its panel; `again` opens it anew, empty.
 * A field is known by its `data-kept` or its label, and by its place among those of the same.
 */
export function keptFields(
  place: DraftPlace,
  name: string,
  root: HTMLElement,
  again: () => void,
): KeptFields {
  const mine = namedDraft(place, name);
  const draft = read(mine.draft);
  let id = draft?.id ?? newId();
  let keeping: ReturnType<typeof keepDraft> | null = null;

  function start(more: () => unknown = () => null): void {
    const untouched = JSON.stringify(fieldsOf(root));
    if (draft) fill(root, draft.fields);
    const note = el('p', { class: 'quiet' });
    keeping = keepDraft(
      mine,
      () => {
        const fields = fieldsOf(root);
        const kept: Draft = { id, fields, more: more() };
        return JSON.stringify(fields) === untouched && !draft ? null : JSON.stringify(kept);
      },
      (text) => {
        note.textContent = text;
      },
    );
    const away = button(words.drafts.throwAway, () => void throwAway());
    const first = root.querySelector(':scope > summary');
    const found = notice('info', words.drafts.found, el('div', { class: 'actions' }, away));
    if (draft && first) first.after(found);
    else if (draft) root.prepend(found);
    root.append(note);
    root.addEventListener('input', () => keeping?.later());
    root.addEventListener('change', () => keeping?.later());
  }

  async function throwAway(): Promise<void> {
    await whileWorking(words.panel.working, async () => keeping?.throwAway());
    again();
  }

  return {
    found: draft !== null,
    more: draft?.more ?? null,
    start,
    changed: () => keeping?.later(),
    async send(command) {
      const answer = await command(id);
      if (answer.ok) {
        await keeping?.throwAway();
        return answer;
      }
      if (answer.code === 'ID_REUSED') id = newId();
      keeping?.later();
      return answer.code === 'ID_REUSED' ? { ...answer, message: words.drafts.arrived, errors: [] } : answer;
    },
  };
}

function read(text: string | null): Draft | null {
  try {
    return JSON.parse(text ?? '') as Draft;
  } catch {
    return null;
  }
}

function controlsOf(root: HTMLElement): Map<string, Control> {
  const found = new Map<string, Control>();
  for (const control of root.querySelectorAll<Control>('input, select, textarea')) {
    // Not by `labels`: it is empty once the screen is left, and then it is kept.
    const label = control.dataset.kept ?? root.querySelector(`label[for="${control.id}"]`)?.textContent ?? '';
    let place = 1;
    while (found.has(`${label} ${place}`)) place += 1;
    found.set(`${label} ${place}`, control);
  }
  return found;
}

function isTicked(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
}

function fieldsOf(root: HTMLElement): Record<string, string> {
  const fields = [...controlsOf(root)].map(([key, control]) => [
    key,
    isTicked(control) ? String(control.checked) : control.value,
  ]);
  return Object.fromEntries(fields);
}

/** As if it had been typed: the form follows. */
function fill(root: HTMLElement, fields: Record<string, string>): void {
  for (const [key, control] of controlsOf(root)) {
    const value = fields[key];
    if (value === undefined || value === (isTicked(control) ? String(control.checked) : control.value))
      continue;
    if (isTicked(control)) control.checked = value === 'true';
    else control.value = value;
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
