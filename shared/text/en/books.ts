import type { books as french } from '../fr/books.ts';
import type { Same } from '../same.ts';

/** What `npm run verify` says of the books. */
export const books: Same<typeof french> = {
  nothing: 'No movement in {folder}: there is nothing to recompute.',
  restorableUsage:
    'Usage: npm run restorable -- EXPORT.sql OUT.sql   (EXPORT.sql comes from “wrangler d1 export”)',
  restorableDone: '{rows|row|rows} written to {file}, in an order in which they can be brought back.',
  agrees:
    'All agrees: {documents|document|documents}, {movements|movement|movements} recomputed (stocks, average costs, serial numbers, transfers, document numbers).',
  differs:
    '{differences|difference|differences} over {movements|movement|movements} recomputed. Nothing was changed.',
  more: '… and {more|other|others}.',
  usage: 'Usage: npm run verify   (DATA_DIR chooses the folder)',
  place: '{item}, {depot}[ / {bin}][, lot {lot}][, serial number {serial}][, on its way ({transfer})]',
  findings: {
    MOVEMENT_MISSING: 'Movement no. {expected} is missing from the ledger.',
    DOCUMENT_MISSING: 'Document no. {expected} of the ledger is missing.',
    COMMAND_MISSING: 'Row {expected} of the journal is missing.',
    MOVEMENT_STRAY:
      'Movement no. {movement}[ ({item})] has not the date of its document[ {document}] or the item of its stock line, or one of them is missing.',
    DOCUMENT_EMPTY: '{document} has no movement.',
    DOCUMENT_UNASKED: '{document} has no row in the journal: nobody asked for it.',
    BALANCE: '{place}: expected {expected} by the movements, found {found}.',
    BALANCE_AFTER:
      '{place}, movement no. {movement} ({document}): expected balance {expected}, written {found}.',
    LAST_MOVEMENT: '{place}: expected last movement no. {expected}, written no. {found}.',
    NEGATIVE: '{place}: the stock falls to {found} on {date} ({document}), it cannot be negative.',
    SERIAL_TWICE: '{item}, serial number {serial}: expected in one place, found in {found} ({places}).',
    SERIAL_QUANTITY: '{place}: expected 0 or 1, found {found}.',
    SERIAL_DATE:
      '{item}, serial number {serial}: {document} is dated {date}, before its previous movement of {last}.',
    CARRIED:
      '{document}, {item}[, lot {lot}][, serial number {serial}]: {expected} taken on one side, {found} put on the other.',
    TRANSIT_STRAY:
      '{place}: {document} touches what is on its way by another transfer, or to somewhere else.',
    NUMBER_MISSING: 'Number {expected} is missing: {found} comes after it.',
    NUMBER_WRONG: '{found}, dated {date}: expected number {expected}.',
    REVERSAL: '{document} reverses {original}. {place}: expected {expected}, found {found}.',
    ADJUSTMENT: 'Count “{count}”. {place}: expected adjustment {expected}, found {found}.',
    COST_QUANTITY: '{item}: expected valued quantity {expected}, found {found}.',
    COST_LAST: '{item}: expected last valued movement no. {expected}, written no. {found}.',
    COST_MISSING: 'The item of row {item} has movements and no cost.',
    AVERAGE:
      '{item}, movement no. {movement} ({document}): expected average cost {expected}, written {found}.',
    AVERAGE_NOW: '{item}: expected average cost[ {expected}], found[ {found}].',
    UNIT_COST: '{item}, movement no. {movement} ({document}): expected cost {expected}, written {found}.',
  },
};
