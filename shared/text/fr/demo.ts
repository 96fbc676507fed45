/** The story that `npm run demo` tells. */
export const demo = {
  usage: 'Usage : npm run demo, ou npm run demo -- --out DOSSIER',
  title: `Décompte en une minute : un vrai Worker, une base neuve, l’organisation d’exemple.
Chaque chiffre ci-dessous est une réponse de l’API.`,
  stock: '\n1. Le stock de «{organisation}», le {today}\n',
  stockTotal: 'en tout',
  stockLines: '{lines|ligne|lignes}',
  exits: '\n2. Quatre sorties de «{depot}», par {person}\n',
  exit: '   {number}  {type}[ : {party}]',
  exitLine:
    '      {quantity} × {label}[, lot {lot}][, périme le {expiry}][, n° {serial}] ; il en reste {left}',
  lossReason: 'Ampoules cassées',
  refused: '\n   Une sortie de trop est refusée, rien n’est écrit :\n   «{detail}»',
  open: '\n3. L’inventaire «{name}» de «{depot}»\n\n   Ouvert par {person} : {lines|ligne est gelée|lignes sont gelées}.',
  countName: 'Inventaire {year}',
  frozen: '   Pendant le gel, une sortie est refusée :\n   «{detail}»',
  emergencyReason: 'Arrêt cardiaque, chambre 12',
  emergency:
    '   La sortie d’urgence passe : {number}, {quantity} × {label}, motif «{reason}».\n   La quantité attendue en tient compte.',
  acknowledged: '   {person} prend acte de la sortie d’urgence {number}, recomptée depuis.',
  counted: '   Comptage saisi par {person} : {counted|ligne comptée|lignes comptées} sur {lines}.',
  blanks:
    '   Clôturer demande quoi faire des lignes non comptées :\n   «{detail}»\n   Décision : leur quantité est gardée.',
  recap: '\n   Récapitulatif : {differing|ligne diffère|lignes diffèrent}.',
  recapLine:
    '      {label}[, lot {lot}][, n° {serial}] : attendu {expected}, compté {retained}, écart {gap}, soit {value}',
  recapTotal: '      Manquants {loss}, trouvés {gain}, écart de valeur {total}',
  confirmed:
    '\n   Confirmé : un seul ajustement, {number}. «{depot}» vaut maintenant {value} (avant : {before}).',
  zips: '\n4. Les deux zips pour la comptabilité\n',
  zip: '   {file}   {bytes} octets\n      SHA-256 {sha256}, la même que celle de l’API',
  vouchers: '\nLes {count} bons et les deux zips sont dans {folder}.',
  unexpectedPosted: 'L’API a accepté ce qu’elle devait refuser : {what}.',
  unexpectedMissing: 'Le stock d’exemple ne suffit pas pour {item} : il manque {missing}.',
  unexpectedHash: 'L’empreinte de {file} n’est pas celle que l’API annonce ({sha256}).',
  unexpectedValue: 'L’ajustement n’a pas la valeur annoncée : {found} au lieu de {told}.',
};
