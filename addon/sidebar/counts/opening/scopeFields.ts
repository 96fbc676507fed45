/** Filters that narrow what is counted (Q2): bins, suppliers, references, groups, lots that expire, not counted for long. */
import type { CountPreview, CountScope } from '../../../../shared/contract/counts.ts';
import { call } from '../../call.ts';
import { field, textInput } from '../../dom.ts';
import { onlyActive } from '../../fields/active.ts';
import { checkList } from '../../fields/checkList.ts';
import { folded } from '../../fields/choices.ts';
import { combobox } from '../../fields/combobox.ts';
import { dateField } from '../../fields/dateField.ts';
import { itemSearch } from '../../fields/itemSearch.ts';
import { pickList } from '../../fields/pickList.ts';
import { say, words } from '../../words.ts';

const says = words.countOpen;

/** What of the filters is picked from lists; the others are typed. */
export interface ScopePicks {
  bins: string[];
  suppliers: string[];
  items: string[];
}

export function scopeFields(today: string, changed: () => void) {
  let expiring = '';
  const bins = checkList(says.bins, changed);
  const suppliers = pickList(
    (add) =>
      combobox({
        label: says.suppliers,
        hint: words.fields.searchHint,
        search: async (q) => onlyActive(await call('searchSuppliers', q)),
        shows: ({ code, name }) => ({ code, text: name }),
        choose: ({ code }) => add(code),
      }),
    changed,
  );
  const items = pickList((add) => itemSearch(({ code }) => add(code), { label: says.items, today }), changed);
  const groups = field(says.groups, textInput('', { onchange: changed }), { hint: says.groupsHint });
  const before = dateField({
    label: says.expiringBefore,
    value: '',
    today,
    kind: 'expiry',
    changed(date) {
      expiring = date;
      changed();
    },
  });
  const days = field(says.notCountedFor, textInput('', { inputmode: 'numeric', onchange: changed }));

  /** Undefined: everything. A number of days that is none stands corrected beside its field. */
  function scope(): CountScope | undefined {
    const list = (codes: string[]) => (codes.length > 0 ? codes : undefined);
    const typed = days.input.value.trim();
    const number = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
    days.setError(typed && !(number >= 1 && number <= 3660) ? says.daysUnclear : null);
    const filters: CountScope = {
      bins: list(bins.values()),
      suppliers: list(suppliers.codes()),
      items: list(items.codes()),
      groups: list(
        groups.input.value
          .split(',')
          .map((group) => group.trim())
          .filter(Boolean),
      ),
      expiringBefore: expiring || undefined,
      notCountedForDays: number || undefined,
    };
    const asked = Object.entries(filters).filter(([, value]) => value !== undefined);
    return asked.length > 0 ? (Object.fromEntries(asked) as CountScope) : undefined;
  }

  return {
    root: folded(says.filters, bins.root, suppliers.root, items.root, groups.root, before.root, days.root),
    scope,
    picks: (): ScopePicks => ({
      bins: bins.values(),
      suppliers: suppliers.codes(),
      items: items.codes(),
    }),
    pick(picks: ScopePicks): void {
      bins.tick(picks.bins);
      suppliers.add(picks.suppliers);
      items.add(picks.items);
    },
    /** The bins of the whole depot, before any filter. */
    offer(preview: CountPreview): void {
      const choices = preview.bins.filter(({ bin }) => bin !== '');
      bins.offer(choices.map(({ bin, lines }) => ({ value: bin, text: say(says.binLines, { bin, lines }) })));
    },
  };
}
