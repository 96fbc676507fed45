/** Each panel of addon/panels.ts: its menu entry, its title, its place in the navigation (S1, Q13). */
export const panels = {
  exits: {
    menu: 'Sorties',
    title: 'Sorties',
    path: 'Accueil / Gestion des stocks / Mouvements / Sortie de stock',
  },
  flows: {
    menu: 'Entrées et réceptions',
    title: 'Entrées et réceptions',
    path: 'Accueil / Gestion des stocks / Mouvements / Entrées et réceptions',
  },
  counts: {
    menu: 'Inventaires',
    title: 'Inventaires',
    path: 'Accueil / Gestion des stocks / Inventaires',
  },
  stock: {
    menu: 'N° de série et stock',
    title: 'N° de série et stock',
    path: 'Accueil / Produits / Liste produits / Stocks',
  },
  settings: {
    menu: 'Catalogue et réglages',
    title: 'Catalogue et réglages',
    path: 'Accueil / Catalogue et réglages',
  },
  help: { menu: 'Aide', title: 'Aide de Décompte', path: 'Accueil / Aide' },
} as const;

/** Dialogs that a panel opens. */
export const titles = {
  recap: 'Récapitulatif de l’inventaire',
  countPrint: 'Feuilles de comptage',
  voucher: 'Bon {number}',
  labels: 'Étiquettes',
} as const;
