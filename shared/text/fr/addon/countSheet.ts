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
    note: 'Note',
    state: 'État',
  },
  protection: 'Tapez seulement dans «{counted}»[ et «{note}»] : le reste est rempli par Décompte.',
  warnings: {
    closed:
      'Cet inventaire est clôturé : ce qui est tapé ici ne compte plus. Pour corriger une quantité, un responsable du dépôt doit d’abord le rouvrir dans le panneau Inventaires.',
    confirmed: 'Cet inventaire est terminé : cette feuille en garde la trace, rien n’y est plus lu.',
    cancelled: 'Cet inventaire est annulé : cette feuille en garde la trace, rien n’y est plus lu.',
    reversed:
      'Cet inventaire est annulé après confirmation : cette feuille en garde la trace, rien n’y est plus lu.',
  },
  states: { closed: 'clôturé', confirmed: 'terminé', cancelled: 'annulé', reversed: 'annulé' },
  secondTab: '2e comptage',
  noTeamTab: 'sans équipe',
  partTab: '{first} à {last}',
  old: '{name} (ancienne)',
  recorded: 'enregistré : {value}',
  hidden: 'caché',
  unsent: 'pas encore envoyé',
  held: 'autre chiffre enregistré : {value}',
  erased: 'effacé ici ; reste enregistré : {value}',
  taken: 'attendu {expected} (sortie d’urgence {taken})[ ; {known}]',
  gap: 'écart de {gap} : à vérifier ; {recorded}',
} as const;

/** What is wrong in a row of the count sheet. */
export const rows = {
  at: 'Ligne {row} : {problem}',
  unknown: 'cette ligne n’est pas de l’inventaire, «{value}» n’est pas envoyé',
  doubled: 'cette ligne figure déjà à la ligne {first} ; supprimez l’une des deux',
  text: '«{value}» n’est pas un nombre : tapez des chiffres',
  textPoint: '«{value}» n’est pas un nombre : tapez une virgule pour les décimales',
  date: '«{value}» est une date ou une heure, pas une quantité : retapez le nombre, avec une virgule pour les décimales',
  /** «12.5» typed in a French sheet; whoever typed «12.05» sees the same. */
  becameDate: '{typed} est devenu le {day} : tapez {number}[ (ou {other})]',
  becameDateWhole: '{typed} est devenu le {day} : tapez un nombre entier',
  percent: '«{value}» est un pourcentage, pas une quantité : retapez le nombre seul',
  shuffled:
    'cette ligne ne montre plus la référence, le lot ou l’emplacement qu’elle avait (une partie des colonnes a été triée ou modifiée) : rien n’en est envoyé. Cliquez sur «Réparer la feuille», chaque quantité suit sa référence',
  negative: '{value} est négatif : tapez 0 ou plus',
  whole: '{value} : tapez un nombre entier, cette unité ne se divise pas',
  decimals: '{value} a trop de décimales : tapez-en {decimals} au plus',
  tooLarge: '{value} est trop grand : {most} au plus, vérifiez les chiffres',
  missing:
    '{count|ligne de l’inventaire manque|lignes de l’inventaire manquent} sur la feuille : cliquez sur «Réparer la feuille».',
  copy: '«{sheets}» est une copie de la feuille de comptage : ce qui y est tapé n’est jamais envoyé.',
  more: '… et {count|autre ligne|autres lignes}',
} as const;
