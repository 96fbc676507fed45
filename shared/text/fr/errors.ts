import type { ErrorCode } from '../../domain/errors.ts';

/** One sentence per code: what is wrong, with the figure, and what to do. */
export const errors: Record<ErrorCode, string> = {
  REQUEST_INVALID: 'La demande n’est pas comprise : {what}.',
  FIELD_FOREIGN:
    'Le champ «{field}» ne dit rien dans un document de type {type} : rien n’a été enregistré. Retirez-le.',
  JSON_INVALID: 'La demande n’est pas un JSON lisible.',
  BODY_TOO_LARGE: 'La demande est trop grande : {limit} octets au plus.',
  NOT_FOUND: 'Rien ne se trouve à cette adresse, ou vous n’y avez pas accès.',
  IDEMPOTENCY_KEY_REQUIRED:
    'L’en-tête Idempotency-Key manque ou n’est pas l’identifiant (UUID) de ce qui est envoyé.',
  ID_REUSED: 'Cet identifiant a déjà servi pour autre chose. Recommencez avec un nouveau formulaire.',
  CHANGED: 'Quelqu’un a modifié cette fiche entre-temps (version {current}). Relisez-la, puis recommencez.',
  TOKEN_INVALID:
    'Votre identité n’a pas pu être vérifiée. Rouvrez le panneau et acceptez l’autorisation demandée.',
  DOMAIN_FOREIGN:
    'Le compte {email} n’appartient pas à l’organisation ({domains}). Connectez-vous avec votre compte professionnel.',
  PERSON_UNKNOWN: 'Le compte {email} n’est pas inscrit. Demandez à un administrateur de vous ajouter.',
  FORBIDDEN: 'Vous n’avez pas ce droit. Demandez à un responsable du dépôt ou à un administrateur.',
  RATE_LIMITED: 'Trop de demandes à la fois. Réessayez dans {seconds} secondes.',
  UNAVAILABLE: 'Le service ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un instant.',
  GOOGLE_UNAVAILABLE:
    'Google, qui dit qui se connecte, ne répond pas pour l’instant. Rien n’est perdu : réessayez dans quelques minutes.',
  SIGN_IN_NOT_SET_UP:
    'La connexion est mal installée : Google ne reconnaît pas ce site. Recommencer n’y changerait rien. Prévenez un administrateur de Décompte, qui doit vérifier l’identifiant et le secret du client de connexion, et citez le numéro {requestId}.',
  INTERNAL: 'Une erreur imprévue est survenue. Rien n’a été écrit. Citez le numéro {requestId}.',
  LINES_REFUSED: '{count|ligne est refusée|lignes sont refusées} : rien n’a été enregistré.',
  ROWS_REFUSED:
    '{count|ligne du fichier est refusée|lignes du fichier sont refusées} : rien n’a été importé.',
  EXPORT_TOO_LONG: 'Plus de {limit} lignes : un fichier xlsx ne les prend pas. Prenez le CSV.',
  FILE_INVALID: 'Le fichier n’est pas lisible : {what}.',
  COLUMN_MISSING: 'La colonne «{column}» manque dans le fichier.',
  VALUE_INVALID: '«{value}» n’est pas une valeur possible pour {column}.',
  VALUE_MISSING: 'Cellule vide dans la colonne «{column}» : elle est à remplir.',
  TEXT_RETYPED:
    '«{value}» dans la colonne «{column}» : le tableur a changé ce qui avait été saisi, il en a fait une date ou un nombre. Mettez la colonne au format texte brut, puis saisissez de nouveau la valeur.',
  NUMBER_RETYPED:
    '«{value}» dans la colonne «{column}» est une date : le tableur a pris pour elle le nombre saisi (1.5 ou 12/11 par exemple). Mettez la colonne au format nombre, puis saisissez de nouveau le nombre avec le séparateur décimal de votre tableur.',
  YEAR_GUESSED:
    '«{value}» dans la colonne «{column}» : le tableur a deviné le siècle d’une année à deux chiffres. Saisissez de nouveau la date, avec quatre chiffres pour l’année.',
  DUPLICATE_ROW: '«{value}» figure déjà à la ligne {first}.',
  ROW_DIFFERS: '{item} : {what} diffère, «{value}» ici, «{other}» à la ligne {first}.',
  STOCK_INSUFFICIENT:
    '{item} : {wanted} demandés, {available} disponibles[ (lot {lot})][ à l’emplacement {bin}].',
  QUANTITY_INVALID:
    '{item} : la quantité {quantity} n’est pas possible (positive ; décimales permises : {decimals}).',
  ITEM_UNKNOWN: 'La référence «{item}» n’existe pas.',
  DEPOT_UNKNOWN: 'Le dépôt «{depot}» n’existe pas ou vous n’y avez pas accès.',
  BIN_UNKNOWN: 'L’emplacement «{bin}» n’existe pas dans ce dépôt.',
  BIN_REQUIRED: '{item} : choisissez l’emplacement ({bins}).',
  PARTY_UNKNOWN: 'Le destinataire ou la provenance «{party}» n’existe pas.',
  GROUP_UNKNOWN: 'Aucune référence n’est du groupe «{group}».',
  SUPPLIER_UNKNOWN: 'Le fournisseur «{supplier}» n’existe pas.',
  INACTIVE: '«{what}» est désactivé.',
  STOCK_NOT_MANAGED: '{item} n’est pas géré en stock.',
  LOT_REQUIRED: '{item} : le lot est obligatoire.',
  LOT_FORBIDDEN: '{item} n’est pas suivi par lot.',
  LOT_UNKNOWN: '{item} : le lot «{lot}» n’existe pas.',
  LOT_EXPIRED: '{item}, lot {lot} : périmé depuis le {expiry}.',
  LOT_BLOCKED: '{item}, lot {lot} : bloqué ({reason}).',
  BIN_QUARANTINE: '{item} : l’emplacement {bin} est en quarantaine.',
  EXPIRY_REQUIRED: '{item}, lot {lot} : la date de péremption est obligatoire.',
  EXPIRY_UNUSUAL: '{item}, lot {lot} : la péremption {expiry} surprend. Confirmez-la si elle est juste.',
  LOT_EXPIRY_DIFFERS:
    '{item}, lot {lot} : [la péremption connue est {known}, pas {expiry}.][la ligne {otherLine} de ce document donne à ce lot la péremption {otherDate}, pas {expiry}.][ce lot est connu sans péremption, pas avec {unknownDate}.]',
  LOT_NUMBER_TAKEN: '{item} a déjà un lot «{lot}». Deux lots ne peuvent pas porter le même numéro.',
  LOT_COUNTED:
    '{item}, lot {lot} : l’inventaire «{count}», ouvert par {by}, le tient. Corrigez-le après sa confirmation.',
  SERIAL_REQUIRED: '{item} : le numéro de série est obligatoire.',
  SERIAL_FORBIDDEN: '{item} n’est pas suivi par numéro de série.',
  SERIAL_QUANTITY: '{item}, n° {serial} : la quantité d’un numéro de série est 1, pas {quantity}.',
  SERIAL_IN_STOCK: '{item}, n° {serial} : déjà en stock ({where}).',
  SERIAL_ELSEWHERE: '{item}, n° {serial} : n’est pas ici, il est en stock à {where}.',
  SERIAL_UNKNOWN: '{item} : le n° de série «{serial}» n’est pas en stock.',
  SERIAL_DATE: '{item}, n° {serial} : son dernier mouvement est du {last}, le document ne peut le précéder.',
  TRACKING_IN_USE:
    '{item} : {what} ne change que si le stock est à zéro partout[ (il reste {quantity})][ et hors de l’inventaire «{count}»].',
  ITEM_CHANGED:
    '{item} : l’unité, les décimales ou le suivi ont changé depuis {number} ; ses quantités ne valent plus. Saisissez un nouveau document.',
  IN_USE: '«{what}» est encore utilisé : {why}.',
  DATE_FUTURE: 'La date {date} est dans l’avenir ; aujourd’hui est le {today}.',
  PERIOD_CLOSED: 'La période est close jusqu’au {closedThrough}.',
  DATE_TOO_OLD: 'La date {date} est trop ancienne : vous pouvez dater à partir du {earliest}.',
  DATE_BEFORE_ENTRY:
    '{item} : rien n’était entré sur cette ligne le {date} (première entrée le {firstDate}).',
  DATE_BEFORE_EXIT: '{item} : sorti le {exitDate} ({number}) ; un retour ne peut pas être daté du {date}.',
  DATE_BEFORE_COUNT:
    '{item} : compté le {countDate} ({count}) ; un mouvement ne peut pas précéder ce comptage.',
  DATE_WITHIN_COUNT:
    '{item} : la date tombe pendant l’inventaire «{count}». Confirmez que ces quantités ne sont pas dans le comptage.',
  REASON_REQUIRED: 'Un motif est obligatoire.',
  COST_UNUSUAL:
    '{item} : le coût {cost} s’écarte beaucoup du coût moyen {average}. Confirmez-le s’il est juste.',
  COST_REQUIRED: '{item} : aucun coût n’est connu, indiquez-le.',
  COST_FORBIDDEN: '{item} : ce type de document ne porte pas de coût, il sort au coût moyen.',
  VALUE_TOO_LARGE: '{item} : la valeur dépasse ce que le grand livre peut porter.',
  PARTY_REQUIRED: 'Indiquez le destinataire ou la provenance.',
  INVOICE_REQUIRED: 'Ce dépôt demande une facture pour chaque sortie vers un patient.',
  INVOICE_UNKNOWN: 'La facture «{invoice}» n’existe pas.',
  INVOICE_OTHER_PARTY: 'La facture {invoice} est celle d’un autre patient.',
  INVOICE_LINE_UNKNOWN: 'La facture {invoice} n’a pas de ligne {number}.',
  TYPE_NOT_ALLOWED: 'Le dépôt {depot} ne peut pas enregistrer ce type de document.',
  DESTINATION_NOT_ALLOWED: 'Le dépôt {depot} n’envoie pas vers {destination}.',
  SAME_DEPOT: 'Le dépôt de destination est le dépôt de départ.',
  DOCUMENT_UNKNOWN: 'Le document «{document}» n’existe pas.',
  RECEIPT_EXCEEDS_SENT: '{item} : {wanted} à recevoir, {available} en route.',
  RETURN_EXCEEDS_EXIT: '{item} : {wanted} à reprendre, {available} sortis et non rendus.',
  ALREADY_REVERSED: 'Le document {number} est déjà contre-passé par {by}.',
  REVERSAL_BLOCKED: 'Le document ne peut pas être contre-passé : {by} en dépend.',
  COUNT_OPEN:
    '{item} : gelé par l’inventaire «{count}», ouvert par {by} le {at}. Attendez sa confirmation, ou faites une sortie d’urgence.',
  COUNT_NOT_OPEN: 'L’inventaire «{count}» n’est pas ouvert.',
  COUNT_NOT_CLOSED: 'L’inventaire «{count}» n’est pas clôturé : clôturez-le pour voir le récapitulatif.',
  COUNT_SCOPE_TAKEN:
    'L’inventaire «{count}», ouvert par {by} le {at}, couvre déjà tout ou partie de ce périmètre.',
  COUNT_SCOPE_EMPTY: 'Aucune ligne de stock ne correspond à ce périmètre.',
  COUNT_NOTHING_COUNTED: 'Aucune ligne n’a été comptée.',
  COUNT_BLANKS_UNDECIDED:
    '{blank|ligne n’est pas comptée|lignes ne sont pas comptées} : dites si on garde le théorique ou si on compte zéro.',
  COUNT_LINE_STALE: '{item} : ligne changée entre-temps[ par {by}][ ; {counted} au lieu de votre {sent}].',
  COUNT_LINE_UNKNOWN:
    'La ligne {sent}[, lot «{lot}»][, n° de série «{serial}»][, emplacement «{bin}»] n’est pas de cet inventaire.',
  COUNT_LINE_DUPLICATE: 'La ligne {item} figure deux fois.',
  COUNT_RECOUNT_DUE:
    'Après une sortie d’urgence, {lines|ligne doit être recomptée|lignes doivent être recomptées} avant de clôturer.',
  COUNT_RECAP_CHANGED: 'L’inventaire a changé depuis le récapitulatif. Relisez-le avant de confirmer.',
  COUNT_APPROVAL_REQUIRED:
    'L’écart vaut {value} : une seconde approbation est demandée au-dessus de {limit}[ ; celle qui a été donnée vaut jusqu’à {approved}].',
  COUNT_SAME_PERSON:
    'Vous avez déjà compté[ {item}][ dans l’inventaire «{count}»] : une autre personne doit s’en charger.',
  COUNT_DATE_MOVED:
    'L’inventaire ne peut pas porter la date du {date}[ : {item} a bougé depuis ({number}, daté du {movedDate})][ : l’inventaire «{later}» est du {laterDate}].',
  SNAPSHOT_LOST:
    'Le fichier conservé (empreinte {sha256}) n’est plus là, et il ne peut pas être refait à l’identique. Prenez la copie que la comptabilité a gardée.',
  COUNT_STOCK_HIDDEN:
    '{item} : il n’y en a pas {wanted}. L’inventaire «{count}» est à l’aveugle : la quantité n’est pas montrée.',
  COUNT_SERIAL_TWICE:
    '{item}, n° {serial} : compté à plusieurs endroits[ ({bins})], il n’est qu’à un seul. Recomptez.',
  COUNT_LINE_COUNTED: '{item} : déjà compté[ par {by}], {counted} ; la saisie dit {sent}.',
  COUNT_VALUE_LIMIT:
    'L’écart vaut {value} : au-dessus de {limit}, c’est à un responsable de faire cet inventaire.',
  COUNT_NOT_CONFIRMED: 'L’inventaire «{count}» n’est pas confirmé.',
  COUNT_REVERSAL_ASKED: 'L’annulation de l’inventaire «{count}» est déjà demandée.',
  COUNT_REVERSAL_NOT_ASKED: 'Personne n’a demandé l’annulation de l’inventaire «{count}».',
  COUNT_REVERSAL_SAME_PERSON:
    'Vous avez demandé cette annulation : c’est à une autre personne de l’approuver.',
  COUNT_TEAM_UNKNOWN: 'L’équipe {team} n’existe pas dans l’inventaire «{count}».',
  COUNT_TEAM_DUPLICATE: '«{what}» figure dans deux équipes.',
  MEMBER_UNKNOWN: '«{email}» n’a pas de rôle dans ce dépôt.',
  COUNT_SECOND_BEGUN: '{item} est au second comptage : le premier ne change plus.',
  COUNT_FIRST_DUE: '{item} a déjà un second comptage, par une autre personne : il manque le premier.',
  COUNT_SECOND_UNSENT:
    '{lines|ligne dépasse|lignes dépassent} la tolérance : cet inventaire demande un second comptage, ouvrez-le d’abord.',
  COUNT_SECOND_DUE:
    '{lines|ligne attend|lignes attendent} un second comptage, ou l’arbitrage d’un responsable.',
  COUNT_ROUND_EMPTY: 'Aucune ligne n’est à envoyer au second comptage.',
  COUNT_ARBITRATION_DUE:
    '{lines|ligne dont les deux comptages diffèrent attend|lignes dont les deux comptages diffèrent attendent} l’arbitrage d’un responsable.',
  COUNT_ARBITRATION_NEEDLESS: '{item} n’est pas au second comptage : il n’y a rien à arbitrer.',
  COUNT_ACKNOWLEDGEMENT_DUE:
    '{documents|sortie d’urgence attend|sorties d’urgence attendent} l’accord d’un responsable avant la clôture.',
  COUNT_VALUES_MOVED:
    'Les coûts moyens ont changé depuis le récapitulatif : l’écart vaut maintenant {gapValue}[, {grossValue} sans les signes]. Les quantités sont les mêmes.',
};
