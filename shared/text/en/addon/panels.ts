import type { panels as frenchPanels, titles as frenchTitles } from '../../fr/addon/panels.ts';
import type { Same } from '../../same.ts';

export const panels: Same<typeof frenchPanels> = {
  exits: {
    menu: 'Stock exits',
    title: 'Stock exits',
    path: 'Home / Stock management / Movements / Stock exit',
  },
  flows: {
    menu: 'Entries and receptions',
    title: 'Entries and receptions',
    path: 'Home / Stock management / Movements / Entries and receptions',
  },
  counts: {
    menu: 'Stock counts',
    title: 'Stock counts',
    path: 'Home / Stock management / Stock counts',
  },
  stock: {
    menu: 'Serial numbers and stock',
    title: 'Serial numbers and stock',
    path: 'Home / Products / List of products / Stock',
  },
  settings: {
    menu: 'Catalogue and settings',
    title: 'Catalogue and settings',
    path: 'Home / Catalogue and settings',
  },
  help: { menu: 'Help', title: 'Décompte help', path: 'Home / Help' },
};

export const titles: Same<typeof frenchTitles> = {
  recap: 'Recap of the count',
  countPrint: 'Count sheets',
  voucher: 'Voucher {number}',
  labels: 'Labels',
};
