import type { ImportWhat } from '../contract/imports.ts';
import {
  active,
  bin,
  code,
  depot,
  expiry,
  item,
  lot,
  name,
  quantity,
  serial,
  unitCost,
} from './importCommonColumns.ts';

/** How a cell of a column is read: see `importCells.ts`. */
export type CellKind =
  | { kind: 'text' | 'number' | 'whole' | 'flag' | 'date' | 'list' | 'packs' | 'levels' }
  | { kind: 'choice'; words: Readonly<Record<string, string>> };

export type ImportColumn = CellKind & {
  /** The field of the row (shared/contract/imports.ts). */
  field: string;
  /** Headings that mean it; the first is the one we write and name. */
  fr: readonly string[];
  en: readonly string[];
  required?: true | undefined;
};

const KINDS = { article: 'article', articles: 'article', piece: 'part', pieces: 'part', part: 'part' };
const TRACKING = {
  aucun: 'none',
  non: 'none',
  none: 'none',
  no: 'none',
  facultatif: 'optional',
  optionnel: 'optional',
  optional: 'optional',
  obligatoire: 'required',
  required: 'required',
};

/** The columns of each file, declared once: reading, writing and the help page go by this table. */
export const IMPORT_COLUMNS: Readonly<Record<ImportWhat, readonly ImportColumn[]>> = {
  suppliers: [code, name, active],
  services: [code, name, active],
  patients: [
    {
      field: 'reference',
      kind: 'text',
      fr: ['Référence', 'IPP', 'Identifiant', 'Patient'],
      en: ['Reference', 'Patient', 'Identifier'],
      required: true,
    },
    { field: 'name', kind: 'text', fr: ['Nom'], en: ['Name'] },
    active,
  ],
  depots: [
    code,
    name,
    { field: 'types', kind: 'list', fr: ['Types de documents'], en: ['Document types'] },
    { field: 'destinations', kind: 'list', fr: ['Destinations'], en: ['Destinations'] },
    {
      field: 'invoiceRequired',
      kind: 'flag',
      fr: ['Facture obligatoire'],
      en: ['Invoice required'],
    },
    {
      field: 'knownPatientsOnly',
      kind: 'flag',
      fr: ['Patients connus seulement'],
      en: ['Known patients only'],
    },
    {
      field: 'takesExpired',
      kind: 'flag',
      fr: ['Reprend périmés et rappelés'],
      en: ['Takes expired and recalled'],
    },
    {
      field: 'countsWholeDepot',
      kind: 'flag',
      fr: ['Inventaire du dépôt entier'],
      en: ['Counts whole depot'],
    },
    { field: 'lossLimit', kind: 'number', fr: ['Limite de perte'], en: ['Loss limit'] },
    active,
  ],
  bins: [
    depot,
    { ...code, fr: ['Code', 'Emplacement'], en: ['Code', 'Bin'] },
    { field: 'name', kind: 'text', fr: ['Nom', 'Libellé', 'Désignation'], en: ['Name', 'Label'] },
    { field: 'quarantine', kind: 'flag', fr: ['Quarantaine'], en: ['Quarantine'] },
    active,
  ],
  items: [
    code,
    {
      field: 'label',
      kind: 'text',
      fr: ['Libellé', 'Désignation', 'Nom'],
      en: ['Label', 'Name', 'Description'],
      required: true,
    },
    { field: 'kind', kind: 'choice', words: KINDS, fr: ['Sorte', 'Type'], en: ['Kind', 'Type'] },
    { field: 'group', kind: 'text', fr: ['Groupe', 'Famille'], en: ['Group', 'Family'] },
    { field: 'supplier', kind: 'text', fr: ['Fournisseur'], en: ['Supplier'] },
    { field: 'unit', kind: 'text', fr: ['Unité'], en: ['Unit'] },
    { field: 'decimals', kind: 'whole', fr: ['Décimales'], en: ['Decimals'] },
    { field: 'stockManaged', kind: 'flag', fr: ['Géré en stock'], en: ['Stock managed'] },
    {
      field: 'lotTracking',
      kind: 'choice',
      words: TRACKING,
      fr: ['Suivi par lot', 'Lot'],
      en: ['Lot tracking', 'Lot'],
    },
    {
      field: 'serialTracking',
      kind: 'choice',
      words: TRACKING,
      fr: ['Suivi par numéro de série', 'Suivi par n° de série', 'N° série'],
      en: ['Serial tracking', 'Serial number'],
    },
    {
      field: 'expiryTracking',
      kind: 'flag',
      fr: ['Péremption obligatoire', 'Suivi de la péremption'],
      en: ['Expiry required', 'Expiry tracking'],
    },
    {
      field: 'referencePrice',
      kind: 'number',
      fr: ['Prix de référence', 'Prix'],
      en: ['Reference price', 'Price'],
    },
    {
      field: 'codes',
      kind: 'packs',
      fr: ['Codes-barres', 'Codes barres', 'GTIN'],
      en: ['Barcodes', 'GTIN'],
    },
    { field: 'levels', kind: 'levels', fr: ['Seuils', "Niveaux d'alerte"], en: ['Levels'] },
    active,
  ],
  invoices: [
    {
      field: 'number',
      kind: 'text',
      fr: ['Facture', 'N° facture', 'Numéro'],
      en: ['Invoice', 'Invoice number', 'Number'],
      required: true,
    },
    {
      field: 'patient',
      kind: 'text',
      fr: ['Patient', 'IPP', 'Référence du patient'],
      en: ['Patient', 'Patient reference'],
      required: true,
    },
    { field: 'line', kind: 'whole', fr: ['Ligne'], en: ['Line'] },
    item,
    quantity,
  ],
  opening: [depot, bin, item, lot, expiry, serial, quantity, unitCost],
  stock: [
    {
      ...item,
      fr: [
        ...item.fr,
        'Code produit',
        'Produit',
        ...['Réf', 'Réf article', 'Réf produit', 'Référence article', 'Référence produit', 'N° article'],
      ],
      en: [...item.en, 'SKU', 'Product', 'Product code', 'Item number', 'Ref'],
    },
    {
      field: 'label',
      kind: 'text',
      fr: ['Libellé', 'Désignation', 'Nom', 'Description', 'Intitulé'],
      en: ['Label', 'Name', 'Description', 'Designation'],
    },
    { field: 'kind', kind: 'choice', words: KINDS, fr: ['Sorte', 'Nature', 'Type'], en: ['Kind', 'Type'] },
    {
      field: 'group',
      kind: 'text',
      fr: ['Groupe', 'Famille', 'Catégorie'],
      en: ['Group', 'Family', 'Category'],
    },
    { field: 'supplier', kind: 'text', fr: ['Fournisseur', 'Laboratoire'], en: ['Supplier', 'Vendor'] },
    {
      field: 'unit',
      kind: 'text',
      fr: ['Unité', 'Unité de gestion', 'Unité de mesure'],
      en: ['Unit', 'Unit of measure', 'UOM'],
    },
    {
      field: 'codes',
      kind: 'packs',
      fr: ['Codes-barres', 'GTIN', 'EAN', 'CIP'],
      en: ['Barcodes', 'Barcode', 'GTIN', 'EAN'],
    },
    depot,
    bin,
    lot,
    expiry,
    serial,
    {
      ...quantity,
      fr: [
        ...quantity.fr,
        'Stock',
        'En stock',
        'Qté en stock',
        'Quantité en stock',
        'Qté stock',
        'Stock actuel',
        'Stock réel',
        'Stock disponible',
      ],
      en: [
        ...quantity.en,
        'Stock',
        'On hand',
        'In stock',
        'Stock on hand',
        'Quantity on hand',
        'Qty on hand',
      ],
      required: undefined,
    },
    unitCost,
  ],
};

/** The fields that name a row: no two rows of a file may have the same. */
export const IMPORT_KEYS: Readonly<Record<ImportWhat, readonly string[]>> = {
  suppliers: ['code'],
  services: ['code'],
  patients: ['reference'],
  depots: ['code'],
  bins: ['depot', 'code'],
  items: ['code'],
  invoices: ['number', 'line'],
  opening: ['depot', 'bin', 'item', 'lot', 'serial'],
  stock: ['depot', 'bin', 'item', 'lot', 'serial'],
};
