import type { help as french } from '../../fr/addon/help.ts';
import type { Same } from '../../same.ts';

export const help: Same<typeof french> = {
  intro: 'Décompte keeps the stock exits and stock counts of your depots in Google Sheets.',
  exitsTitle: 'Stock exits',
  exits:
    'Takes products out of the chosen depot to a patient, a service, another depot, or as a loss. The lot that expires first is proposed. Nothing moves before “Record the exit”; a voucher to print is then shown.',
  countsTitle: 'Stock counts',
  counts:
    'Opens a count, freezes the stock counted and prepares a sheet: one row for each item, bin, lot and serial number. Type the quantities, send, close, read the recap, then confirm: only then is the stock updated.',
  keysTitle: 'With the keyboard',
  keys: 'Tab goes to the next field, arrows walk through a list, Enter chooses, Escape closes the list.',
  safetyTitle: 'If something fails',
  safety:
    'What is typed stays: quantities on the sheet, an exit begun in a draft. Open the panel again to go on.',
  whoTitle: 'Rights',
  who: 'People and their depots are given by the administrator of your organisation.',
};
