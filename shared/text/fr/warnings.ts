/** What a posted document warns of; none of these refuses it. */
export const warnings = {
  EXPIRES_SOON: '{item}, lot {lot} : périme bientôt, le {expiry}.',
  BELOW_ALERT: '{item} : il reste {left}, sous le seuil d’alerte de {alert}.',
  NOT_FIRST_EXPIRED: '{item} : le lot {first} périme avant celui qui sort.',
};
