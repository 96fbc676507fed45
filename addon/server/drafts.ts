/** Drafts in the person's own properties: one for each panel and depot. */
import type { PanelName } from '../panels.ts';
import { draftKey, fromPieces, isPiece, toPieces } from './draftPieces.ts';

type Properties = Readonly<Record<string, string>>;

/** `properties` are all of the person's: read once for all that is asked of them. */
export function readDraft(properties: Properties, panel: PanelName, depot: string): string | null {
  return fromPieces(properties, draftKey(panel, depot));
}

export function keepDraft(panel: PanelName, depot: string, text: string): void {
  replace(draftKey(panel, depot), (key) => toPieces(text, key, Utilities.getUuid()));
}

export function forgetDraft(panel: PanelName, depot: string): void {
  replace(draftKey(panel, depot), () => ({}));
}

/**
 * Writes the pieces and empties those that a longer draft left, which would fill the 500 KB a person has: two
 * service calls, however long either is.
 */
function replace(key: string, pieces: (key: string) => Record<string, string>): void {
  const properties = PropertiesService.getUserProperties();
  const emptied = properties
    .getKeys()
    .filter((name) => isPiece(name, key))
    .map((name) => [name, '']);
  properties.setProperties({ ...Object.fromEntries(emptied), ...pieces(key) });
}
