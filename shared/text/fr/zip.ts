/** What `npm run verify-zip` and the page «Vérifier» say of a zip, and `npm run verify` of the seal. */
export const zip = {
  usage:
    'Usage : npm run verify-zip -- FICHIER.zip   (DATA_DIR choisit le grand livre ; --en répond en anglais)',
  noFile: 'Le fichier {file} n’est pas lisible.',
  before: 'Export AVANT l’inventaire «{count}» du {date}, dépôt {depot}, {organisation}',
  after: 'Export APRÈS l’inventaire «{count}» du {date}, dépôt {depot}, {organisation}',
  hash: 'Empreinte (SHA-256) : {sha256}, {bytes} octets',
  whole: 'Contenu intact : {files|fichier|fichiers} comme le manifeste les décrit.',
  ours: 'C’est bien l’export que le grand livre a gardé, à la position {position} ; le sceau et les quantités concordent.',
  oursUnsealed:
    'C’est bien l’export que le grand livre a gardé, à la position {position} ; il date d’avant le sceau. Les quantités concordent.',
  noLedger: 'Le grand livre n’est pas ici ({folder}) : seul le contenu a été vérifié.',
  broken: 'Ce fichier n’est pas fiable : {findings|chose ne concorde|choses ne concordent} pas.',
  findings: {
    NOT_A_ZIP: 'Ce n’est pas un zip, ou il est abîmé.',
    MANIFEST_MISSING: 'Il manque {file} : ce n’est pas un export de Décompte.',
    MANIFEST_UNREADABLE: '{file} est illisible ou a été abîmé.',
    FILE_MISSING: '{file} manque.',
    FILE_EXTRA: '{file} n’est pas décrit par le manifeste : il a été ajouté.',
    FILE_TWICE: 'Le zip contient {found} entrées pour {expected} noms : un fichier en cache un autre.',
    FILE_UNREADABLE: '{file} est abîmé.',
    FILE_SIZE: '{file} a été changé : {found} octets au lieu de {expected}.',
    FILE_CHANGED: '{file} a été changé : son empreinte n’est plus celle du manifeste.',
    COUNT_UNKNOWN: 'Le grand livre ne connaît pas cet inventaire.',
    ZIP_NOT_STORED: 'Le grand livre n’a pas encore gardé cet export.',
    ZIP_DIFFERS: 'Ce n’est pas l’export gardé : son empreinte devrait être {expected}.',
    POSITION_DIFFERS: 'Position du grand livre : {found} dans le manifeste, {expected} au grand livre.',
    SEAL_MISSING: 'Le sceau n° {found} que nomme le manifeste n’est pas dans la chaîne.',
    SEAL_DIFFERS: 'Le sceau du manifeste ({found}) n’est pas celui de la chaîne ({expected}).',
    BEFORE_DIFFERS:
      'L’export AVANT que nomme le manifeste ({found}) n’est pas celui qui est gardé ({expected}).',
    LINES_DIFFER: 'stock.csv a {found} lignes, le grand livre {expected}.',
    STOCK_DIFFERS:
      '{found|ligne ne correspond|lignes ne correspondent} plus aux mouvements jusqu’à cette position.',
  },
  seal: {
    none: 'Sceau : rien n’est encore scellé.',
    whole:
      'Sceau intact : {links|maillon|maillons}, du premier jusqu’à la position {position} du grand livre, scellée le {at}.',
    waiting: '{unsealed|commande attend encore d’être scellée|commandes attendent encore d’être scellées}.',
    wholeThrough:
      'La chaîne est intacte du premier maillon au maillon {link} (position {position}, scellée le {at}).',
    broken: '{faults|maillon ne concorde|maillons ne concordent} plus avec le sceau.',
    place: 'maillon {link}, commande n° {command}[ ({documents})][, inventaire «{count}»]',
    faults: {
      missing: '{place} : une ligne scellée manque.',
      changed: '{place} : une ligne scellée a été changée, ou mise à la place d’une autre.',
      chain: '{place} : le maillon lui-même a été changé, ou celui d’avant manque.',
      head: '{place} : ce n’est plus la chaîne dont la tête a été conservée à part.',
    },
  },
} as const;
