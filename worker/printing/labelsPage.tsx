import { html, raw } from 'hono/html';
import { formatDate } from '../../shared/domain/dates.ts';
import { ownCode } from '../../shared/domain/ownCodes.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { barcode, gs1Symbol, gs1Text } from './barcodes.ts';
import type { BinLabel, ItemLabel, Label } from './labels.ts';
import { footOfEachPage, PRINT_STYLE } from './style.ts';

/** Three in a row and seven rows on an A4 page, with a line to cut along. */
const LABEL_STYLE = `
body { max-width: 184mm; }
.labels { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0; }
.label { height: 37mm; padding: 2.5mm; border: 0.3mm dashed #999; overflow: hidden; break-inside: avoid; display: grid; grid-template-columns: 1fr auto; gap: 0 2mm; align-content: start; }
.label p { margin: 0; font-size: 8pt; line-height: 1.25; overflow-wrap: anywhere; }
.label .code { font-size: 12pt; font-weight: bold; }
.label .name { grid-column: 1 / -1; max-height: 2.5em; overflow: hidden; }
.label .bars { grid-column: 1 / -1; align-self: end; }
.label .bars svg { height: 10mm; max-width: 88%; display: block; margin: 1.5mm auto 0; }
.label .square { grid-column: 2; grid-row: 1 / 3; }
.label .square svg { width: 15mm; height: 15mm; }
.label .human { grid-column: 1 / -1; font-size: 6.5pt; color: #333; }
`;

/** The sheet of labels: what a scanner reads, and the same for people below it. */
export function labelsPage(labels: readonly Label[], language: Language) {
  const { title } = textOf(language).printed.labels;
  const each = labels.flatMap((label) => {
    const cell = label.kind === 'bin' ? <Bin label={label} /> : <Item label={label} language={language} />;
    return Array.from({ length: label.copies }, () => cell);
  });
  return html`<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <style>{raw(PRINT_STYLE + LABEL_STYLE + footOfEachPage(title))}</style>
      </head>
      <body>
        <div class="labels">{each}</div>
      </body>
    </html>
  )}`;
}

function Bin({ label: { depot, depotName, bin, name } }: { label: BinLabel }) {
  return (
    <div class="label">
      <p class="code">{bin}</p>
      <p class="name">{[depotName, name].filter(Boolean).join(' · ')}</p>
      <Code svg={barcode(ownCode('bin', depot, bin))} />
    </div>
  );
}

function Item({ label, language }: { label: ItemLabel; language: Language }) {
  const words = textOf(language).printed.voucher;
  const { item, label: name, gtin, lot, expiry, serial } = label;
  const facts = [
    lot && `${words.lot} ${lot}`,
    expiry && `${words.expiry} ${formatDate(expiry, language)}`,
    serial && `${words.serial} ${serial}`,
  ];
  const gs1 = gtin === null ? null : { gtin, lot, expiry, serial };
  return (
    <div class="label">
      <p class="code">{item}</p>
      <p class="name">{name}</p>
      {facts.some(Boolean) && <p class="name">{facts.filter(Boolean).join(' · ')}</p>}
      <Code svg={gs1 ? gs1Symbol(gs1) : barcode(item)} />
      {gs1 && <p class="human">{gs1Text(gs1)}</p>}
    </div>
  );
}

/** A square symbol stands at the right of the text, bars below it. */
function Code({ svg }: { svg: string }) {
  const [, width = 0, height = 1] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  return <div class={width > 1.5 * height ? 'bars' : 'square'}>{raw(svg)}</div>;
}
