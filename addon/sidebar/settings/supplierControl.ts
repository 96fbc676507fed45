/** The usual supplier of an item: searched by code or name, as on the movement form (G18). */
import { foldKey } from '../../../shared/domain/keys.ts';
import { call } from '../call.ts';
import { supplierField } from '../fields/partyField.ts';
import { words } from '../words.ts';
import type { Control } from './controls.ts';

const says = words.settings;

/** Its value is the supplier's code, or null. What is typed and not known the service refuses by name. */
export function supplierControl(): Control {
  let heard = () => {};
  const hint = says.hints.supplier;
  const box = supplierField({
    label: says.fields.supplier,
    hint,
    value: { code: '', name: '' },
    changed: () => {
      box.setError(null);
      heard();
    },
  });

  /** The form knows the code alone: the name is looked up, for whoever reads. */
  async function tellName(code: string): Promise<void> {
    const read = await call('searchSuppliers', code);
    if (!read.ok || box.input.value !== code) return;
    const found = read.rows.find((row) => foldKey(row.code) === foldKey(code));
    if (found) box.setHint(found.name);
  }

  return {
    name: 'supplier',
    root: box.root,
    setError: box.setError,
    read: () => box.input.value.trim() || null,
    set(value) {
      const code = typeof value === 'string' ? value : '';
      box.input.value = code;
      box.setHint(hint);
      if (code !== '') void tellName(code);
    },
    onChange: (changed) => {
      heard = changed;
    },
  };
}
