import type { BinInput, ItemInput, PatientInput, SupplierInput } from '../contract/catalogue.ts';
import type { OpeningRow } from '../contract/imports.ts';

/** Texts that a spreadsheet, a page or a query would gladly misread: they are shown as written. */
export const hostile = {
  item: '=HYPERLINK("x")',
  label: `L'écrou <script>alert(1)</script> 😀`,
  lot: '0012',
  serial: '00045678901234567890',
  bin: '1/2',
};

/** The same as rows of an import into the sample organisation, before its opening stock is posted. */
export const hostileRows: {
  suppliers: SupplierInput[];
  patients: PatientInput[];
  bins: BinInput[];
  items: ItemInput[];
  opening: OpeningRow[];
} = {
  suppliers: [{ code: '@SUM(1+1)', name: hostile.label }],
  patients: [{ reference: '-2+3', name: hostile.label }],
  bins: [{ depot: 'PHC', code: hostile.bin, name: '+33 1; "B"' }],
  items: [
    { code: hostile.item, label: hostile.label, supplier: '@SUM(1+1)', referencePrice: 12.5 },
    { code: '..', label: '=1+1', codes: [{ code: '0012', quantity: 1 }], referencePrice: 1 },
  ],
  opening: [
    {
      depot: 'PHC',
      bin: hostile.bin,
      item: hostile.item,
      lot: hostile.lot,
      serial: hostile.serial,
      quantity: 1,
    },
    { depot: 'PHC', bin: hostile.bin, item: '..', lot: '1E5', quantity: 3 },
  ],
};
