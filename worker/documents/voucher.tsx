import { code128, drawingSVG } from 'bwip-js/generic';
import { html, raw } from 'hono/html';
import type { Movement, PostedDocument } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { Organisation } from '../people/caller.ts';
import { VOUCHER_STYLE } from './voucherStyle.ts';

/** The printable page of a document (A4): what moved, from where to where, and who signs (S25, S32, S39, S46). */
export function voucherPage(document: PostedDocument, organisation: Organisation, language: Language) {
  const { printed } = textOf(language);
  const words = printed.voucher;
  const title = printed.types[document.type];
  // A transfer moves each line twice; the voucher shows what left.
  const lines = document.movements.filter(({ transit }) => !transit);
  const showsValue = document.type === 'transfer';
  return html`<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} ${document.number}`}</title>
        <style>{raw(VOUCHER_STYLE)}</style>
      </head>
      <body>
        <header>
          <p class="organisation">{organisation.name}</p>
          <div class="barcode" role="img" aria-label={document.number}>
            {raw(barcode(document.number))}
          </div>
          <h1>{title}</h1>
          <p class="number">{document.number}</p>
        </header>
        <Facts document={document} language={language} />
        <Lines lines={lines} language={language} currency={showsValue ? organisation.currency : null} />
        <Undelivered document={document} language={language} />
        <Signatures document={document} language={language} />
        <footer>{say(words.lines, language, { n: lines.length })}</footer>
      </body>
    </html>
  )}`;
}

function barcode(number: string): string {
  return code128({ bcid: 'code128', text: number, height: 10, includetext: false }, drawingSVG());
}

function Facts({ document, language }: { document: PostedDocument; language: Language }) {
  const words = textOf(language).printed.voucher;
  const inward = document.type.startsWith('entry') || document.type.startsWith('return-');
  const other = [document.party, document.partyName]
    .filter((part, at, all) => part && all.indexOf(part) === at)
    .join(' · ');
  const facts: [string, string | null][] = [
    [words.from, inward ? other : document.depotName],
    [words.to, inward ? document.depotName : other],
    [words.date, formatDate(document.date, language)],
    [words.author, document.person],
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

function Lines(props: { lines: Movement[]; language: Language; currency: string | null }) {
  const { lines, language, currency } = props;
  const words = textOf(language).printed.voucher;
  const has = (field: 'bin' | 'lot' | 'serial') => lines.some((line) => line[field] !== '');
  const money = (amount: number) => formatNumber(Math.abs(amount), language, 2, 4);
  const columns: { name: string; show: (line: Movement) => string; number?: boolean; when?: boolean }[] = [
    { name: words.code, show: (line) => line.item },
    { name: words.item, show: (line) => line.label },
    { name: words.bin, show: (line) => line.bin, when: has('bin') },
    { name: words.lot, show: (line) => line.lot, when: has('lot') },
    {
      name: words.expiry,
      show: ({ expiry }) => (expiry ? formatDate(expiry, language) : ''),
      when: has('lot'),
    },
    { name: words.serial, show: (line) => line.serial, when: has('serial') },
    {
      name: words.quantity,
      show: ({ quantity }) => formatQuantity(Math.abs(quantity), language),
      number: true,
    },
    { name: words.unit, show: (line) => line.unit },
    { name: words.cost, show: ({ unitCost }) => money(unitCost), number: true, when: currency !== null },
    { name: words.value, show: ({ value }) => money(value), number: true, when: currency !== null },
  ];
  const shown = columns.filter(({ when }) => when !== false);
  return (
    <table>
      <thead>
        <tr>
          {shown.map(({ name, number }) => (
            <th scope="col" class={number ? 'number' : ''}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            {shown.map(({ show, number }) => (
              <td class={number ? 'number' : ''}>{show(line)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {currency && (
        <tfoot>
          <tr>
            <th scope="row" colspan={shown.length - 1}>
              {words.total} ({currency})
            </th>
            <td class="number">{money(lines.reduce((total, { value }) => total + value, 0))}</td>
          </tr>
        </tfoot>
      )}
    </table>
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
          <li>
            {item} : {formatQuantity(quantity, language)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A loss is approved; everything else is handed over. */
function Signatures({ document, language }: { document: PostedDocument; language: Language }) {
  const { signatures } = textOf(language).printed.voucher;
  const [left, right] =
    document.type === 'loss'
      ? [signatures.approver, signatures.depot]
      : [signatures.depot, signatures.receiver];
  return (
    <div class="signatures">
      <p>{left}</p>
      <p>{right}</p>
    </div>
  );
}
