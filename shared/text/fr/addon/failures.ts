/** Failures that the add-on itself finds; what the Worker refuses comes with its own sentence. */
export const failures = {
  OTHER_ACCOUNT:
    'Ce panneau est ouvert pour {shown}, mais Google répond pour {actual}. Fermez-le, déconnectez l’autre compte ou ouvrez une fenêtre privée, puis rouvrez-le.',
  SCOPES_REFUSED:
    'L’autorisation demandée n’a pas été donnée. Fermez ce panneau, rouvrez-le par le menu Extensions > Décompte, et acceptez toutes les autorisations.',
  UNREACHABLE:
    'Le service ne répond pas. Vérifiez la connexion, puis réessayez : rien de ce que vous avez tapé n’est perdu.',
  UNREADABLE:
    'Une page web a répondu à la place du service (portail d’un réseau, ou adresse changée). Réessayez ; si cela dure, prévenez votre administrateur.',
  BODY_TOO_LARGE:
    'C’est trop pour un seul envoi. Enregistrez en plusieurs fois, avec moins de lignes à la fois.',
  RATE_LIMITED: 'Trop de demandes à la fois. Attendez {seconds|seconde|secondes}, puis réessayez.',
  UNAVAILABLE:
    'Le service est arrêté ou surchargé pour l’instant. Rien n’est perdu : réessayez dans une minute.',
  TOKEN_INVALID:
    'Votre identité n’a pas pu être vérifiée. Fermez ce panneau et rouvrez-le ; si cela dure, prévenez votre administrateur.',
  UNEXPECTED:
    'Une erreur imprévue est survenue dans le module. Réessayez ; si cela dure, prévenez votre administrateur.',
  TIMED_OUT:
    'Pas de réponse de Google Sheets. Vérifiez la connexion, puis réessayez : rien de ce que vous avez tapé n’est perdu.',
  REPORT_TOO_LONG: 'Plus de {most} lignes : affinez les filtres, puis recommencez.',
  TAB_GONE: 'Cet onglet n’est plus dans le classeur. Choisissez-en un autre.',
  TAB_TOO_LONG: 'L’onglet a {rows} lignes : {most} au plus en une fois. Coupez-le en plusieurs onglets.',
  SHEET_GONE: 'La feuille de comptage n’est plus dans ce classeur. Cliquez sur «Réparer la feuille».',
  SHEET_COLUMNS:
    'La feuille «{sheet}» n’a plus, ou a deux fois, la colonne {columns}. Cliquez sur «Réparer la feuille» : ce qui est tapé est repris.',
  HOLD_MAY_NOT: 'Vous ne pouvez pas compter dans ce dépôt : vous ne pouvez pas tenir cette feuille.',
  HOLD_OWN_FIRST:
    '{count|ligne de cette feuille : vous l’avez comptée|lignes sur cette feuille : vous les avez toutes comptées} la première fois. Une autre personne doit la tenir.',
  HOLD_OTHER_NOW: 'Cette feuille vient d’être prise par {name}.',
  EXIT_SHEET_GONE:
    'La feuille des sorties n’est plus dans ce classeur. Cliquez sur «Aller à la feuille» : une nouvelle est faite.',
  EXIT_SHEET_COLUMNS:
    'La feuille «{sheet}» n’a plus, ou a deux fois, la colonne {columns}. Remettez son titre dans la première ligne.',
  SHEET_BUSY: 'Une autre personne prépare cette feuille. Réessayez dans un instant.',
  TRANSFER_ARRIVED:
    'Plus rien de ce transfert n’est en route : tout a été reçu, renvoyé ou clos entre-temps. Rien n’est enregistré.',
  DRAFT_TOO_LARGE:
    'Les brouillons de ce panneau sont trop grands pour être gardés : enregistrez ce document en plusieurs fois, ou jetez un brouillon dont vous n’avez plus besoin.',
} as const;
