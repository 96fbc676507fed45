import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { barcode } from '../printing/barcodes.ts';
import { LETTERHEAD_STYLE, type Letterhead, PrintedLetterhead } from '../printing/letterhead.tsx';
import { footOfEachPage, PRINT_STYLE } from '../printing/style.ts';
import { printedLines, VoucherLines } from './voucherLines.tsx';

function voucherStyle({ number }: PostedDocument): string {
  return PRINT_STYLE + LETTERHEAD_STYLE + footOfEachPage(number);
}

/** The printable page of a document (A4): what moved, from where to where, and who signs (S25, S32, S39, S46). */
export function voucherPage(
  document: PostedDocument,
  letterhead: Letterhead,
  currency: string,
  language: Language,
) {
  const { printed } = textOf(language);
  const words = printed.voucher;
  const title = printed.types[document.type];
  const lines = printedLines(document).length;
  return html`<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} ${document.number}`}</title>
        <style>{raw(voucherStyle(document))}</style>
      </head>
      <body>
        <header>
          <PrintedLetterhead letterhead={letterhead} />
          <div class="barcode" role="img" aria-label={document.number}>
            {raw(barcode(document.number))}
          </div>
          <h1>{title}</h1>
          <p class="number">{document.number}</p>
        </header>
        <Facts document={document} language={language} />
        <VoucherLines document={document} currency={currency} language={language} />
        <Undelivered document={document} language={language} />
        <Signatures document={document} language={language} />
        {lines > 0 && <footer>{say(words.lines, language, { n: lines })}</footer>}
      </body>
    </html>
  )}`;
}

/** Where the goods come from the other end. */
const INWARD: PostedDocument['type'][] = [
  'entry-purchase',
  'entry-donation',
  'entry-opening',
  'return-patient',
  'return-service',
  'reception',
  'transit-return',
];

function Facts({ document, language }: { document: PostedDocument; language: Language }) {
  const words = textOf(language).printed.voucher;
  const inward = INWARD.includes(document.type);
  const source = document.type.startsWith('return') ? words.exit : words.transfer;
  const other = [document.party, document.partyName]
    .filter((part, at, all) => part && all.indexOf(part) === at)
    .join(' · ');
  const end: Child = document.masked ? (
    <>
      {other} <small>({words.masked[document.masked]})</small>
    </>
  ) : (
    other
  );
  const facts: [string, Child][] = [
    [words.from, inward ? end : document.depotName],
    [words.to, inward ? document.depotName : end],
    [words.date, formatDate(document.date, language)],
    [words.author, document.person],
    [source, document.transfer],
    [words.reverses, document.reverses],
    [words.rectifies, document.rectifies],
    [words.invoice, document.invoice],
    [words.linked, document.linkedDocument],
    [words.reason, document.reason],
    [words.emergency, document.emergency],
    [words.description, document.description],
  ];
  return (
    <dl>
      {facts.map(
        ([name, fact]) =>
          fact && (
            <div>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
      {document.rectifiedBy && (
        <p class="reversed">{say(words.rectifiedBy, language, { number: document.rectifiedBy })}</p>
      )}
      {document.reversedBy && (
        <p class="reversed">{say(words.reversedBy, language, { number: document.reversedBy })}</p>
      )}
    </dl>
  );
}

function Undelivered({ document, language }: { document: PostedDocument; language: Language }) {
  const words = textOf(language).printed.voucher;
  if (document.undelivered.length === 0) return null;
  return (
    <section>
      <h2>{words.undelivered}</h2>
      <ul>
        {document.undelivered.map(({ item, quantity }) => (
          <li>{say(words.undeliveredLine, language, { item, quantity })}</li>
        ))}
      </ul>
    </section>
  );
}

/** A loss is approved, what comes from outside is delivered; everything else is handed over. */
function Signatures({ document, language }: { document: PostedDocument; language: Language }) {
  const { signatures } = textOf(language).printed.voucher;
  const [left, right] = signersOf(document.type).map((signer) => signatures[signer]);
  return (
    <div class="signatures">
      <p>{left}</p>
      <p>{right}</p>
    </div>
  );
}

function signersOf(type: PostedDocument['type']): ['depot' | 'approver' | 'deliverer', 'depot' | 'receiver'] {
  if (['loss', 'transit-loss', 'reversal', 'count-adjustment', 'rectification'].includes(type))
    return ['approver', 'depot'];
  return INWARD.includes(type) ? ['deliverer', 'receiver'] : ['depot', 'receiver'];
}
