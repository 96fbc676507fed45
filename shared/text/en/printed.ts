import type { printed as french } from '../fr/printed.ts';
import type { Same } from '../same.ts';

export const printed: Same<typeof french> = {
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
