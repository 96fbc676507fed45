/** A form over one row: what was typed survives a refusal, a reload, and somebody else's change. */
import type { Answer } from '../../server/calls.ts';
import { throwingAway } from '../documents/throwingAway.ts';
import { button, el, notice } from '../dom.ts';
import { keepDraft } from '../keeping.ts';
import { formCommand, type KeptCommand } from '../keptCommand.ts';
import { type DraftPlace, showScreen, whileWorking } from '../page.ts';
import { showFirstWrong, showRefusal } from '../refused.ts';
import { say, words } from '../words.ts';
import { type Control, shownValue } from './controls.ts';

const says = words.settings;

export type Values = Record<string, unknown> & { version: number };

export interface Form {
  title: string;
  place: DraftPlace;
  /** Names the draft: the same form takes it up again. */
  draftOf: string;
  controls: readonly Control[];
  /** Headings before the control of that name. */
  sections?: Readonly<Record<string, string>>;
  /** As the service gave it; version 0 is a new one. */
  row: Values;
  /** Names of fields that may no longer change. */
  fixed: readonly string[];
  mayPut: boolean;
  /** What this person may not do here, and whom to ask. */
  closed: string | null;
  /** Values that the form shows by others than their own control, and back again. */
  toControls?(row: Values): Values;
  fromControls?(values: Values): Values;
  back(): void;
  backText: string;
  put(key: string, values: Values): Promise<Answer<{ row: Values }>>;
  /** The row as it stands at the service now. */
  readAgain(typed: Record<string, unknown>): Promise<Answer<{ row: Values }>>;
  saved(row: Values): void;
}

interface Draft extends KeptCommand {
  version: number;
  values: Record<string, unknown>;
}

