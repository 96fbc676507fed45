import type {
  drafts as frenchDrafts,
  fields as frenchFields,
  panel as frenchPanel,
  refused as frenchRefused,
} from '../../fr/addon/frame.ts';
import type { Same } from '../../same.ts';

export const panel: Same<typeof frenchPanel> = {
  otherLanguage: 'Français',
  loading: 'Loading…',
  working: 'One moment…',
  retry: 'Try again',
  cancel: 'Cancel',
  back: 'Back',
  close: 'Close',
  nothingFound: 'Nothing matches “{q}”',
  choices: '{count|choice|choices}, use the arrow keys',
  environment: 'environment {name}',
  depot: 'Depot',
  depotChosen: 'Depot: {name}',
  chooseDepot: 'Choose the depot',
  changeDepot: 'Change depot',
  checkDepot: 'Caution: check the selected depot',
  everyDepot: 'No depot to choose here: these pages are about all of them.',
  noDepotChosen: 'Choose the depot first: nothing can be done without it.',
  noDepot:
    'No depot is open to you. Ask an administrator to create a depot or to give you a role in one, then open this panel again.',
  useDepot: 'Use this depot',
  required: 'Fill this in',
  named: '{name}: {text}',
  quoted: '“{text}”',
};

export const fields: Same<typeof frenchFields> = {
  datePrevious: 'Previous day',
  dateNext: 'Next day',
  dateHint: 'yesterday, 20 Nov, 2026-11-20…',
  dateUnclear: '“{value}” is not a clear date. Type for example 2026-11-20 or yesterday.',
  expiryUnclear: '“{value}” is no expiry. Type for example 2027-03-31, or 2027-03.',
  dateFuture: 'This date is in the future.',
  addItem: 'Add an item',
  addItemHint: 'Code or label, typed or scanned',
  addItemUnchosen: 'Choose the item “{typed}” from the list, or erase it.',
  quantity: 'Quantity',
  quantityUnclear: '“{value}” is not a positive quantity.',
  quantityLarge: '“{value}” is too large a quantity: at most {most}.',
  quantityDecimals: 'At most {decimals|decimal|decimals} for this unit.',
  quantityWhole: 'This unit cannot be divided.',
  patient: 'Patient',
  patientHint: 'Reference (typed or scanned) or name',
  service: 'Service',
  destination: 'Destination depot',
  chooseDestination: 'Choose…',
  expiryHint:
    '31 Mar 2027, 2027-03-31, or the month alone (03/2027, 2027-03, 03/27 as on packs) for its last day',
  supplier: 'Supplier',
  searchHint: 'Code or name',
  noDestination: 'This depot sends to no other depot.',
  serials: 'Serial numbers',
  serialsHint: 'One a line, or a range: SN-001..SN-020',
  serialsRead: '{count|number read|numbers read}',
  serialsRange: '“{value}” is not a range: type for example SN-001..SN-020.',
  serialsTooMany: '“{value}” makes {count} numbers: at most {most} at a time.',
  removePick: 'Remove {code}',
  serialsLong: '“{value}” is too long: {longest} characters at most.',
  serialsTwice: '“{value}” stands twice.',
};

export const drafts: Same<typeof frenchDrafts> = {
  found: 'Draft restored (kept automatically).',
  later: 'Later',
  throwAway: 'Throw the draft away',
  throwAwayQuestion: 'Throw this draft away? What is typed in it will be lost.',
  keep: 'Keep',
  throwAwayYes: 'Throw away',
  waiting: 'Drafts',
  items: '{first} and {others|other|others}',
  lines: '{count|line|lines}',
  recorded:
    'This document is already recorded[ under number {number}]: it was sent from here or from another window, with other values. See what it says before you record a second one.',
  recordAnother: 'Record a second document',
  keeping: 'Draft to be kept…',
  kept: 'Draft kept',
  notKept: 'The draft could not be kept',
  arrived:
    'What you sent first did arrive: it is recorded as it was, without what you changed since. Check it; to send what is shown here as well, click once more.',
};

export const refused: Same<typeof frenchRefused> = {
  fix: '{count|point is|points are} to be corrected above. Nothing is recorded.',
  refusedLine: 'Line {line}: {detail}',
};
