/** What «Recalculer» (`npm run verify`) says of the books. */
export const books = {
  nothing: 'Aucun mouvement dans {folder} : il n’y a rien à recalculer.',
  restorableUsage:
    'Usage : npm run restorable -- EXPORT.sql SORTIE.sql   (EXPORT.sql vient de «wrangler d1 export»)',
  restorableDone:
    '{rows|ligne écrite|lignes écrites} dans {file}, dans l’ordre où elles peuvent être reprises.',
  agrees:
    'Tout concorde : {documents|document|documents}, {movements|mouvement|mouvements} recalculés (stocks, coûts moyens, numéros de série, transferts, numéros de document).',
  differs:
    '{differences|différence|différences} sur {movements|mouvement|mouvements} recalculés. Rien n’a été modifié.',
  more: '… et {more|autre|autres}.',
  usage: 'Usage : npm run verify   (DATA_DIR choisit le dossier)',
  place: '{item}, {depot}[ / {bin}][, lot {lot}][, n° de série {serial}][, en route ({transfer})]',
  findings: {
    MOVEMENT_MISSING: 'Le mouvement n° {expected} manque au grand livre.',
    DOCUMENT_MISSING: 'Le {expected}ᵉ document manque au grand livre.',
    COMMAND_MISSING: 'La {expected}ᵉ ligne du journal manque.',
    MOVEMENT_STRAY:
      'Le mouvement n° {movement}[ ({item})] n’a pas la date de son document[ {document}] ou la référence de sa ligne de stock, ou l’un des deux manque.',
    DOCUMENT_EMPTY: '{document} n’a aucun mouvement.',
    DOCUMENT_UNASKED: '{document} n’a pas de ligne au journal : personne ne l’a demandé.',
    BALANCE: '{place} : attendu {expected} d’après les mouvements, trouvé {found}.',
    BALANCE_AFTER:
      '{place}, mouvement n° {movement} ({document}) : solde attendu {expected}, solde inscrit {found}.',
    LAST_MOVEMENT: '{place} : dernier mouvement attendu n° {expected}, inscrit n° {found}.',
    NEGATIVE: '{place} : le stock descend à {found} le {date} ({document}), il ne peut pas être négatif.',
    SERIAL_TWICE: '{item}, n° de série {serial} : attendu à un seul endroit, trouvé à {found} ({places}).',
    SERIAL_QUANTITY: '{place} : attendu 0 ou 1, trouvé {found}.',
    SERIAL_DATE:
      '{item}, n° de série {serial} : {document} est daté du {date}, avant son mouvement précédent du {last}.',
    CARRIED:
      '{document}, {item}[, lot {lot}][, n° de série {serial}] : {expected} pris d’un côté, {found} mis de l’autre.',
    TRANSIT_STRAY:
      '{place} : {document} touche à ce qui est en route par un autre transfert, ou vers ailleurs.',
    NUMBER_MISSING: 'Le numéro {expected} manque : après lui vient {found}.',
    NUMBER_WRONG: '{found}, daté du {date} : numéro attendu {expected}.',
    REVERSAL: '{document} annule {original}. {place} : attendu {expected}, trouvé {found}.',
    ADJUSTMENT: 'Inventaire «{count}». {place} : ajustement attendu {expected}, trouvé {found}.',
    COST_QUANTITY: '{item} : quantité valorisée attendue {expected}, trouvée {found}.',
    COST_LAST: '{item} : dernier mouvement valorisé attendu n° {expected}, inscrit n° {found}.',
    COST_MISSING: 'La référence de rang {item} a des mouvements et pas de coût.',
    AVERAGE: '{item}, mouvement n° {movement} ({document}) : coût moyen attendu {expected}, inscrit {found}.',
    AVERAGE_NOW: '{item} : coût moyen attendu[ {expected}], trouvé[ {found}].',
    UNIT_COST: '{item}, mouvement n° {movement} ({document}) : coût attendu {expected}, inscrit {found}.',
  },
};