export function showForm(form: Form): void {
  const { controls, fixed, mayPut } = form;
  const asShown = form.toControls ?? ((row: Values) => row);
  const asSent = form.fromControls ?? ((values: Values) => values);
  let { version } = form.row;
  const told = el('div', {});
  const kept = el('p', { class: 'quiet' });
  const draft = readDraft(form.place.drafts.get(form.draftOf));
  const values = () => Object.fromEntries(controls.map((one) => [one.name, one.read()]));
  const command = formCommand(draft, () => JSON.stringify([version, typedSoFar()]));
  /** Fields that somebody was in and left: only of these is it said what is missing. */
  const left = new Set<Control>();
  const typedSoFar = () => {
    const typed = values();
    for (const control of controls) if (!left.has(control)) control.setError(null);
    return typed;
  };

  fill(asShown(form.row));
  // What nobody touched is no draft: looking at a row and leaving it keeps nothing.
  const untouched = JSON.stringify(typedSoFar());
  if (draft) {
    fill({ ...form.row, ...draft.values } as Values);
    version = draft.version;
  }
  const fields = el('fieldset', { disabled: !mayPut }, ...sectioned(controls, form.sections ?? {}));
  for (const control of controls) {
    if (fixed.includes(control.name)) for (const input of inputsOf(control)) input.disabled = true;
  }

  function fill(shown: Values): void {
    for (const control of controls) control.set(shown[control.name]);
  }

  async function save(): Promise<void> {
    told.replaceChildren();
    for (const control of controls) left.add(control);
    const typed = values();
    if (Object.values(typed).includes(undefined)) {
      showFirstWrong();
      return;
    }
    const sent = asSent({ ...form.row, ...typed, version });
    const put = await whileWorking(says.saving, async () => {
      const answer = await command.send((id) => form.put(id, sent));
      if (answer.ok) await keeping.carriedOut();
      else if (answer.code === 'ID_REUSED') keeping.later();
      return answer;
    });
    if (!put) return;
    if (put.ok) return form.saved(put.row);
    if (put.code === 'CHANGED') return changedElsewhere();
    const places = {
      line: () => false,
      head: (error: { code: string; field?: unknown; what?: unknown; detail: string }) =>
        error.code === 'REQUEST_INVALID'
          ? besideNamed(String(error.field).split('.')[0] ?? '', error.what)
          : beside(error.code === 'SUPPLIER_UNKNOWN' ? says.fields.supplier : error.what, error.detail),
    };
    showRefusal(put, places as Parameters<typeof showRefusal>[1], told);
  }

  /** A refusal that names one of the fields stands beside it. */
  function beside(what: unknown, detail: string): boolean {
    const control = controls.find(({ name }) => says.fields[name] === what);
    control?.setError(detail);
    return control !== undefined;
  }

  /** «email : adresse e-mail invalide», without the name that the service has for the field. */
  function besideNamed(name: string, what: unknown): boolean {
    const control = controls.find((one) => one.name === name);
    control?.setError(String(what).replace(/^[\w.]+\s?: /, ''));
    return control !== undefined;
  }

  /** Somebody else was faster: both versions are shown, and the person chooses. */
  async function changedElsewhere(): Promise<void> {
    const read = await whileWorking(words.panel.loading, () => form.readAgain(values()));
    if (!read) return;
    if (!read.ok) return told.replaceChildren(notice('danger', read.message));
    const theirs = asShown(read.row);
    const mine = values();
    const differing = controls.filter(
      ({ name }) => JSON.stringify(theirs[name] ?? null) !== JSON.stringify(mine[name] ?? null),
    );
    const lines = differing.map(({ name }) =>
      say(says.changed.line, {
        field: says.fields[name],
        theirs: shownValue(theirs[name]),
        mine: shownValue(mine[name]),
      }),
    );
    const keep = () => {
      version = read.row.version;
      told.replaceChildren(notice('info', says.changed.kept));
      keeping.later();
    };
    const take = () => {
      version = read.row.version;
      fill(theirs);
      told.replaceChildren();
      keeping.later();
    };
    told.replaceChildren(
      notice(
        'warning',
        // A new one that turns out to be known was changed by nobody.
        version === 0 ? says.changed.known : says.changed.title,
        lines.length === 0 ? says.changed.nothing : el('ul', {}, ...lines.map((line) => el('li', {}, line))),
        el('div', { class: 'actions' }, button(says.changed.keep, keep), button(says.changed.take, take)),
      ),
    );
    told.scrollIntoView({ block: 'nearest' });
  }

  const away = throwingAway(
    words.panel.cancel,
    () => JSON.stringify(typedSoFar()) !== untouched,
    () => void cancel(),
  );
  showScreen(
    form.title,
    el(
      'p',
      {},
      button(form.backText, () => void leave(), 'link'),
    ),
    draft && notice('info', says.restored),
    form.closed && notice('info', form.closed),
    fields,
    told,
    mayPut &&
      el(
        'div',
        { class: 'actions' },
        button(says.save, () => void save(), 'primary'),
        away.button,
      ),
    away.question,
    kept,
  );
  const keeping = keepDraft(
    form.place,
    form.draftOf,
    () => {
      const typed = typedSoFar();
      if (!draft && JSON.stringify(typed) === untouched) return null;
      return JSON.stringify({ ...command.kept(), version, values: typed } satisfies Draft);
    },
    (text) => {
      kept.textContent = text;
    },
  );
  for (const control of controls) {
    control.onChange(() => keeping.later());
    control.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && control.root.contains(relatedTarget)) return;
      left.add(control);
      control.read();
    });
  }

  async function leave(): Promise<void> {
    await keeping.now();
    form.back();
  }

  async function cancel(): Promise<void> {
    const problem = await keeping.throwAway();
    if (problem) told.replaceChildren(notice('danger', problem));
    else form.back();
  }
}

function readDraft(text: string | undefined): Draft | null {
  try {
    return JSON.parse(text ?? '') as Draft;
  } catch {
    return null;
  }
}

function sectioned(controls: readonly Control[], sections: Readonly<Record<string, string>>): Node[] {
  return controls.flatMap(({ name, root }) => {
    const heading = sections[name];
    return heading ? [el('h2', {}, heading), root] : [root];
  });
}

function inputsOf({ root }: Control): Iterable<HTMLInputElement | HTMLSelectElement> {
  return root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select, textarea');
}
