/** Labels of what a document brought in: one for each item and lot. */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { LabelsRequest } from '../../../shared/contract/labels.ts';
import { call } from '../call.ts';
import { whileWorking } from '../page.ts';
import { words } from '../words.ts';

/** Null, or the sentence why they could not be shown. */
export async function showLabels({ movements }: PostedDocument): Promise<string | null> {
  const goods = movements.filter(({ transit, quantity }) => !transit && quantity > 0);
  const seen = new Set<string>();
  const items = goods.flatMap(({ item, lot, serial, expiry }) => {
    const key = JSON.stringify([item, lot, serial]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ item, ...(lot && { lot }), ...(serial && { serial }), ...(expiry && { expiry }) }];
  });
  return printLabels({ items });
}

export async function printLabels(request: LabelsRequest): Promise<string | null> {
  const shown = await whileWorking(words.flows.labels.working, () => call('showLabels', request));
  return shown && !shown.ok ? shown.message : null;
}
