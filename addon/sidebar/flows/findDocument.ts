/** A document by its number, typed or scanned from its voucher. */
import type { DocumentHead } from '../../../shared/contract/documents.ts';
import { readScan } from '../../../shared/domain/scanning.ts';
import { call } from '../call.ts';
import { button, type Field, field, textInput } from '../dom.ts';
import { whileWorking } from '../page.ts';
import { say, words } from '../words.ts';

const says = words.flows.find;

/** `found` gets the document of that number, if the person may see it and `why` has nothing against it. */
export function documentField(
  label: string,
  today: string,
  why: (head: DocumentHead) => string | null,
  found: (head: DocumentHead) => Promise<string | null> | string | null,
): Field<HTMLInputElement> {
  const input = textInput('', { maxlength: 100, spellcheck: 'false' });
  const box = field(label, input, { hint: says.hint });
  input.addEventListener('input', () => box.setError(null));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void look();
  });

  async function look(): Promise<void> {
    const written = input.value.trim();
    // A scanner set to another keyboard is read all the same.
    const scan = readScan(written, today);
    const number = scan.kind === 'voucher' ? scan.code : written;
    if (!number) return box.setError(words.panel.required);
    const read = await whileWorking(says.looking, () => call('listDocuments', { number }, null));
    if (!read) return;
    if (!read.ok) return box.setError(read.message);
    const [head] = read.documents;
    if (!head) return box.setError(say(says.none, { number }));
    box.setError(why(head) ?? (await found(head)));
  }

  box.root.append(button(says.find, () => void look()));
  return box;
}
