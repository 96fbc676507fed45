/** The count sheet. Header labels are also how a column is found again after it was moved. */
export const sheet = {
  columns: {
    line: 'Id',
    bin: 'Emplacement',
    item: 'Code',
    label: 'Désignation',
    unit: 'Unité',
    lot: 'Lot',
    expiry: 'Péremption',
    serial: 'N° de série',
    supplier: 'Fournisseur',
    theoretical: 'Théorique',
    counted: 'Compté',
    note: 'Note (feuille)',
    state: 'État',
  },
  protection: 'Tapez seulement dans les colonnes «{counted}» et «{note}» : le reste vient du service.',
  quantityHelp: 'Un nombre positif ou zéro. Laissez vide ce qui n’est pas compté.',
  old: '{name} (ancienne)',
  recorded: 'enregistré',
  held: 'autre valeur au service : {value}',
} as const;

/** What is wrong in a row of the count sheet. */
export const rows = {
  at: 'Ligne {row} : {problem}',
  unknown: 'cette ligne n’est pas de l’inventaire, «{value}» n’est pas envoyé',
  doubled: 'cette ligne figure déjà à la ligne {first} ; supprimez l’une des deux',
  text: '«{value}» n’est pas un nombre',
  textPoint: '«{value}» n’est pas un nombre : tapez une virgule pour les décimales',
  negative: '{value} est négatif',
  whole: '{value} : cette unité ne se divise pas',
  decimals: '{value} a trop de décimales ({decimals} au plus)',
  tooLarge: '{value} est trop grand',
  missing:
    '{count|ligne de l’inventaire manque|lignes de l’inventaire manquent} sur la feuille : cliquez sur «Réparer la feuille».',
  copy: '«{sheets}» est une copie de la feuille de comptage : ce qui y est tapé n’est jamais envoyé.',
  more: '… et {count|autre ligne|autres lignes}',
} as const;
