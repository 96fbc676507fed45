import type { help as french } from '../../fr/addon/help.ts';
import type { Same } from '../../same.ts';

export const help: Same<typeof french> = {
  intro: 'Décompte keeps the stock of your depots in Google Sheets: exits, entries, counts, serial numbers.',
  exitsTitle: 'Stock exits',
  exits:
    'Takes stock out of the chosen depot to a patient, a service, another depot, or as a loss. The lot that expires first is proposed. Nothing moves before “Record the exit”; a voucher to print is then shown.',
  countsTitle: 'Stock counts',
  counts:
    'Opens a count, freezes the stock counted and prepares a sheet: one row for each item, bin, lot and serial number. Type, paste or scan the quantities, send, close, read the recap, then confirm: only then is the stock updated.',
  flowsTitle: 'Entries and receptions',
  flows:
    'Records what comes in (purchase, gift), receives transfers, takes returns back, moves between bins. The journal finds each document; a mistake is mended there by a reversal, never by erasing.',
  stockTitle: 'Serial numbers and stock',
  stock:
    'Shows each serial number, the stock of an item, a bin, a lot, the stock on any past day with its value, levels and what to order, expiries, what does not move, back orders. “To a sheet” writes the page to a sheet of its own and refreshes it there; your other sheets are never touched.',
  settingsTitle: 'Catalogue and settings',
  settings:
    'Items, suppliers, bins, services, patients, depots, people and rights, settings of the organisation. “Start from my own spreadsheet” takes your list of stock over, all or nothing, and writes nothing in it.',
  termsTitle: 'Coming from other software',
  terms: {
    bins: 'Availability by bin, stock details, stock state, alert levels: pages of “Serial numbers and stock”.',
    places: 'Bins: in “Catalogue and settings”. Moves between bins: in “Entries and receptions”.',
    movements: 'Stock movements: the journal, and the stock card of an item.',
    counts: 'Stock update by count: in “Stock counts”.',
    general: 'Generalities: this help, and the path written at the top of each page.',
    serials: 'Serial numbers: “Stock by serial number”, in “Serial numbers and stock”.',
    backorders:
      'Back orders: lines of invoices not delivered and transfers not received; each is closed with a reason.',
    recompute:
      'Recompute: each night what is new, each week all books are made again from the movements; the page “Checks” of accounting names each difference, and nothing is repaired silently.',
    settle: 'Settle: a spot count to zero, with its reason.',
    purge: 'Purge: refused on purpose. The ledger only grows; what no longer serves is deactivated.',
    modes:
      'Management modes: an invoice is delivered whole in one click, the lot that expires first going first, or line by line in the form.',
    assembly: 'Assembly of compound products: not in this version yet.',
  },
  scanTitle: 'With a code scanner',
  scan: 'Scan in “Add an item”, “Patient” or “Scan”: the GS1 code of a pack fills item, lot, expiry and quantity. In an open count each scan adds the pack’s quantity on the sheet; a serial number scanned twice counts once. A high tone says that it is taken, a low one that it is not.',
  sheetTitle: 'Several exits at once',
  sheet:
    '“Type in a sheet” opens a sheet to fill or paste into; “Check the rows” says what is missing, “Record the exits” makes one voucher for each destination and day.',
  keysTitle: 'With the keyboard',
  keys: 'Tab goes to the next field, arrows walk through a list, Enter chooses, Escape closes the list.',
  safetyTitle: 'If something fails',
  safety:
    'What is typed stays: quantities on the sheet, an exit begun in a draft. Open the panel again to go on.',
  whoTitle: 'Rights',
  who: 'People and their depots are given by the administrator of your organisation.',
};
