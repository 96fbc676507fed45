export const help = {
  intro: 'Décompte tient les sorties de stock et les inventaires de vos dépôts dans Google Sheets.',
  exitsTitle: 'Sorties',
  exits:
    'Sort des produits du dépôt choisi vers un patient, un service, un autre dépôt, ou en perte. Le lot qui périme le premier est proposé. Rien ne bouge avant «Enregistrer la sortie» ; un bon à imprimer s’affiche ensuite.',
  countsTitle: 'Inventaires',
  counts:
    'Ouvre un inventaire, gèle le stock compté et prépare une feuille : une ligne par article, emplacement, lot et n° de série. Tapez les quantités, envoyez, clôturez, relisez le récapitulatif, puis confirmez : le stock n’est mis à jour qu’à ce moment.',
  keysTitle: 'Au clavier',
  keys: 'Tab passe au champ suivant, les flèches parcourent une liste, Entrée choisit, Échap ferme la liste.',
  safetyTitle: 'En cas de coupure',
  safety:
    'Ce qui est tapé reste : les quantités sur la feuille, la sortie commencée dans un brouillon. Rouvrez le panneau pour continuer.',
  whoTitle: 'Droits',
  who: 'Les personnes et leurs dépôts sont donnés par l’administrateur de votre organisation.',
} as const;
