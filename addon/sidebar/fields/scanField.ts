/** A field that keeps the focus and takes one scan after another; Enter ends each (B6). */
import { el, type Field, field, textInput } from '../dom.ts';
import { words } from '../words.ts';
import { createScanner, type ScanTakers } from './scanner.ts';

export function scanField(takers: ScanTakers, label: string = words.scan.label): Field<HTMLInputElement> {
  const input = textInput('', { spellcheck: 'false', autocapitalize: 'off' });
  const scanner = createScanner(takers, () => {
    // A question that waits for an answer keeps the focus.
    if (!scanner.root.contains(document.activeElement)) input.focus();
  });
  const box = field(label, input, { hint: words.scan.hint, inside: el('div', {}, input, scanner.root) });

  function take(): void {
    const text = input.value;
    input.value = '';
    if (text.trim() !== '') scanner.takeAny(text);
  }

  input.addEventListener('keydown', (event) => {
    if (keepsSeparator(input, event) || event.key !== 'Enter') return;
    event.preventDefault();
    take();
  });
  // Some scanners end with Tab: the focus goes on, the scan is taken all the same.
  input.addEventListener('change', take);
  return box;
}

/** The separator that scanners send as Ctrl+] is kept: a browser would drop it. True where it was one. */
export function keepsSeparator(input: HTMLInputElement, event: KeyboardEvent): boolean {
  if (!event.ctrlKey || (event.key !== ']' && event.code !== 'BracketRight')) return false;
  event.preventDefault();
  input.setRangeText('\u001d', input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  return true;
}
