/** The form that opens a count: what is counted and how, and what it would freeze. */
export const countOpen = {
  filters: 'Compter seulement une partie',
  bins: 'Emplacements',
  binLines: '{bin} : {lines|ligne|lignes}',
  suppliers: 'Fournisseurs',
  items: 'Références',
  groups: 'Groupes',
  groupsHint: 'Séparés par des virgules',
  expiringBefore: 'Lots qui périment avant le',
  notCountedFor: 'Pas compté depuis (jours)',
  daysUnclear: 'Tapez un nombre de jours, de 1 à 3 660.',

  frozen: '{lines|ligne sera gelée|lignes seront gelées} : {items|référence|références}, {value}',
  wholeDepot: 'Dans ce dépôt, un inventaire couvre tout le dépôt : articles et pièces ensemble.',
  parts:
    'C’est plus qu’une feuille n’en tient bien ({lines} lignes) : {parts|feuille sera faite|feuilles seront faites}, par équipe et par groupe d’emplacements.',
  partsAtLeast:
    'C’est plus qu’une feuille n’en tient bien ({lines} lignes) : au moins {parts|feuille sera faite|feuilles seront faites}, par équipe et par groupe d’emplacements.',
  longBin:
    '{bin} : {lines|ligne|lignes} sur une seule feuille, plus lente. Comptez-les plutôt par fournisseur, par groupe ou par référence.',
  transit:
    '{count|transfert est en route|transferts sont en route} : ce qui n’est pas encore arrivé n’est pas compté ici.',
  transitLine: '{transfer} du {date}, de {from} vers {to} ({lines|ligne|lignes})',
  byBin: 'Voir les {bins} emplacements',

  howCounted: 'Date, tolérance, second comptage',
  date: 'Date de l’inventaire',
  zeros: 'Lister aussi les lignes tombées à zéro',
  twice: 'Compter deux fois ce qui dépasse la tolérance, par une autre personne',
  toleranceHint:
    'Un écart qui dépasse l’un de ces seuils est hors tolérance. Sans seuil, tout écart l’est ; la feuille ne signale alors qu’un chiffre dix fois trop grand ou trop petit.',
  toleranceQuantity: 'Tolérance en quantité',
  tolerancePercent: 'Tolérance en %',
  toleranceValue: 'Tolérance en valeur ({currency})',
  toleranceUnclear: 'Tapez un nombre positif, ou laissez vide.',
  responsible: 'Responsable de l’inventaire',
  nobody: 'Personne en particulier',
  instructions: 'Consignes aux compteurs',

  teams: 'Équipes',
  teamsHint:
    'Chaque équipe a sa propre feuille, avec ses emplacements. Sans équipe, tout le monde compte sur la même feuille.',
  addTeam: 'Ajouter une équipe',
  teamName: 'Nom de l’équipe',
  teamDefault: 'Équipe {team}',
  members: 'Membres',
  teamBins: 'Ses emplacements',
  binTaken: '{bin} était à {from} : il est maintenant ici.',
  removeTeam: 'Retirer l’équipe {team}',
} as const;
