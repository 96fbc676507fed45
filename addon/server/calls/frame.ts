/** What every panel asks for: who I am, my depot, my drafts. */
import type { Me } from '../../../shared/contract/people.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import type { PanelName } from '../../panels.ts';
import type { Answer } from '../calls.ts';

/**
 * What a panel keeps for a depot: texts by the names of their forms, the one kept last at the end. What stands in them is
 * the page's own business.
 */
export type Drafts = Readonly<Record<string, string>>;

export interface FrameCalls {
  /** The depot chosen last time, if it is still open to me, and the drafts that the panel keeps for it. */
  startPanel(email: string, panel: PanelName): Answer<{ me: Me; depot: string | null; drafts: Drafts }>;
  chooseDepot(email: string, panel: PanelName, depot: string): Answer<{ depot: string; drafts: Drafts }>;
  /** Kept for the person; menu and panel follow at once. */
  chooseLanguage(email: string, panel: PanelName, language: Language): Answer<object>;
  /** From one panel to another, as by the menu. */
  openOther(email: string, panel: PanelName): Answer<object>;
  /** Null throws it away. A document's draft bears the document's id, and is gone once that is posted. */
  saveDraft(
    email: string,
    panel: PanelName,
    depot: string,
    name: string,
    draft: string | null,
  ): Answer<object>;
}
