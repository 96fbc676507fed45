import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { DocumentHead, PostedDocument } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { barcode } from '../printing/barcodes.ts';
import { LETTERHEAD_STYLE, type Letterhead, PrintedLetterhead } from '../printing/letterhead.tsx';
import { footOfEachPage, PRINT_STYLE } from '../printing/style.ts';
import type { Rectified } from './rectified.ts';
import { printedLines, VoucherLines } from './voucherLines.tsx';

function voucherStyle({ number }: PostedDocument): string {
  return PRINT_STYLE + LETTERHEAD_STYLE + footOfEachPage(number);
}

/**
 * The printable page of a document (A4): what moved, from where to where, and who signs (S25, S32, S39, S46); of a
 * rectification, what it changes (`rectified`).
 */
export function voucherPage(
  document: PostedDocument,
  letterhead: Letterhead,
  currency: string,
  language: Language,
  rectified: Rectified | null = null,
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
        <Facts document={document} type={rectified?.type ?? document.type} language={language} />
        {rectified && <Changes document={document} rectified={rectified} language={language} />}
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

/** Did the goods come from the other end? Of a reversal they went the other way than those of what it undoes. */
function isInward({ depot, party, movements }: PostedDocument, type: PostedDocument['type']): boolean {
  if (type !== 'reversal') return INWARD.includes(type);
  return (
    party !== null && movements.some((line) => line.depot === depot && !line.transit && line.quantity > 0)
  );
}

const endOf = ({ party, partyName }: DocumentHead) =>
  [party, partyName].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ');

interface FactsOf {
  document: PostedDocument;
  /** Of the document itself, or of the one that it rectifies. */
  type: PostedDocument['type'];
  language: Language;
}

function Facts({ document, type, language }: FactsOf) {
  const words = textOf(language).printed.voucher;
  const other = endOf(document);
  const inward = isInward(document, type);
  const source = document.type.startsWith('return') ? words.exit : words.transfer;
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

/** «Fournisseur : F03 → F04», for each thing that it changes. */
function Changes({ document, rectified, language }: ChangesOf) {
  const words = textOf(language).printed.voucher;
  const { before, type } = rectified;
  const pairs: [name: string, from: string | null, to: string | null][] = [
    [words.ends[endKind(type)], endOf(before), endOf(document)],
    [words.invoice, before.invoice, document.invoice],
    [words.linked, before.linkedDocument, document.linkedDocument],
    [words.description, before.description, document.description],
  ];
  const changed = pairs.filter(([, from, to]) => (from ?? '') !== (to ?? ''));
  if (changed.length === 0) return null;
  return (
    <section>
      <h2>{words.changes}</h2>
      <ul>
        {changed.map(([name, from, to]) => (
          <li>{say(words.change, language, { name, from: from || '—', to: to || '—' })}</li>
        ))}
      </ul>
    </section>
  );
}

interface ChangesOf {
  document: PostedDocument;
  rectified: Rectified;
  language: Language;
}

function endKind(type: PostedDocument['type']): 'patient' | 'service' | 'supplier' {
  if (type.endsWith('-patient')) return 'patient';
  return type.endsWith('-service') ? 'service' : 'supplier';
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
