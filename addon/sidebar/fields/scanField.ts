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

  takesScans(input, take);
  // Some scanners end with Tab: the focus goes on, the scan is taken all the same.
  input.addEventListener('change', take);
  return box;
}

/** Enter takes what stands in the field; the separator that scanners send as Ctrl+] is kept. */
export function takesScans(input: HTMLInputElement, take: () => void): void {
  input.addEventListener('keydown', (event) => {
    if (event.ctrlKey && (event.key === ']' || event.code === 'BracketRight')) {
      event.preventDefault();
      input.setRangeText('\u001d', input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take();
    }
  });
}
