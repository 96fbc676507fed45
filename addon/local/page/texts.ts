/** The sentences of the spreadsheet page itself. The add-on brings its own. */

const plural = (count: number, one: string, many: string) => (count > 1 ? many : one);

export const texts = {
  extensions: 'Extensions',
  noMenu: 'Aucun module',
  working: 'Exécution du script…',
  lost: 'Connexion perdue avec l’hôte local. Nouvelle tentative… La saisie est suspendue.',
  notSaved: (place: string) => `Connexion perdue : la saisie en ${place} n’a pas été enregistrée.`,
  lostRun: 'Connexion perdue pendant l’exécution.',
  close: 'Fermer',
  ok: 'OK',
  cancel: 'Annuler',
  yes: 'Oui',
  no: 'Non',
  protectedTitle: 'Partie protégée',
  protectedQuiet: 'Ne plus demander pendant 5 minutes',
  refusedTitle: 'Saisie refusée',
  refusedMore: (count: number) => plural(count, 'et 1 autre cellule', `et ${count} autres cellules`),
  noUndo: 'L’hôte local n’imite pas l’annulation (Ctrl+Z).',
  copyFailed: 'Le presse-papiers a refusé la copie.',
  badReference: (text: string) => `« ${text} » n’est pas une cellule de cette feuille.`,
  insertAbove: (count: number) =>
    plural(count, 'Insérer 1 ligne au-dessus', `Insérer ${count} lignes au-dessus`),
  deleteRows: (first: number, last: number) =>
    first === last ? `Supprimer la ligne ${first}` : `Supprimer les lignes ${first} à ${last}`,
  sortUp: (column: string) => `Trier la feuille selon ${column}, de A à Z`,
  sortDown: (column: string) => `Trier la feuille selon ${column}, de Z à A`,
  moveLeft: 'Déplacer la colonne vers la gauche',
  moveRight: 'Déplacer la colonne vers la droite',
  copySheet: 'Dupliquer',
  deleteSheet: 'Supprimer',
  renameSheet: 'Renommer',
  deleteSheetTitle: 'Supprimer la feuille',
  deleteSheetQuestion: (name: string) =>
    `La feuille « ${name} » et son contenu seront supprimés pour tout le monde.`,
  sheetName: 'Nom de la feuille',
  accountTitle: 'Ouvrir le tableur en tant que',
  newWindow: 'Nouvelle fenêtre',
  otherAccount: 'Autre compte dans le volet',
  sameAccount: 'Le même que la fenêtre',
  frameAs: (name: string) => `Volet : ${name}`,
  promptLabel: 'Réponse',
  selected: (rows: number, columns: number) => `${rows} lignes × ${columns} colonnes`,
  emptyCell: 'vide',
};
