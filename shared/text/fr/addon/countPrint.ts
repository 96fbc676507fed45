/** The sheets that are counted on paper (E18, E19, E46). */
export const countPrint = {
  heading: 'Feuilles de comptage',
  headingOf: 'Feuilles de comptage : {sheets|feuille|feuilles}, {lines|ligne|lignes}',
  print: 'Imprimer',
  bin: 'Emplacement {bin}',
  page: 'Page {number} sur {of}',
  row: 'N°',
  item: 'Référence',
  lot: 'Lot / n° de série',
  unit: 'Unité',
  note: 'Note',
  expires: 'exp. {date}',
  countedBy: 'Compté par :',
  checkedBy: 'Vérifié par :',
  signature: 'Date et signature :',
} as const;
