export const help = {
  intro:
    'Décompte tient le stock de vos dépôts dans Google Sheets : sorties, entrées, inventaires, numéros de série.',
  exitsTitle: 'Sorties',
  exits:
    'Sort du stock du dépôt choisi vers un patient, un service, un autre dépôt, ou en perte. Le lot qui périme le premier est proposé. Rien ne bouge avant «Enregistrer la sortie» ; un bon à imprimer s’affiche ensuite.',
  countsTitle: 'Inventaires',
  counts:
    'Ouvre un inventaire, gèle le stock compté et prépare une feuille : une ligne par référence, emplacement, lot et n° de série. Tapez, collez ou scannez les quantités, envoyez, clôturez, relisez le récapitulatif, puis confirmez : le stock n’est mis à jour qu’à ce moment.',
  flowsTitle: 'Entrées et réceptions',
  flows:
    'Enregistre ce qui entre (achat, don), reçoit les transferts, reprend les retours, change d’emplacement. Le journal retrouve chaque document ; une erreur s’y corrige par une contre-passation, jamais en effaçant.',
  stockTitle: 'N° de série et stock',
  stock:
    'Montre chaque numéro de série, le stock d’une référence, d’un emplacement, d’un lot, l’état du stock à toute date passée avec sa valeur, les seuils et ce qu’il faut commander, les péremptions, ce qui dort, les reliquats. «Vers une feuille» écrit la page dans une feuille à elle et l’y actualise ; vos autres feuilles ne sont jamais touchées.',
  settingsTitle: 'Catalogue et réglages',
  settings:
    'Références, fournisseurs, emplacements, services, patients, dépôts, personnes et droits, réglages de l’organisation. «Partir de mon tableur» reprend votre liste de stock, tout ou rien, sans rien y écrire.',
  termsTitle: 'Si vous venez d’un autre logiciel',
  terms: {
    bins: 'Disponibilités par emplacements, Détails des stocks produits, État des stocks, Niveaux d’alerte : pages de «N° de série et stock».',
    places:
      'Emplacements : dans «Catalogue et réglages». Transfert d’emplacements : dans «Entrées et réceptions».',
    movements: 'Mouvements de stocks : le journal, et la fiche de stock d’une référence.',
    counts: 'Mise à jour Inventaire : dans «Inventaires».',
    general: 'Généralités : cette aide, et le chemin écrit en haut de chaque page.',
    serials: 'Numéros de série : «Stocks par numéros de série», dans «N° de série et stock».',
    backorders:
      'Reliquats : lignes de factures non délivrées et transferts non reçus ; chacun se clôt avec un motif.',
    recompute:
      'Recalculer : chaque nuit ce qui est nouveau, chaque semaine tous les livres sont refaits à partir des mouvements ; la page «Contrôles» de la comptabilité nomme chaque différence, et rien n’est réparé en silence.',
    settle: 'Apurer : un inventaire ponctuel à zéro, avec son motif.',
    purge:
      'Épurer : refusé volontairement. Le grand livre ne fait que s’allonger ; une fiche qui ne sert plus se désactive.',
    modes:
      'Modes de gestion : une facture se délivre entière en un clic, le lot qui périme le premier d’abord, ou ligne par ligne dans le formulaire.',
    assembly: 'Fabrication de produits composés : pas encore dans cette version.',
  },
  scanTitle: 'Avec un lecteur de codes',
  scan: 'Scannez dans «Ajouter une référence», «Patient» ou «Scanner» : le code GS1 d’une boîte remplit référence, lot, péremption et quantité. Dans un inventaire ouvert, chaque scan ajoute la quantité de la boîte sur la feuille ; un n° de série scanné deux fois compte une fois. Un son aigu dit que c’est pris, un son grave que non.',
  sheetTitle: 'Plusieurs sorties à la fois',
  sheet:
    '«Saisir dans une feuille» ouvre une feuille à remplir ou à coller ; «Vérifier les lignes» dit ce qui manque, «Enregistrer les sorties» fait un bon par destination et par jour.',
  keysTitle: 'Au clavier',
  keys: 'Tab passe au champ suivant, les flèches parcourent une liste, Entrée choisit, Échap ferme la liste.',
  safetyTitle: 'En cas de coupure',
  safety:
    'Ce qui est tapé reste : les quantités sur la feuille, la sortie commencée dans un brouillon. Rouvrez le panneau pour continuer.',
  whoTitle: 'Droits',
  who: 'Les personnes et leurs dépôts sont donnés par l’administrateur de votre organisation.',
} as const;
