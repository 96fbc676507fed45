/** A bin of the depot, chosen from a list. */
import { call } from '../call.ts';
import { el, type Field, field } from '../dom.ts';
import { words } from '../words.ts';

const says = words.flows.bins;

export interface Bins {
  code: string;
  name: string;
  quarantine: boolean;
}

/** The bins that may receive goods; the unnamed one has the code ''. Or the sentence why they cannot be read. */
export async function readBins(depot: string): Promise<Bins[] | string> {
  const read = await call('listBins', depot);
  if (!read.ok) return read.message;
  return read.rows
    .filter(({ active }) => active)
    .map(({ code, name, quarantine }) => ({ code, name, quarantine }));
}

/** Where more of an item would be put: a bin that holds it and is no quarantine; null where none does. */
export async function usualBin(depot: string, item: string, bins: readonly Bins[]): Promise<string | null> {
  if (bins.length < 2) return null;
  const read = await call('binsHolding', depot, item);
  if (!read.ok) return null;
  const fits = (code: string) => bins.some((bin) => bin.code === code && !bin.quarantine);
  return read.bins.find(fits) ?? null;
}

export interface BinOptions {
  label?: string;
  bins: readonly Bins[];
  value: string | null;
  /** What choosing none says; absent where one must be chosen. */
  noneText?: string;
  changed(bin: string | null): void;
}

/** A depot that has one bin is not asked: the field stays away. */
export function binField({ label, bins, value, noneText, changed }: BinOptions): Field<HTMLSelectElement> {
  const none = el('option', { value: '-' }, noneText ?? says.choose);
  const options = bins.map((bin, place) => el('option', { value: String(place) }, binText(bin)));
  const select = el('select', {}, none, ...options);
  const place = bins.findIndex(({ code }) => code === value);
  select.value = value === null || place < 0 ? '-' : String(place);
  const box = field(label ?? says.bin, select);
  select.addEventListener('change', () => {
    box.setError(null);
    changed(bins[Number(select.value)]?.code ?? null);
  });
  box.root.hidden = bins.length < 2;
  return box;
}

export function binText({ code, name, quarantine }: Bins): string {
  const text = [code || says.unnamed, name].filter(Boolean).join(' · ');
  return quarantine ? `${text} (${says.quarantine})` : text;
}
