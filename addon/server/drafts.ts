/** Drafts in the person's own properties: those of a panel and depot together, each under its name. */
import type { PanelName } from '../panels.ts';
import type { Drafts } from './calls/frame.ts';
import { draftKey, fromPieces, isPiece, toPieces } from './draftPieces.ts';

type Properties = Readonly<Record<string, string>>;

/** Of one panel and depot; user properties hold 500 KB in all. */
const LONGEST = 200_000;
/** Of one panel and depot: the oldest gives way. */
const MOST = 50;
const WAIT_MS = 10_000;

/** `properties` are all of the person's: read once for all that is asked of them. */
export function readDrafts(properties: Properties, panel: PanelName, depot: string): Drafts {
  try {
    const kept: unknown = JSON.parse(fromPieces(properties, draftKey(panel, depot)) ?? '{}');
    const texts = Object.entries(kept as object).filter(([, text]) => typeof text === 'string');
    return Object.fromEntries(texts);
  } catch {
    return {};
  }
}

/** False where there is no room for it: what was kept stays. */
export function keepDraft(panel: PanelName, depot: string, name: string, text: string): boolean {
  return change(panel, depot, ({ [name]: _, ...others }) => ({ ...others, [name]: text }));
}

export function forgetDrafts(panel: PanelName, depot: string, names: readonly string[]): void {
  change(panel, depot, (drafts) =>
    Object.fromEntries(Object.entries(drafts).filter(([name]) => !names.includes(name))),
  );
}

/**
 * Of documents that are recorded, whatever becomes of this: a draft that stays is asked about before it is shown again
 * (keptCommands.ts).
 */
export function forgetCarriedOut(panel: PanelName, depot: string, names: readonly string[]): void {
  try {
    forgetDrafts(panel, depot, names);
  } catch (failure) {
    console.warn('drafts: %s', String(failure));
  }
}

function change(panel: PanelName, depot: string, by: (drafts: Drafts) => Drafts): boolean {
  const lock = LockService.getUserLock();
  lock.waitLock(WAIT_MS);
  try {
    return write(panel, depot, by);
  } finally {
    lock.releaseLock();
  }
}

/**
 * What others keep is read anew, one page after the other: two may write at once. Writes the pieces and empties those
 * that longer drafts left, which would fill the properties: as many service calls, however long they are.
 */
function write(panel: PanelName, depot: string, by: (drafts: Drafts) => Drafts): boolean {
  const key = draftKey(panel, depot);
  const store = PropertiesService.getUserProperties();
  const properties = store.getProperties();
  const drafts = Object.entries(by(readDrafts(properties, panel, depot))).slice(-MOST);
  const text = drafts.length === 0 ? '' : JSON.stringify(Object.fromEntries(drafts));
  if (text.length > LONGEST) return false;
  const emptied = Object.keys(properties)
    .filter((name) => isPiece(name, key))
    .map((name) => [name, '']);
  store.setProperties({
    ...Object.fromEntries(emptied),
    ...(text && toPieces(text, key, newStamp())),
  });
  return true;
}

/** Tells the pieces of this writing from those of another; the platform's own ids would cost a call. */
function newStamp(): string {
  return [Date.now(), Math.random()].map((number) => number.toString(36).replace('.', '')).join('');
}
