/** Columns that stand in several files; their headings are compared by `headingKey`, without dots, plurals and small words. */
import type { ImportColumn } from './importColumns.ts';

export const code: ImportColumn = {
  field: 'code',
  kind: 'text',
  fr: ['Code', 'Référence', 'Code article'],
  en: ['Code', 'Item code', 'Reference'],
  required: true,
};
export const name: ImportColumn = {
  field: 'name',
  kind: 'text',
  fr: ['Nom', 'Libellé', 'Désignation'],
  en: ['Name', 'Label'],
  required: true,
};
export const active: ImportColumn = {
  field: 'active',
  kind: 'flag',
  fr: ['Actif', 'Active'],
  en: ['Active'],
};
export const depot: ImportColumn = {
  field: 'depot',
  kind: 'text',
  fr: ['Dépôt', 'Lieu'],
  en: ['Depot', 'Place'],
  required: true,
};
export const item: ImportColumn = {
  field: 'item',
  kind: 'text',
  fr: ['Référence', 'Code', 'Article', 'Code article'],
  en: ['Item', 'Code', 'Item code', 'Reference'],
  required: true,
};
export const quantity: ImportColumn = {
  field: 'quantity',
  kind: 'number',
  fr: ['Quantité', 'Qté'],
  en: ['Quantity', 'Qty'],
  required: true,
};

export const lot: ImportColumn = {
  field: 'lot',
  kind: 'text',
  fr: ['Lot', 'N° de lot'],
  en: ['Lot', 'Lot number', 'Batch', 'Batch number'],
};
export const expiry: ImportColumn = {
  field: 'expiry',
  kind: 'date',
  fr: [
    'Péremption',
    'Date de péremption',
    'Date d’expiration',
    'Expiration',
    'Date limite',
    'Date limite d’utilisation',
    'Échéance',
    ...['DLU', 'DLC', 'DLUO', 'DDM', 'Exp'],
  ],
  en: [
    'Expiry',
    'Expiry date',
    'Expiration date',
    'Expires',
    'Expires on',
    'Exp date',
    'Best before',
    'Use by',
  ],
};
export const serial: ImportColumn = {
  field: 'serial',
  kind: 'text',
  fr: ['N° de série', 'Série'],
  en: ['Serial', 'Serial number', 'SN', 'S/N'],
};
export const bin: ImportColumn = {
  field: 'bin',
  kind: 'text',
  fr: ['Emplacement', 'Rayon', 'Étagère', 'Casier', 'Rangement', 'Localisation'],
  en: ['Bin', 'Location', 'Bin location', 'Storage location', 'Shelf'],
};
export const unitCost: ImportColumn = {
  field: 'unitCost',
  kind: 'number',
  fr: [
    'Coût unitaire',
    'Prix unitaire',
    'Prix unitaire HT',
    'Prix d’achat',
    'Prix d’achat HT',
    ...['CUMP', 'PMP', 'Coût', 'Prix', 'PU', 'PU HT'],
  ],
  en: ['Unit cost', 'Unit price', 'Cost', 'Price', 'Purchase price'],
};
