import type { lines as french } from '../../fr/addon/lines.ts';
import type { Same } from '../../same.ts';

export const lines: Same<typeof french> = {
  heading: 'Products',
  noLines: 'Add at least one product.',
  stockLine: 'Lot and bin',
  noLot: 'no lot',
  lot: 'lot {lot}',
  serial: 'no. {serial}',
  expires: 'exp. {date}',
  available: '{quantity} available',
  unusable: {
    expired: 'expired',
    blocked: 'blocked',
    quarantine: 'in quarantine',
    frozen: 'frozen by the count[ “{count}”]',
  },
  proposing: 'Looking for the lot to take…',
  missing: '{missing} {unit} missing: {available} in usable stock.',
  missingAll: 'No usable stock in this depot on that date[: {why}].',
  addLot: 'Also take from another lot',
  removeLot: 'Remove this lot',
  remove: 'Remove {item}',
  removeShort: 'Remove',
  delivered: 'already delivered: {quantity}',
  lotsProposed: 'Lots have just been proposed: check them, then record.',
  stockMoved:
    'The stock changed meanwhile: other lots are proposed above. Check them, then record. Nothing is recorded.',
  rest: 'Will stay in the depot: {quantity} {unit}',
  serialsOf: '{count|serial number|serial numbers} in stock here',
  serialsTyped: 'Type or paste serial numbers',
  serialsUnknown: '{count|number is|numbers are} not in this depot: {serials}',
  scanUnknown: '{what}: not in stock in this depot.',
  scanAlready: '{what}: already taken.',
  scanShort: '{what}: not enough is left.',
  nothingUsable: 'Nothing can go out: each product above says why.',
};
