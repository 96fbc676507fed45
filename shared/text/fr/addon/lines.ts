/** The products of a document that takes goods out of stock lines: exits, bin moves, supplier returns. */
export const lines = {
  heading: 'Produits',
  noLines: 'Ajoutez au moins un produit.',
  stockLine: 'Lot et emplacement',
  noLot: 'sans lot',
  lot: 'lot {lot}',
  serial: 'n° {serial}',
  expires: 'exp. {date}',
  available: '{quantity|disponible|disponibles}',
  unusable: {
    expired: 'périmé',
    blocked: 'bloqué',
    quarantine: 'en quarantaine',
    frozen: 'gelé par l’inventaire[ «{count}»]',
  },
  proposing: 'Recherche du lot à sortir…',
  missing: 'Il manque {missing} {unit} : {available} en stock utilisable.',
  missingAll: 'Pas de stock utilisable dans ce dépôt à cette date[ : {why}].',
  addLot: 'Prendre aussi dans un autre lot',
  removeLot: 'Retirer ce lot',
  remove: 'Retirer {item}',
  removeShort: 'Retirer',
  delivered: 'déjà délivré : {quantity}',
  lotsProposed: 'Les lots viennent d’être proposés : vérifiez-les, puis enregistrez.',
  stockMoved:
    'Le stock a changé entre-temps : d’autres lots sont proposés ci-dessus. Vérifiez-les, puis enregistrez. Rien n’est enregistré.',
} as const;
