import { CELL_STYLE } from './cells.ts';

/** One sheet of style for what is printed: black on white, headings repeated, lines never torn. */
export const PRINT_STYLE = `
@page { size: A4; margin: 16mm 14mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt Arial; } }
body { font: 10pt/1.4 Arial, Helvetica, sans-serif; color: #111; margin: 0 auto; max-width: 190mm; padding: 8mm; overflow-wrap: anywhere; }
@media print { body { padding: 0; } }
header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8mm; border-bottom: 2px solid #111; padding-bottom: 4mm; }
header h1 { font-size: 16pt; margin: 3mm 0 0; }
.organisation { margin: 0; font-weight: bold; }
.barcode { grid-column: 2; grid-row: 1 / 3; text-align: right; }
.barcode svg { height: 14mm; max-width: 62mm; }
header .number { grid-column: 2; margin: 1mm 0 0; font-size: 11pt; text-align: right; }
dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2mm 8mm; margin: 5mm 0; }
dl div { display: flex; gap: 3mm; }
dt { color: #555; min-width: 28mm; }
dd { margin: 0; min-width: 0; }
.reversed { grid-column: 1 / -1; font-weight: bold; border: 1.5px solid #111; padding: 2mm; margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.3; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-bottom: 1px solid #bbb; padding: 1mm 1.4mm; text-align: left; vertical-align: top; overflow-wrap: normal; }
thead th { border-bottom: 1.5px solid #111; font-size: 8pt; }
th.number { text-align: right; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
${CELL_STYLE.trim()}
/* A total stands once, below the last line. */
tfoot { display: table-row-group; }
tfoot th { text-align: right; }
section h2 { font-size: 11pt; margin: 6mm 0 1mm; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 12mm; break-inside: avoid; }
.signatures p { border-top: 1px solid #111; padding-top: 2mm; margin: 18mm 0 0; }
footer { margin-top: 6mm; color: #555; font-size: 9pt; }
/* Read on a phone: one column, and a wide table is scrolled on its own. */
@media screen and (max-width: 640px) {
  body { padding: 4mm; }
  header, dl { grid-template-columns: minmax(0, 1fr); }
  header .barcode, header .number { grid-column: 1; grid-row: auto; text-align: left; }
  table { display: block; overflow-x: auto; }
}
`;

/** What stands at the foot of each page, beside «page / pages»: of several sheets on a desk each says whose it is. */
export function footOfEachPage(text: string): string {
  const quoted = text.replace(/[\\'<\n]/g, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
  return `@page { @bottom-left { content: '${quoted}'; font: 9pt Arial; } }`;
}
