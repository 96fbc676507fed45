import type { scan as french } from '../../fr/addon/scan.ts';
import type { Same } from '../../same.ts';

export const scan: Same<typeof french> = {
  label: 'Scan',
  hint: 'The scanner types here and ends with Enter.',
  taken: '{item}[, {details}]',
  proposed: '{item}[, {details}]: proposes {quantity} {unit}[, in place of {instead}]',
  added: '{item}[, {details}]: +{quantity} {unit}, {total} in all',
  again: '{item}[, {details}]: there already, nothing is added',
  otherExpiry:
    '{item}, lot {lot}: this code says {expiry}, and {known} is typed for this lot. Nothing is added: check the box and the expiry typed.',
  several: 'The scanner lost the separators. What does the pack say?',
  translated: '(scanner set to another keyboard: read all the same)',
  unknownItem: 'No item bears the code “{value}”.',
  noItem: 'This code gives the lot alone: first scan the item’s.',
  notHere: '{what} “{value}”: nothing to do with it here.',
  bin: 'Bin',
  patient: 'Patient',
  invoice: 'Invoice',
  voucher: 'Voucher',
  unknown: 'Code not recognised from “{value}” on.',
  length: 'Incomplete or too long code: “{value}”.',
  checkDigit: 'The code {value} was misread (wrong check digit): scan it again.',
  date: 'The code bears an impossible date: {value}.',
  characters: 'The code bears forbidden characters: “{value}”.',
  repeated: 'The code says {value} twice: scan it again.',
};
