/** The types of document and the codes printed in their numbers (design, section 5). */
export const DOCUMENT_CODES = {
  'entry-purchase': 'EA',
  'entry-donation': 'ED',
  'entry-opening': 'EO',
  'exit-patient': 'SP',
  'exit-service': 'SS',
  transfer: 'TR',
  reception: 'RC',
  'transit-loss': 'TP',
  'transit-return': 'TT',
  loss: 'PE',
  'return-patient': 'RP',
  'return-service': 'RS',
  'return-supplier': 'RF',
  'bin-move': 'DE',
  'count-adjustment': 'AI',
  reversal: 'AN',
  rectification: 'RE',
  assembly: 'FA',
  'cost-correction': 'CC',
} as const;

export type DocumentType = keyof typeof DOCUMENT_CODES;

export const DOCUMENT_TYPES = Object.keys(DOCUMENT_CODES) as DocumentType[];

/** Those that somebody can make: assembly and cost corrections have their codes, and no command yet. */
export const MADE_TYPES = DOCUMENT_TYPES.filter((type) => type !== 'assembly' && type !== 'cost-correction');
