/** What every panel asks for: who I am, my depot, my drafts. */
import type { Me } from '../../../shared/contract/people.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import type { PanelName } from '../../panels.ts';
import type { Answer } from '../calls.ts';

/** A draft is the page's own business; the server side keeps its text, one for each panel and depot. */
export type Draft = string;

export interface FrameCalls {
  /** The depot chosen last time, if it is still open to me, and what the panel kept for it. */
  startPanel(email: string, panel: PanelName): Answer<{ me: Me; depot: string | null; draft: Draft | null }>;
  chooseDepot(email: string, panel: PanelName, depot: string): Answer<{ depot: string; draft: Draft | null }>;
  /** Kept for the person; menu and panel follow at once. */
  chooseLanguage(email: string, panel: PanelName, language: Language): Answer<object>;
  /** From one panel to another, as by the menu. */
  openOther(email: string, panel: PanelName): Answer<object>;
  saveDraft(email: string, panel: PanelName, depot: string, draft: Draft | null): Answer<object>;
}
