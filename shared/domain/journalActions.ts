/** Every kind of command that the journal keeps (invariant 9): its field, then what was done. None leaves: books name it. */
export const JOURNAL_ACTIONS = [
  'document.post',
  'document.reverse',
  'document.rectify',
  'count.open',
  'count.teams',
  'count.join',
  'count.lines',
  'count.figures',
  'count.add',
  'count.marks',
  'count.round',
  'count.acknowledge',
  'count.close',
  'count.reopen',
  'count.approve',
  'count.confirm',
  'count.cancel',
  'count.spot',
  'count.reversal.ask',
  'count.reversal.approve',
  'count.reversal.refuse',
  'lot.block',
  'lot.release',
  'lot.correct',
  'backorder.close',
  'backorder.reopen',
  'items.put',
  'depots.put',
  'bins.put',
  'suppliers.put',
  'services.put',
  'patients.put',
  'patients.erase',
  'people.put',
  'people.erase',
  'settings.put',
  'import.items',
  'import.depots',
  'import.bins',
  'import.suppliers',
  'import.services',
  'import.patients',
  'import.invoices',
  'import.opening',
  'import.stock',
] as const;

export type JournalAction = (typeof JOURNAL_ACTIONS)[number];

/** What is written by `PUT /v1/<what>`. */
export type PutWhat = JournalAction extends infer Action
  ? Action extends `${infer What}.put`
    ? What
    : never
  : never;
