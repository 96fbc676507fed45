import type { errors as french } from '../fr/errors.ts';

export const errors: typeof french = {
  REQUEST_INVALID: 'The request is not understood: {what}.',
  FIELD_FOREIGN:
    'The field “{field}” says nothing in a document of type {type}: nothing was saved. Leave it out.',
  JSON_INVALID: 'The request is not readable JSON.',
  BODY_TOO_LARGE: 'The request is too large: {limit} bytes at most.',
  NOT_FOUND: 'There is nothing at this address, or you have no access to it.',
  IDEMPOTENCY_KEY_REQUIRED: 'The Idempotency-Key header is missing or is not the id (UUID) of what is sent.',
  ID_REUSED: 'This id was already used for something else. Start again with a new form.',
  CHANGED: 'Somebody changed this record meanwhile (version {current}). Read it again, then retry.',
  TOKEN_INVALID:
    'Your identity could not be verified. Open the panel again and accept the permission asked for.',
  DOMAIN_FOREIGN:
    'The account {email} is not of the organisation ({domains}). Sign in with your work account.',
  PERSON_UNKNOWN: 'The account {email} is not registered. Ask an administrator to add you.',
  FORBIDDEN: 'You do not have this right. Ask a manager of the depot or an administrator.',
  RATE_LIMITED: 'Too many requests at once. Try again in {seconds} seconds.',
  UNAVAILABLE: 'The service does not answer for now. Nothing is lost: try again in a moment.',
  GOOGLE_UNAVAILABLE:
    'Google, which says who signs in, does not answer for now. Nothing is lost: try again in a few minutes.',
  SIGN_IN_NOT_SET_UP:
    'Signing in is not set up correctly: Google does not recognise this site. Trying again would change nothing. Tell an administrator of Décompte, who must check the id and the secret of the sign-in client, and quote the number {requestId}.',
  INTERNAL: 'An unexpected error occurred. Nothing was written. Quote the number {requestId}.',
  LINES_REFUSED: '{count|line is refused|lines are refused}: nothing was recorded.',
  ROWS_REFUSED: '{count|row of the file is refused|rows of the file are refused}: nothing was imported.',
  EXPORT_TOO_LONG: 'More than {limit} lines: an xlsx file does not take them. Take the CSV.',
  FILE_INVALID: 'The file is not readable: {what}.',
  COLUMN_MISSING: 'The column “{column}” is missing from the file.',
  VALUE_INVALID: '“{value}” is not a possible value for {column}.',
  VALUE_MISSING: 'Empty cell in the column “{column}”: it is to be filled in.',
  TEXT_RETYPED:
    '“{value}” in column “{column}”: the spreadsheet changed what was typed into a date or a number. Give the column the format Plain text, then type the value again.',
  NUMBER_RETYPED:
    '“{value}” in column “{column}” is a date: the spreadsheet took the number typed for one (1.5 or 12/11, for instance). Give the column the format Number, then type the number again with your spreadsheet’s decimal mark.',
  YEAR_GUESSED:
    '“{value}” in column “{column}”: the spreadsheet guessed the century of a year of two digits. Type the date again, with four digits for the year.',
  DUPLICATE_ROW: '“{value}” already stands on row {first}.',
  ROW_DIFFERS: '{item}: {what} differs, “{value}” here, “{other}” in row {first}.',
  STOCK_INSUFFICIENT: '{item}: {wanted} asked for, {available} available[ (lot {lot})][ in bin {bin}].',
  QUANTITY_INVALID:
    '{item}: the quantity {quantity} is not possible (positive; decimals allowed: {decimals}).',
  ITEM_UNKNOWN: 'The item “{item}” does not exist.',
  DEPOT_UNKNOWN: 'The depot “{depot}” does not exist or you have no access to it.',
  BIN_UNKNOWN: 'The bin “{bin}” does not exist in this depot.',
  BIN_REQUIRED: '{item}: choose the bin ({bins}).',
  PARTY_UNKNOWN: 'The recipient or origin “{party}” does not exist.',
  GROUP_UNKNOWN: 'No item is of the group “{group}”.',
  SUPPLIER_UNKNOWN: 'The supplier “{supplier}” does not exist.',
  INACTIVE: '“{what}” is inactive.',
  STOCK_NOT_MANAGED: '{item} is not managed in stock.',
  LOT_REQUIRED: '{item}: the lot is required.',
  LOT_FORBIDDEN: '{item} is not tracked by lot.',
  LOT_UNKNOWN: '{item}: the lot “{lot}” does not exist.',
  LOT_EXPIRED: '{item}, lot {lot}: expired since {expiry}.',
  LOT_BLOCKED: '{item}, lot {lot}: blocked ({reason}).',
  BIN_QUARANTINE: '{item}: the bin {bin} is in quarantine.',
  EXPIRY_REQUIRED: '{item}, lot {lot}: the expiry date is required.',
  EXPIRY_UNUSUAL: '{item}, lot {lot}: the expiry {expiry} is surprising. Confirm it if it is right.',
  LOT_EXPIRY_DIFFERS:
    '{item}, lot {lot}: [the known expiry is {known}, not {expiry}.][line {otherLine} of this document gives this lot the expiry {otherDate}, not {expiry}.][this lot is known without an expiry, not with {unknownDate}.]',
  LOT_NUMBER_TAKEN: '{item} already has a lot “{lot}”. Two lots cannot bear the same number.',
  LOT_COUNTED:
    '{item}, lot {lot}: the count “{count}”, opened by {by}, holds it. Correct it once that is confirmed.',
  SERIAL_REQUIRED: '{item}: the serial number is required.',
  SERIAL_FORBIDDEN: '{item} is not tracked by serial number.',
  SERIAL_QUANTITY: '{item}, no. {serial}: the quantity of a serial number is 1, not {quantity}.',
  SERIAL_IN_STOCK: '{item}, no. {serial}: already in stock ({where}).',
  SERIAL_ELSEWHERE: '{item}, no. {serial}: is not here, it is in stock at {where}.',
  SERIAL_UNKNOWN: '{item}: the serial number “{serial}” is not in stock.',
  SERIAL_DATE: '{item}, no. {serial}: its last movement is of {last}; the document cannot precede it.',
  TRACKING_IN_USE:
    '{item}: {what} changes only while the stock is zero everywhere[ ({quantity} left)][ and outside the count “{count}”].',
  ITEM_CHANGED:
    '{item}: its unit, decimals or tracking have changed since {number}; those quantities no longer hold. Enter a new document.',
  IN_USE: '“{what}” is still in use: {why}.',
  DATE_FUTURE: 'The date {date} is in the future; today is {today}.',
  PERIOD_CLOSED: 'The period is closed through {closedThrough}.',
  DATE_TOO_OLD: 'The date {date} is too old: you may date from {earliest}.',
  DATE_BEFORE_ENTRY: '{item}: nothing had entered this line on {date} (first entry on {firstDate}).',
  DATE_BEFORE_EXIT: '{item}: went out on {exitDate} ({number}); a return cannot be dated {date}.',
  DATE_BEFORE_COUNT: '{item}: counted on {countDate} ({count}); a movement cannot precede that count.',
  DATE_WITHIN_COUNT:
    '{item}: the date falls within the count “{count}”. Confirm that these quantities are not in the figures counted.',
  REASON_REQUIRED: 'A reason is required.',
  COST_UNUSUAL: '{item}: the cost {cost} is far from the average cost {average}. Confirm it if it is right.',
  COST_REQUIRED: '{item}: no cost is known, give one.',
  COST_FORBIDDEN: '{item}: this type of document bears no cost, goods leave at the average cost.',
  VALUE_TOO_LARGE: '{item}: the value is beyond what the ledger can hold.',
  PARTY_REQUIRED: 'Name the recipient or the origin.',
  INVOICE_REQUIRED: 'This depot asks for an invoice with each exit to a patient.',
  INVOICE_UNKNOWN: 'The invoice “{invoice}” does not exist.',
  INVOICE_OTHER_PARTY: 'The invoice {invoice} is another patient’s.',
  INVOICE_LINE_UNKNOWN: 'Invoice {invoice} has no line {number}.',
  TYPE_NOT_ALLOWED: 'The depot {depot} may not post this type of document.',
  DESTINATION_NOT_ALLOWED: 'The depot {depot} does not send to {destination}.',
  SAME_DEPOT: 'The destination depot is the source depot.',
  DOCUMENT_UNKNOWN: 'The document “{document}” does not exist.',
  RECEIPT_EXCEEDS_SENT: '{item}: {wanted} to receive, {available} on the way.',
  RETURN_EXCEEDS_EXIT: '{item}: {wanted} to take back, {available} gone out and not returned.',
  ALREADY_REVERSED: 'The document {number} is already reversed by {by}.',
  REVERSAL_BLOCKED: 'The document cannot be reversed: {by} depends on it.',
  COUNT_OPEN:
    '{item}: frozen by the count “{count}”, opened by {by} on {at}. Wait for its confirmation, or make an emergency exit.',
  COUNT_NOT_OPEN: 'The count “{count}” is not open.',
  COUNT_NOT_CLOSED: 'The count “{count}” is not closed: close it to see the recap.',
  COUNT_SCOPE_TAKEN: 'The count “{count}”, opened by {by} on {at}, already covers some or all of this scope.',
  COUNT_SCOPE_EMPTY: 'No stock line fits this scope.',
  COUNT_NOTHING_COUNTED: 'No line was counted.',
  COUNT_BLANKS_UNDECIDED:
    '{blank|line is not counted|lines are not counted}: say whether to keep the theoretical quantity or to count zero.',
  COUNT_LINE_STALE: '{item}: line changed meanwhile[ by {by}][; {counted} instead of your {sent}].',
  COUNT_LINE_UNKNOWN:
    'The line {sent}[, lot “{lot}”][, serial number “{serial}”][, bin “{bin}”] is not of this count.',
  COUNT_LINE_DUPLICATE: 'The line {item} stands twice.',
  COUNT_RECOUNT_DUE:
    'After an emergency exit, {lines|line must be counted again|lines must be counted again} before closing.',
  COUNT_RECAP_CHANGED: 'The count changed since the recap. Read it again before you confirm.',
  COUNT_APPROVAL_REQUIRED:
    'The gap is worth {value}: above {limit} a second approval is asked for[; the one that was given holds up to {approved}].',
  COUNT_SAME_PERSON: 'You counted[ {item}][ in “{count}”] already: this is for another person.',
  COUNT_DATE_MOVED:
    'The count cannot bear the date {date}[: {item} moved since ({number}, dated {movedDate})][: the count “{later}” is dated {laterDate}].',
  SNAPSHOT_LOST:
    'The stored file (SHA-256 {sha256}) is gone, and it cannot be made again byte for byte. Take the copy that accounting has kept.',
  COUNT_STOCK_HIDDEN:
    '{item}: there are not {wanted}. The count “{count}” is blind: the quantity is not shown.',
  COUNT_SERIAL_TWICE:
    '{item}, no. {serial}: counted in several places[ ({bins})], and it is in one only. Count again.',
  COUNT_LINE_COUNTED: '{item}: counted already[ by {by}], {counted}; what was keyed says {sent}.',
  COUNT_VALUE_LIMIT: 'The gap is worth {value}: above {limit} a manager makes this count.',
  COUNT_NOT_CONFIRMED: 'The count “{count}” is not confirmed.',
  COUNT_REVERSAL_ASKED: 'The undoing of the count “{count}” is asked for already.',
  COUNT_REVERSAL_NOT_ASKED: 'Nobody has asked for the undoing of the count “{count}”.',
  COUNT_REVERSAL_SAME_PERSON: 'You asked for this undoing: another person approves it.',
  COUNT_TEAM_UNKNOWN: 'There is no team {team} in the count “{count}”.',
  COUNT_TEAM_DUPLICATE: '“{what}” stands in two teams.',
  MEMBER_UNKNOWN: '“{email}” has no role in this depot.',
  COUNT_SECOND_BEGUN: '{item} is at its second count: the first changes no more.',
  COUNT_FIRST_DUE: '{item} has a second count already, by somebody else: the first is missing.',
  COUNT_SECOND_UNSENT:
    '{lines|line is|lines are} beyond the tolerance: this count asks for a second count, open it first.',
  COUNT_SECOND_DUE: '{lines|line waits|lines wait} for a second count, or for a manager to arbitrate.',
  COUNT_ROUND_EMPTY: 'There is no line to send to the second count.',
  COUNT_ARBITRATION_DUE:
    '{lines|line whose two counts differ waits|lines whose two counts differ wait} for a manager to arbitrate.',
  COUNT_ARBITRATION_NEEDLESS: '{item} is not at its second count: there is nothing to arbitrate.',
  COUNT_ACKNOWLEDGEMENT_DUE:
    '{documents|emergency exit waits|emergency exits wait} for a manager’s nod before closing.',
  COUNT_VALUES_MOVED:
    'Average costs changed since the recap: the gap is now worth {gapValue}[, {grossValue} without the signs]. The quantities are the same.',
};
