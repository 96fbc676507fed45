/** What a bin holds [Disponibilités par emplacements]. */
import { call } from '../call.ts';
import { el } from '../dom.ts';
import { words } from '../words.ts';
import { depotFilter, type Filter } from './filters.ts';
import { lineRow } from './item.ts';
import type { Reader } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock;

export function showBins(reader: Reader): void {
  const depot = depotFilter(reader, reader.depot || reader.places[0]?.code);
  showReport(reader, {
    name: 'lines',
    title: says.pages.bins.title,
    filters: [depot, binFilter(depot)],
    row: (line) => lineRow(reader, line, true),
    none: says.none,
  });
}

/** The bins of the depot that is chosen. */
function binFilter(depot: Filter): Filter {
  const select = el('select', { id: 'bin-filter' });
  const fill = async () => {
    const { depot: code } = depot.query();
    select.replaceChildren(el('option', { value: '' }, says.everything));
    if (code === undefined) return;
    const read = await call('listBins', code);
    if (!read.ok || depot.query().depot !== code) return;
    const named = read.rows.filter((bin) => bin.code !== '' && bin.active);
    const text = (bin: { code: string; name: string }) => [bin.code, bin.name].filter(Boolean).join(' · ');
    select.append(...named.map((bin) => el('option', { value: bin.code }, text(bin))));
  };
  depot.onChange(() => void fill());
  void fill();
  return {
    root: el(
      'div',
      { class: 'field' },
      el('label', { for: 'bin-filter' }, words.reports.columns.bin),
      select,
    ),
    query: () => (select.value === '' ? ({} as Record<string, string>) : { bin: select.value }),
    about: () => select.value,
    onChange: (changed) => select.addEventListener('change', changed),
  };
}
