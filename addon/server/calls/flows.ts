/** The journal of documents, what is open of one, its corrections, and labels. */
import type { Count, SpotCount } from '../../../shared/contract/counts.ts';
import type {
  DocumentHead,
  DocumentRest,
  PostedDocument,
  RectificationRequest,
  ReversalPreview,
  ReversalRequest,
} from '../../../shared/contract/documents.ts';
import type { LabelsRequest } from '../../../shared/contract/labels.ts';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import type { PanelName } from '../../panels.ts';
import type { Answer } from '../calls.ts';

export interface DocumentFilters {
  depot?: string;
  type?: DocumentType;
  /** The whole number, as a voucher bears it. */
  number?: string;
  /** Words of the other end's code or name. */
  party?: string;
  q?: string;
  from?: string;
  to?: string;
  mine?: true;
  /** Only transfers with goods still on their way. */
  open?: true;
}

export interface FlowCalls {
  /** The latest first; `next` is the cursor of the page after. */
  listDocuments(
    email: string,
    filters: DocumentFilters,
    cursor: string | null,
  ): Answer<{ documents: DocumentHead[]; next: string | null }>;
  /** The bins of the depot that hold the item, the first lots first: where more of it would be put. */
  binsHolding(email: string, depot: string, item: string): Answer<{ bins: string[] }>;
  readDocument(email: string, id: string): Answer<{ document: PostedDocument }>;
  /** What is still on its way of a transfer, or still out of an exit. */
  readRest(email: string, id: string): Answer<{ rest: DocumentRest }>;
  previewReversal(email: string, id: string): Answer<{ preview: ReversalPreview }>;
  /** Both forget the draft that bears their id where they were accepted. */
  reverseDocument(
    email: string,
    panel: PanelName,
    depot: string,
    of: string,
    request: ReversalRequest,
  ): Answer<{ document: PostedDocument }>;
  rectifyDocument(
    email: string,
    panel: PanelName,
    depot: string,
    of: string,
    request: RectificationRequest,
  ): Answer<{ document: PostedDocument }>;
  /** A count of a line on the spot (Q20), confirmed at once; forgets the draft as above. */
  countOnTheSpot(email: string, panel: PanelName, request: SpotCount): Answer<{ count: Count }>;
  showLabels(email: string, request: LabelsRequest): Answer<object>;
}
