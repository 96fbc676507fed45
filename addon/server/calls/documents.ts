/** Documents: what can be taken, the posting, the voucher. */
import type {
  DocumentJudgement,
  DocumentRequest,
  PostedDocument,
} from '../../../shared/contract/documents.ts';
import type { Allocation, AllocationRequest } from '../../../shared/contract/stock.ts';
import type { PanelName } from '../../panels.ts';
import type { Answer } from '../calls.ts';

export interface DocumentCalls {
  allocate(email: string, request: AllocationRequest): Answer<{ allocation: Allocation }>;
  /** Posts, and where it was accepted forgets the draft that bears its id. */
  postDocument(
    email: string,
    panel: PanelName,
    request: DocumentRequest,
  ): Answer<{ document: PostedDocument }>;
  /** What would stand in its way, without posting it; its id is left aside. */
  judgeDocument(email: string, request: DocumentRequest): Answer<DocumentJudgement>;
  showVoucher(email: string, id: string, number: string): Answer<object>;
}
