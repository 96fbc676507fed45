/** What reading a file and refusing a change of the catalogue say, beside the sentences of the codes. */
export const imports = {
  /** Why a file cannot be read: completes «Le fichier n’est pas lisible : …». */
  file: {
    encoding:
      'il n’est pas en UTF-8 (sans doute Windows-1252). Dans Excel : Enregistrer sous, type «CSV UTF-8»',
    utf16: 'il est en UTF-16. Enregistrez-le en «CSV UTF-8»',
    workbook: 'c’est un classeur, pas un CSV. Enregistrez-le en «CSV UTF-8»',
    empty: 'il est vide',
    noRows: 'il n’a que des titres de colonnes',
    tooManyRows: '{rows} lignes, {most} au plus. Coupez-le en plusieurs fichiers',
    quotes: 'un guillemet ouvert à la ligne {line} n’est pas refermé',
    body: 'envoyez un JSON {rows: […]} (application/json) ou un CSV (text/csv)',
  },
  /** The name of the row of headings, where a heading is not known. */
  headings: 'un titre de colonne',
  moreCells: 'la ligne, qui a plus de cases que de titres',
  /** What an imported opening document is called. */
  opening: 'Stock d’ouverture',
  /** Fields as a refusal names them. */
  fields: {
    label: 'le libellé',
    group: 'le groupe',
    supplier: 'le fournisseur',
    codes: 'le code-barres',
    kind: 'la sorte (article ou pièce)',
    unit: 'l’unité',
    decimals: 'le nombre de décimales',
    stockManaged: 'la gestion en stock',
    lotTracking: 'le suivi par lot',
    serialTracking: 'le suivi par numéro de série',
    lots: 'Gestion des lots de fabrication',
    serials: 'Numéros de série sur les mouvements',
    currency: 'Monnaie',
    currencyDecimals: 'Décimales de la monnaie',
  },
  /** Why something is in use: completes «… est encore utilisé : …». */
  reasons: {
    stock: 'il reste du stock',
    count: 'un inventaire en cours le tient',
    code: 'c’est un code de la référence {by}',
    ledger: 'des montants sont déjà enregistrés',
    lastAdmin: 'c’est le dernier administrateur',
  },
} as const;
