import type { Me } from '../../../shared/contract/people.ts';
import type { DraftPlace } from '../page.ts';

/** Who works at the catalogue and the settings, where drafts are kept, and the way back to the list of pages. */
export interface Desk {
  me: Me;
  place: DraftPlace;
  home(): void;
}
