import { CELL_STYLE } from '../../printing/cells.ts';

/** The record on A4: black on white, headings repeated, no line torn, pages numbered. */
export const RECORD_STYLE = `
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt Arial; } }
body { font: 9.5pt/1.4 Arial, Helvetica, sans-serif; color: #111; margin: 0 auto; max-width: 190mm; padding: 8mm; overflow-wrap: anywhere; }
@media print { body { padding: 0; } }
header { border-bottom: 2px solid #111; padding-bottom: 3mm; }
header h1 { font-size: 16pt; margin: 2mm 0 0; }
header .name { font-size: 12pt; margin: 1mm 0 0; }
.organisation { margin: 0; font-weight: bold; }
dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.5mm 8mm; margin: 4mm 0; }
dl div { display: flex; gap: 3mm; }
dt { color: #444; min-width: 36mm; }
dd { margin: 0; min-width: 0; }
dl.proof { grid-template-columns: minmax(0, 1fr); }
dl.proof dt { min-width: 62mm; }
h2 { font-size: 11pt; margin: 6mm 0 1.5mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-bottom: 1px solid #bbb; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: normal; }
thead th { border-bottom: 1.5px solid #111; font-size: 8pt; }
thead th::first-letter { text-transform: uppercase; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
${CELL_STYLE.trim()}
table.summary { width: auto; min-width: 110mm; }
table.summary th { font-weight: normal; padding-right: 12mm; }
code { font: 8pt Consolas, 'Liberation Mono', monospace; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; }
.signatures p { border: 1px solid #111; margin: 0; padding: 2mm; min-height: 26mm; break-inside: avoid; }
.signatures span { display: block; }
.signatures small { color: #444; }
/* Read on a phone: one column, and a wide table is scrolled on its own. */
@media screen and (max-width: 640px) {
  body { padding: 4mm; }
  dl, .signatures { grid-template-columns: minmax(0, 1fr); }
  dl.proof div { display: block; }
  table { display: block; overflow-x: auto; }
  table.summary { min-width: 0; }
}
`;
