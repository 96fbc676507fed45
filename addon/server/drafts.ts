/** Drafts in the person's own properties: one for each panel and depot. */
import type { PanelName } from '../panels.ts';
import { draftKey, fromPieces, isPiece, toPieces } from './draftPieces.ts';

type Properties = Readonly<Record<string, string>>;

/** `properties` are all of the person's: read once for all that is asked of them. */
export function readDraft(properties: Properties, panel: PanelName, depot: string): string | null {
  return fromPieces(properties, draftKey(panel, depot));
}

export function keepDraft(panel: PanelName, depot: string, text: string): void {
  const pieces = toPieces(text, draftKey(panel, depot), Utilities.getUuid());
  PropertiesService.getUserProperties().setProperties(pieces);
  forget(panel, depot, (name) => !(name in pieces));
}

export function forgetDraft(panel: PanelName, depot: string): void {
  forget(panel, depot, () => true);
}

/** A longer draft before it leaves pieces that would fill the 500 KB a person has. */
function forget(panel: PanelName, depot: string, gone: (name: string) => boolean): void {
  const properties = PropertiesService.getUserProperties();
  const key = draftKey(panel, depot);
  for (const name of properties.getKeys())
    if (isPiece(name, key) && gone(name)) properties.deleteProperty(name);
}
