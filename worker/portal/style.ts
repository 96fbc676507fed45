/** The page's one stylesheet: system fonts, dark on light, wide enough for a ledger, narrow enough for a phone. */
export const STYLE = `
:root { --ink: #1c2b28; --soft: #55635f; --line: #d5dcda; --ground: #f6f8f7; --card: #fff; --brand: #106b5b; --bad: #a4262c; --good: #146c43; }
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, 'Segoe UI', Arial, sans-serif; }
a { color: var(--brand); }
:focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 8px; top: 8px; background: #fff; padding: 8px; }
body > header { background: var(--brand); color: #fff; padding: 10px max(24px, calc(50% - 616px)); display: flex; gap: 8px 24px; align-items: center; }
body > header a, body > header button { color: #fff; }
body > header small { display: block; font-weight: 400; font-size: 13px; }
.brand { font-weight: 700; font-size: 18px; line-height: 1.3; text-decoration: none; }
.who { line-height: 1.3; max-width: 26ch; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; margin: 0; padding: 0; }
nav a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 3px solid #fff; }
.account { margin-left: auto; display: flex; gap: 4px 16px; align-items: center; font-size: 14px; }
.account form { display: inline; }
.account button { white-space: nowrap; background: none; border: 1px solid #fff; border-radius: 4px; padding: 4px 10px; font: inherit; cursor: pointer; }
main { max-width: 1280px; margin: 0 auto; padding: 16px 24px 64px; }
h1 { font-size: 26px; margin: 12px 0 4px; }
h2 { font-size: 19px; margin: 28px 0 8px; }
h3 { font-size: 16px; margin: 16px 0 4px; }
.lead { color: var(--soft); max-width: 75ch; margin: 0 0 16px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; margin: 16px 0; }
.facts .card { margin: 0; }
.label { color: var(--soft); font-size: 14px; }
.terms { display: grid; grid-template-columns: max-content minmax(0, 75ch); gap: 4px 24px; margin: 8px 0; }
.terms dt { color: var(--soft); }
.terms dd { margin: 0; }
form.filters { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin: 12px 0; }
form.filters label { font-size: 14px; color: var(--soft); }
select, input { font: inherit; padding: 5px 8px; border: 1px solid #8a9692; border-radius: 4px; background: #fff; color: var(--ink); max-width: 34ch; }
form.filters :is(select, input) { display: block; height: 36px; }
form.filters input[type='file'] { height: auto; }
.button, main button { display: inline-block; font: inherit; background: var(--brand); color: #fff; border: 0; border-radius: 4px; padding: 7px 14px; cursor: pointer; text-decoration: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
caption { text-align: left; color: var(--soft); padding: 4px 0; }
th, td { border-bottom: 1px solid var(--line); padding: 7px 10px; text-align: left; vertical-align: top; }
tbody td { min-width: 12ch; }
td.number, .whole { min-width: 0; white-space: nowrap; }
thead th { font-size: 14px; color: var(--soft); border-bottom: 2px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td small, th small, .card small { display: block; color: var(--soft); font-weight: 400; }
.card h2 { margin-top: 0; }
.card p { margin: 8px 0 0; }
tbody th { font-weight: 600; min-width: 14ch; }
.loss { color: var(--bad); }
.gain { color: var(--good); }
.sha { font: 12px/1.4 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; color: var(--soft); min-width: 33ch; max-width: 34ch; }
.pages { margin: 12px 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
.charts { margin: 24px 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; }
.charts figure { margin: 0; }
.charts img { width: 100%; height: auto; }
.said { border-left: 6px solid var(--brand); padding: 8px 12px; background: var(--card); }
.said.bad { border-color: var(--bad); }
/* The pages in a row of their own, before they would break in the middle. */
@media (max-width: 1240px) {
  body > header { flex-wrap: wrap; }
  body > header nav { order: 1; flex-basis: 100%; }
}
/* Phones, and a desk of 1400 at 200 %. */
@media (max-width: 760px) {
  body > header { padding: 10px 12px; }
  main { padding: 8px 12px 48px; }
  th, td { padding: 6px; }
  .sha { min-width: 0; }
  .terms { grid-template-columns: 1fr; gap: 0; }
  .terms dd { margin-bottom: 8px; }
  .charts { grid-template-columns: 1fr; }
  .scroll table:not(.stack) :is(tbody, tfoot) th:first-child { position: sticky; left: 0; background: var(--card); max-width: 42vw; border-right: 1px solid var(--line); }
  .stack, .stack tbody { display: block; background: none; }
  .stack thead { position: absolute; left: -100vw; }
  .stack tr { display: flex; flex-direction: column; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; margin-bottom: 12px; }
  .stack th { order: -1; border: 0; padding: 0 0 6px; }
  .stack td { position: relative; border: 0; padding: 3px 0 3px 13ch; min-height: 30px; text-align: left; white-space: normal; }
  .stack td::before { content: attr(data-label); position: absolute; left: 0; width: 12ch; color: var(--soft); font-size: 14px; }
  .stack td:empty { display: none; }
}
@media (max-width: 640px) {
  .account { margin-left: 0; flex-wrap: wrap; }
}
@media print {
  body { background: #fff; font-size: 10pt; }
  body > header nav, .account, form.filters, .pages, .skip { display: none; }
  body > header { color: #000; background: #fff; padding: 0; }
  body > header a { color: #000; }
  main { padding: 0; max-width: none; }
  a { color: inherit; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  th, td { padding: 4px 6px; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  thead th { font-size: inherit; }
  tr, .card, .terms dt, .terms dd { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  @page { size: A4 landscape; margin: 14mm; @bottom-right { content: counter(page) ' / ' counter(pages); } }
}
`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#106b5b"/><path d="M9 9h14M9 16h14M9 23h8" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';
