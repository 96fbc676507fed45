import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import { words } from '../words.ts';

export function typeName(type: DocumentType): string {
  return words.flows.types[type];
}
