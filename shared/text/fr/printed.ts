/** What stands on vouchers, in snapshots and on the Worker's own pages. */
export const printed = {
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
