/** What every panel says: its head, its depot, its fields. */
export const panel = {
  otherLanguage: 'English',
  loading: 'Chargement…',
  working: 'Un instant…',
  retry: 'Réessayer',
  cancel: 'Annuler',
  back: 'Retour',
  close: 'Fermer',
  nothingFound: 'Rien ne correspond à «{q}»',
  choices: '{count|choix|choix}, flèches pour parcourir',
  environment: 'environnement {name}',
  depot: 'Dépôt',
  depotChosen: 'Dépôt : {name}',
  chooseDepot: 'Choisir le dépôt',
  changeDepot: 'Changer de dépôt',
  checkDepot: 'Attention : vérifiez le dépôt sélectionné',
  everyDepot: 'Ici, aucun dépôt à choisir : ces pages valent pour tous.',
  noDepotChosen: 'Choisissez d’abord le dépôt : aucune opération n’est possible sans lui.',
  noDepot:
    'Aucun dépôt ne vous est ouvert. Demandez à un administrateur de créer un dépôt ou de vous y donner un rôle, puis rouvrez ce panneau.',
  useDepot: 'Utiliser ce dépôt',
  required: 'À remplir',
  named: '{name} : {text}',
  quoted: '«{text}»',
} as const;

/** Fields that several panels share. */
export const fields = {
  datePrevious: 'Jour précédent',
  dateNext: 'Jour suivant',
  dateHint: '20/11, hier, 2026-11-20…',
  dateUnclear: '«{value}» n’est pas une date. Tapez par exemple 20/11 ou hier.',
  expiryUnclear: '«{value}» n’est pas une péremption. Tapez par exemple 31/03/2027, ou 03/2027.',
  dateFuture: 'Cette date est dans l’avenir.',
  addItem: 'Ajouter une référence',
  addItemHint: 'Code ou désignation, tapé ou scanné',
  addItemUnchosen: 'Choisissez la référence «{typed}» dans la liste, ou effacez-la.',
  quantity: 'Quantité',
  quantityUnclear: '«{value}» n’est pas une quantité positive.',
  quantityLarge: '«{value}» est une trop grande quantité : {most} au plus.',
  quantityDecimals: '{decimals|décimale|décimales} au plus pour cette unité.',
  quantityWhole: 'Cette unité ne se divise pas.',
  patient: 'Patient',
  patientHint: 'Référence (tapée ou scannée) ou nom',
  service: 'Service',
  destination: 'Dépôt de destination',
  chooseDestination: 'Choisir…',
  expiryHint:
    '31/03/2027, ou le mois seul (03/2027, 2027-03, ou 03/27 comme sur les boîtes) pour son dernier jour',
  supplier: 'Fournisseur',
  searchHint: 'Code ou nom',
  noDestination: 'Ce dépôt n’envoie vers aucun autre dépôt.',
  serials: 'N° de série',
  serialsHint: 'Un par ligne, ou une suite : SN-001..SN-020',
  serialsRead: '{count|n° lu|n° lus}',
  serialsRange: '«{value}» n’est pas une suite : tapez par exemple SN-001..SN-020.',
  serialsTooMany: '«{value}» fait {count} numéros : {most} au plus à la fois.',
  removePick: 'Retirer {code}',
  serialsLong: '«{value}» est trop long : {longest} caractères au plus.',
  serialsTwice: '«{value}» figure deux fois.',
} as const;

/** What is typed is kept until it is posted or thrown away. */
export const drafts = {
  found: 'Brouillon repris (gardé automatiquement).',
  later: 'Plus tard',
  throwAway: 'Jeter le brouillon',
  throwAwayQuestion: 'Jeter ce brouillon ? Ce qui y est saisi sera perdu.',
  keep: 'Garder',
  throwAwayYes: 'Jeter',
  waiting: 'Brouillons',
  items: '{first} et {others|autre|autres}',
  lines: '{count|ligne|lignes}',
  recorded:
    'Ce document est déjà enregistré[ sous le numéro {number}] : il a été envoyé d’ici ou d’une autre fenêtre, avec d’autres valeurs. Voyez ce qu’il dit avant d’en enregistrer un second.',
  recordAnother: 'Enregistrer un second document',
  keeping: 'Brouillon à garder…',
  kept: 'Brouillon gardé',
  notKept: 'Le brouillon n’a pas pu être gardé',
  arrived:
    'Le premier envoi est bien arrivé : il est enregistré tel qu’il était, sans ce que vous avez changé depuis. Vérifiez-le ; pour envoyer aussi ce qui est affiché ici, cliquez encore une fois.',
} as const;

/** A command that the service refused: each sentence beside its field. */
export const refused = {
  fix: '{count|point est|points sont} à corriger ci-dessus. Rien n’est enregistré.',
  refusedLine: 'Ligne {line} : {detail}',
} as const;
