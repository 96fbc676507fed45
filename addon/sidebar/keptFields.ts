/** Keeps all that stands in a form's fields, and fills it in again: for forms that hold no draft of their own. */
import { throwingAway } from './documents/throwingAway.ts';
import { el, notice } from './dom.ts';
import { keepDraft } from './keeping.ts';
import { type FormCommand, formCommand, type KeptCommand } from './keptCommand.ts';
import { type DraftPlace, setStatus, whileWorking } from './page.ts';
import { words } from './words.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Draft extends KeptCommand {
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
  /** Sends the form's command. Carried out, nothing is kept any more. */
  send: FormCommand['send'];
}

/**
 * `root` holds the fields; `name` tells this form from the others of its panel; `again` opens it anew, empty.
 * A field is known by its `data-kept` or its label, and by its place among those of the same; what stands under
 * `data-unkept` the form keeps itself, by `more`.
 */
export function keptFields(
  place: DraftPlace,
  name: string,
  root: HTMLElement,
  again: () => void,
): KeptFields {
  const draft = read(place.drafts.get(name));
  let further: () => unknown = () => null;
  const content = () => ({ fields: fieldsOf(root), more: further() });
  const command = formCommand(draft, () => JSON.stringify(content()));
  let keeping: ReturnType<typeof keepDraft> | null = null;

  function start(more: () => unknown = () => null): void {
    further = more;
    const untouched = JSON.stringify(content());
    if (draft) fill(root, draft.fields);
    const note = el('p', { class: 'quiet' });
    keeping = keepDraft(
      place,
      name,
      () => {
        const now = content();
        if (!draft && JSON.stringify(now) === untouched) return null;
        return JSON.stringify({ ...command.kept(), ...now } satisfies Draft);
      },
      (text) => {
        note.textContent = text;
      },
    );
    const away = throwingAway(
      words.drafts.throwAway,
      () => true,
      () => void throwAway(),
    );
    const first = root.querySelector(':scope > summary');
    const found = notice(
      'info',
      words.drafts.found,
      el('div', { class: 'actions' }, away.button),
      away.question,
    );
    if (draft && first) first.after(found);
    else if (draft) root.prepend(found);
    root.append(note);
    root.addEventListener('input', () => keeping?.later());
    root.addEventListener('change', () => keeping?.later());
  }

  async function throwAway(): Promise<void> {
    const problem = await whileWorking(words.panel.working, async () => keeping?.throwAway());
    if (problem) setStatus(problem);
    else again();
  }

  return {
    found: draft !== null,
    more: draft?.more ?? null,
    start,
    changed: () => keeping?.later(),
    async send(work) {
      const answer = await command.send(work);
      if (answer.ok) await keeping?.carriedOut();
      else if (answer.code === 'ID_REUSED') keeping?.later();
      return answer;
    },
  };
}

function read(text: string | undefined): Draft | null {
  try {
    return JSON.parse(text ?? '') as Draft;
  } catch {
    return null;
  }
}

function controlsOf(root: HTMLElement): Map<string, Control> {
  const found = new Map<string, Control>();
  for (const control of root.querySelectorAll<Control>('input, select, textarea')) {
    if (control.closest('[data-unkept]')) continue;
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

/** As if it had been typed: the form follows, and nothing of it stays folded away. */
function fill(root: HTMLElement, fields: Record<string, string>): void {
  for (const [key, control] of controlsOf(root)) {
    const value = fields[key];
    if (value === undefined || value === (isTicked(control) ? String(control.checked) : control.value))
      continue;
    if (isTicked(control)) control.checked = value === 'true';
    else control.value = value;
    const fold = control.closest('details');
    if (fold) fold.open = true;
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  }
}
