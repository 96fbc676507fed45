import type { warnings as french } from '../fr/warnings.ts';

export const warnings: typeof french = {
  EXPIRES_SOON: '{item}, lot {lot}: expires soon, on {expiry}.',
  BELOW_ALERT: '{item}: {left} left, below the alert level of {alert}.',
  NOT_FIRST_EXPIRED: '{item}: the lot {first} expires before the one that leaves.',
};
