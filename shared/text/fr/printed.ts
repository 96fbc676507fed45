/** What stands on vouchers, in snapshots and on the Worker's own pages. */
export const printed = {
  front: 'Décompte : le service répond. La description de l’API est à /v1/openapi.json.\n',
  snapshot: {
    columns: {
      depot: 'dépôt',
      bin: 'emplacement',
      code: 'code',
      label: 'désignation',
      kind: 'nature',
      supplier: 'fournisseur',
      lot: 'lot',
      expiry: 'péremption',
      serial: 'n° de série',
      unit: 'unité',
      quantity: 'quantité',
      unitCost: 'coût unitaire',
      value: 'valeur',
      by: 'par',
      lines: 'lignes',
      type: 'document',
      number: 'dernier numéro',
      date: 'date',
      theoretical: 'théorique',
      expected: 'attendu',
      first: 'comptage 1',
      second: 'comptage 2',
      retained: 'retenu',
      gap: 'écart',
      percent: 'écart %',
      reason: 'motif',
      counter: 'compté par',
      countedAt: 'compté le (UTC)',
    },
    by: { item: 'référence', supplier: 'fournisseur', bin: 'emplacement' },
    kinds: { article: 'article', part: 'pièce' },
    kept: 'non compté',
    inTransit: 'en route de {from} vers {to}',
    readmeBefore: `{organisation}
Export du stock AVANT l’inventaire «{count}» du {date}
Lieu : {depot}
Ouvert par {by}, le {at} (UTC)

Gardez ce fichier en lieu sûr et sauvegardez-le : la comptabilité en a besoin,
avec l’export APRÈS, pour valoriser l’écart.

stock.csv      chaque ligne de stock : quantité théorique, coût moyen, valeur
totaux.csv     les totaux par référence, fournisseur et emplacement
coupure.csv    le dernier numéro de chaque document, et ce qui est en route
manifest.json  ce que contient ce zip, avec l’empreinte SHA-256 de chaque fichier
`,
    readmeAfter: `{organisation}
Export du stock APRÈS l’inventaire «{count}» du {date}
Lieu : {depot}
Confirmé par {by}, le {at} (UTC)
[Ajustement : {adjustment}
]
Transmettez ce fichier à la comptabilité avec l’export AVANT.

stock.csv      chaque ligne de stock après confirmation
totaux.csv     les totaux par référence, fournisseur et emplacement
coupure.csv    le dernier numéro de chaque document, et ce qui est en route
ecarts.csv     théorique, compté, retenu, écart et valeur de chaque ligne, aussi sans écart
manifest.json  ce que contient ce zip, avec l’empreinte SHA-256 de chaque fichier
`,
  },
  voucher: {
    from: 'De',
    to: 'À',
    date: 'Date',
    author: 'Établi par',
    description: 'Note',
    linked: 'Liaison pièce',
    invoice: 'Facture',
    reason: 'Motif',
    emergency: 'Sortie d’urgence',
    code: 'Code',
    item: 'Article',
    bin: 'Emplacement',
    fromBin: 'De l’emplacement',
    toBin: 'Vers l’emplacement',
    lot: 'Lot',
    expiry: 'Péremption',
    serial: 'N° de série',
    quantity: 'Quantité',
    unit: 'Unité',
    cost: 'Coût unitaire',
    value: 'Valeur',
    total: 'Total',
    lines: '{n|ligne|lignes}',
    undelivered: 'Non délivré',
    transfer: 'Transfert',
    exit: 'Bon de sortie',
    reverses: 'Contre-passe',
    rectifies: 'Rectifie',
    rectifiedBy: 'Rectifié par {number}',
    reversedBy: 'Contre-passé par {number}',
    signatures: {
      depot: 'Le responsable du dépôt',
      receiver: 'Le réceptionnaire',
      deliverer: 'Livré ou rendu par',
      approver: 'Approuvé par',
    },
    print: 'Imprimer',
  },
  /** The recall notice of a lot. */
  notice: {
    recall: 'Avis de rappel de lot',
    trace: 'Traçabilité d’un lot',
    lot: 'Lot {lot}',
    item: 'Article',
    expiry: 'Péremption',
    reason: 'Motif du blocage',
    printed: 'Imprimé',
    by: 'le {date} par {person}',
    todo: 'Ce lot est bloqué : n’en délivrez plus, isolez ce qui reste, et prévenez ceux qui en ont reçu.',
    left: 'Ce qui reste',
    nothingLeft: 'Il n’en reste nulle part.',
    received: 'Qui en a reçu',
    nobody: 'Personne n’en a reçu.',
    onItsWay: 'en route ({transfer})',
    depot: 'Dépôt',
    bin: 'Emplacement',
    date: 'Date',
    document: 'Document',
    to: 'Destinataire',
    quantity: 'Quantité',
    signature: 'Vu et traité, date et signature',
  },
  labels: { title: 'Étiquettes' },
  types: {
    'entry-purchase': 'Bon d’entrée (achat)',
    'entry-donation': 'Bon d’entrée (don)',
    'entry-opening': 'Bon d’entrée (intégration)',
    'exit-patient': 'Bon de sortie vers un patient',
    'exit-service': 'Bon de sortie vers un service',
    transfer: 'Bon de transfert vers un dépôt',
    reception: 'Bon de réception',
    'transit-loss': 'Perte en route',
    'transit-return': 'Retour d’envoi',
    loss: 'Bon de perte',
    'return-patient': 'Retour de patient',
    'return-service': 'Retour de service',
    'return-supplier': 'Retour au fournisseur',
    'bin-move': 'Changement d’emplacement',
    'count-adjustment': 'Ajustement d’inventaire',
    reversal: 'Contre-passation',
    rectification: 'Rectification',
    assembly: 'Fabrication',
    'cost-correction': 'Correction de coût',
  },
} as const;
