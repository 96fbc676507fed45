/** A list inside a form, line by line: barcodes with their packs, levels per depot, roles per depot. */
import { button, el, freshId, textInput } from '../dom.ts';
import { language, say, words } from '../words.ts';
import { type Choices, type Control, type Named, readNumber } from './controls.ts';

const says = words.settings.rows;

export interface RowColumn {
  name: string;
  label: string;
  kind: 'text' | 'number' | 'optionalNumber' | 'flag' | { choices: Choices };
}

type Cells = Record<string, unknown>;

export function rowsControl({ name, columns }: Named & { columns: readonly RowColumn[] }): Control {
  const list = el('div', {});
  const error = el('p', { class: 'error', role: 'alert', hidden: true });
  let changed = () => {};
  let lines: { root: HTMLElement; read(): Cells | undefined }[] = [];

  function add(cells: Cells): HTMLElement {
    const fields = columns.map((column) => cellOf(column, cells[column.name], () => changed()));
    const remove = button(
      says.remove,
      () => {
        lines = lines.filter((one) => one !== line);
        root.remove();
        changed();
      },
      'link',
    );
    const root = el('div', { class: 'card' }, ...fields.map((one) => one.root), remove);
    const line = {
      root,
      read() {
        const read = fields.map(({ name: key, read: value }) => [key, value()] as const);
        return read.some(([, value]) => value === undefined)
          ? undefined
          : (Object.fromEntries(read) as Cells);
      },
    };
    lines.push(line);
    list.append(root);
    return root;
  }

  const more = button(says.add, () => {
    add({}).querySelector<HTMLElement>('input, select')?.focus();
    changed();
  });
  return {
    name,
    root: el('fieldset', {}, el('legend', {}, words.settings.fields[name]), list, more, error),
    setError(text) {
      error.textContent = text ?? '';
      error.hidden = !text;
    },
    read() {
      const read = lines.map((line) => line.read());
      return read.includes(undefined) ? undefined : read;
    },
    set(value) {
      lines = [];
      list.replaceChildren();
      for (const cells of Array.isArray(value) ? value : []) add(cells as Cells);
    },
    onChange(tell) {
      changed = tell;
    },
  };
}

const MOST = 1e9;

function cellOf({ name, label, kind }: RowColumn, value: unknown, changed: () => void) {
  const id = freshId('cell');
  const error = el('p', { class: 'error', id: `${id}-error`, hidden: true });
  const tell = (input: HTMLElement, text: string | null) => {
    error.textContent = text ?? '';
    error.hidden = !text;
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  if (kind === 'flag') {
    const input = el('input', { type: 'checkbox', id });
    input.checked = value === true;
    input.addEventListener('change', changed);
    return {
      name,
      root: el('label', { class: 'choice', for: id }, input, el('span', {}, label)),
      read: (): unknown => input.checked,
    };
  }
  if (typeof kind === 'object') {
    const select = el(
      'select',
      { id },
      ...kind.choices.map(([code, text]) => el('option', { value: code }, text)),
    );
    if (value !== undefined) select.value = String(value);
    select.addEventListener('change', changed);
    return { name, root: labelled(label, id, select, error), read: (): unknown => select.value };
  }
  const written = typeof value === 'number' ? String(value) : String(value ?? '');
  const input = textInput(kind === 'text' || language === 'en' ? written : written.replace('.', ','), {
    id,
    'aria-describedby': error.id,
  });
  input.addEventListener('input', changed);
  return {
    name,
    root: labelled(label, id, input, error),
    read(): unknown {
      const typed = input.value.trim();
      if (kind === 'optionalNumber' && typed === '') {
        tell(input, null);
        return null;
      }
      const result = kind === 'text' ? typed || null : readNumber(typed, 3, MOST);
      const problem = typed === '' ? words.panel.required : say(words.settings.number, { value: typed });
      tell(input, result === null ? problem : null);
      return result ?? undefined;
    },
  };
}

function labelled(label: string, id: string, input: HTMLElement, error: HTMLElement): HTMLElement {
  return el('div', { class: 'field' }, el('label', { for: id }, label), input, error);
}
