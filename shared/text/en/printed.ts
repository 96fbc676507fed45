import type { printed as french } from '../fr/printed.ts';
import type { Same } from '../same.ts';

export const printed: Same<typeof french> = {
  front: 'Décompte: the service answers. The API is described at /v1/openapi.json.\n',
  snapshot: {
    columns: {
      depot: 'depot',
      bin: 'bin',
      code: 'code',
      label: 'label',
      kind: 'kind',
      supplier: 'supplier',
      lot: 'lot',
      expiry: 'expiry',
      serial: 'serial number',
      unit: 'unit',
      quantity: 'quantity',
      unitCost: 'unit cost',
      value: 'value',
      by: 'by',
      lines: 'lines',
      type: 'document',
      number: 'last number',
      date: 'date',
      theoretical: 'theoretical',
      expected: 'expected',
      first: 'count 1',
      second: 'count 2',
      retained: 'retained',
      gap: 'gap',
      percent: 'gap %',
      reason: 'reason',
      counter: 'counted by',
      countedAt: 'counted at (UTC)',
    },
    by: { item: 'item', supplier: 'supplier', bin: 'bin' },
    kinds: { article: 'article', part: 'part' },
    kept: 'not counted',
    inTransit: 'on the way from {from} to {to}',
    readmeBefore: `{organisation}
Stock export BEFORE the count “{count}” of {date}
Place: {depot}
Opened by {by}, at {at} (UTC)

Keep this file in a safe place and back it up: accounting needs it,
with the export AFTER, to value the gap.

stock.csv      each stock line: theoretical quantity, average cost, value
totaux.csv     totals by item, supplier and bin
coupure.csv    the last number of each document, and what is on its way
manifest.json  what this zip holds, with the SHA-256 of each file
`,
    readmeAfter: `{organisation}
Stock export AFTER the count “{count}” of {date}
Place: {depot}
Confirmed by {by}, at {at} (UTC)
[Adjustment: {adjustment}
]
Give this file to accounting together with the export BEFORE.

stock.csv      each stock line after confirmation
totaux.csv     totals by item, supplier and bin
coupure.csv    the last number of each document, and what is on its way
ecarts.csv     theoretical, counted, retained, gap and value of each line, also without a gap
manifest.json  what this zip holds, with the SHA-256 of each file
`,
  },
  voucher: {
    from: 'From',
    to: 'To',
    date: 'Date',
    author: 'Made by',
    description: 'Note',
    linked: 'Linked document',
    invoice: 'Invoice',
    reason: 'Reason',
    emergency: 'Emergency exit',
    code: 'Code',
    item: 'Item',
    bin: 'Bin',
    fromBin: 'From bin',
    toBin: 'To bin',
    lot: 'Lot',
    expiry: 'Expiry',
    serial: 'Serial no.',
    quantity: 'Quantity',
    unit: 'Unit',
    cost: 'Unit cost',
    value: 'Value',
    total: 'Total',
    lines: '{n|line|lines}',
    undelivered: 'Not delivered',
    transfer: 'Transfer',
    exit: 'Exit voucher',
    reverses: 'Reverses',
    rectifies: 'Rectifies',
    rectifiedBy: 'Rectified by {number}',
    reversedBy: 'Reversed by {number}',
    signatures: {
      depot: 'Depot manager',
      receiver: 'Receiver',
      deliverer: 'Delivered or returned by',
      approver: 'Approved by',
    },
    print: 'Print',
  },
  notice: {
    recall: 'Lot recall notice',
    trace: 'Lot trace',
    lot: 'Lot {lot}',
    item: 'Item',
    expiry: 'Expiry',
    reason: 'Reason for the block',
    printed: 'Printed',
    by: 'on {date} by {person}',
    todo: 'This lot is blocked: issue no more of it, set aside what is left, and tell those who received it.',
    left: 'What is left',
    nothingLeft: 'Nothing of it is left anywhere.',
    received: 'Who received it',
    nobody: 'Nobody received any.',
    onItsWay: 'on its way ({transfer})',
    depot: 'Depot',
    bin: 'Bin',
    date: 'Date',
    document: 'Document',
    to: 'Recipient',
    quantity: 'Quantity',
    signature: 'Seen and dealt with, date and signature',
  },
  labels: { title: 'Labels' },
  types: {
    'entry-purchase': 'Entry voucher (purchase)',
    'entry-donation': 'Entry voucher (donation)',
    'entry-opening': 'Entry voucher (opening stock)',
    'exit-patient': 'Exit voucher to a patient',
    'exit-service': 'Exit voucher to a service',
    transfer: 'Transfer voucher to a depot',
    reception: 'Reception voucher',
    'transit-loss': 'Loss in transit',
    'transit-return': 'Return of a transfer',
    loss: 'Loss voucher',
    'return-patient': 'Return from a patient',
    'return-service': 'Return from a service',
    'return-supplier': 'Return to the supplier',
    'bin-move': 'Move between bins',
    'count-adjustment': 'Count adjustment',
    reversal: 'Reversal',
    rectification: 'Rectification',
    assembly: 'Assembly',
    'cost-correction': 'Cost correction',
  },
};
