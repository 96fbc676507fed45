import type { selfTest as french } from '../../fr/addon/selfTest.ts';
import type { Same } from '../../same.ts';

export const selfTest: Same<typeof french> = {
  menu: 'Self-test',
  title: 'Self-test of the add-on',
  intro: 'Select this table, copy it and send it back to whoever gave you this trial version.',
  check: 'Checked',
  expected: 'Expected',
  found: 'Found',
  checks: {
    zeros: '“007” stays a text, with its zeros',
    digits: 'twenty digits stay twenty digits',
    slash: '“1/2” is no date',
    formula: '“=1+1” is no formula',
    bare: '“1/2” without an apostrophe, in a column of texts',
    number: 'a decimal number comes back the same',
    blank: 'an empty cell is empty',
    date: 'a date comes back as a date',
    copy: 'a copied tab bears the same mark, under another id',
    lock: 'the lock of the spreadsheet can be taken',
    properties: '8 KB fit in a property',
    fetch: 'the service answers, within 30 seconds',
    issuer: 'the token comes from Google',
    claims: 'the token says for whom and whose it is',
    verified: 'the address is verified',
    account: 'the token is of the account that opened the spreadsheet',
  },
};
