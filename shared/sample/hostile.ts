/** Texts that a spreadsheet, a page or a query would gladly misread: they are shown as written. */
export const hostile = {
  item: '=HYPERLINK("x")',
  label: `L'écrou <script>alert(1)</script> 😀`,
  lot: '0012',
  serial: '00045678901234567890',
  bin: '1/2',
};
