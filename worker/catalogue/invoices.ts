import { eq, sql } from 'drizzle-orm';
import type { Invoice, InvoiceHead, InvoiceQuery } from '../../shared/contract/catalogue.ts';
import { type InvoiceRow, MOST_INVOICE_LINES } from '../../shared/contract/imports.ts';
import type { FileRow, ImportProblem } from '../../shared/domain/importProblems.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromThousandths, toThousandths } from '../../shared/domain/quantities.ts';
import { type RowOf, readRows, select } from '../db/read.ts';
import { withRetry } from '../db/retry.ts';
import { invoiceLines, invoices, items, patients } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { byCode, type Resource } from './resource.ts';
import { readsPatients } from './rights.ts';

/** An invoice as an import gives it: its lines replace those stored, whatever was delivered of them. */
export const INVOICES: Resource = {
  table: 'invoices',
  join: byCode('invoices', 'number_key'),
  versioned: false,
  identity: { number: `w.given ->> 'number'`, number_key: `w.given ->> 'key'` },
  fields: [
    {
      column: 'patient',
      given: 'patient',
      value: `(SELECT id FROM patients WHERE reference_key = r.value ->> 'patient')`,
      fresh: 'NULL',
    },
  ],
  lists: [
    {
      given: 'lines',
      table: 'invoice_lines',
      owner: 'invoice',
      columns: ['line', 'item', 'quantity'],
      values: [
        `l.value ->> 'line'`,
        `(SELECT id FROM items WHERE code_key = l.value ->> 'item')`,
        `l.value ->> 'quantity'`,
      ],
    },
  ],
  rules: [
    {
      code: 'PARTY_UNKNOWN',
      refuses: 'w.patient IS NULL',
      figures: `'party', w.given ->> 'patientShown'`,
    },
    {
      code: 'INVOICE_OTHER_PARTY',
      refuses: 'w.patient <> w.old_patient AND EXISTS (SELECT 1 FROM documents WHERE invoice = w.id)',
      figures: `'invoice', w.given ->> 'number'`,
    },
  ],
  innerBad: `SELECT CASE
      WHEN i.id IS NULL THEN json_object('line', l.value ->> 'row', 'code', 'ITEM_UNKNOWN', 'item', l.value ->> 'itemShown')
      WHEN l.value ->> 'quantity' % CASE i.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
        THEN json_object('line', l.value ->> 'row', 'code', 'QUANTITY_INVALID', 'item', i.code,
          'quantity', (l.value ->> 'quantity') / 1000.0, 'decimals', i.decimals)
    END AS bad
    FROM wanted w CROSS JOIN json_each(w.given, '$.lines') l LEFT JOIN items i ON i.code_key = l.value ->> 'item'`,
};

/** Rows of a file, one a line, gathered into invoices as the statements read them; `row` is the file's. */
export function toInvoices(rows: readonly FileRow<InvoiceRow>[]) {
  return byNumber(rows).map(([first, ...others]) => ({
    line: first.row,
    number: first.fields.number.trim(),
    key: foldKey(first.fields.number),
    patient: foldKey(first.fields.patient),
    patientShown: first.fields.patient,
    lines: withLineNumbers([first, ...others]).map(({ row, line, fields }) => ({
      row,
      line,
      item: foldKey(fields.item),
      itemShown: fields.item,
      quantity: toThousandths(fields.quantity),
    })),
  }));
}

type Lines = [FileRow<InvoiceRow>, ...FileRow<InvoiceRow>[]];

function byNumber(rows: readonly FileRow<InvoiceRow>[]): Lines[] {
  return [...Map.groupBy(rows, ({ fields }) => foldKey(fields.number)).values()] as Lines[];
}

/** Lines without a number take the next one that no other line of the invoice has. */
function withLineNumbers(rows: readonly FileRow<InvoiceRow>[]) {
  const taken = new Set(rows.map(({ fields }) => fields.line));
  let next = 1;
  const free = () => {
    while (taken.has(next)) next++;
    return next++;
  };
  return rows.map((row) => ({ ...row, line: row.fields.line ?? free() }));
}

/** An invoice has one patient and at most as many lines as a document. */
export function invoiceProblems(rows: readonly FileRow<InvoiceRow>[]): ImportProblem[] {
  return byNumber(rows).flatMap((lines): ImportProblem[] => {
    const [{ fields: first }] = lines;
    const strangers = lines.filter(({ fields }) => foldKey(fields.patient) !== foldKey(first.patient));
    const beyond = lines[MOST_INVOICE_LINES];
    return [
      ...strangers.map(
        ({ row }): ImportProblem => ({ line: row, code: 'INVOICE_OTHER_PARTY', invoice: first.number }),
      ),
      ...(beyond
        ? [
            {
              line: beyond.row,
              code: 'VALUE_INVALID' as const,
              column: 'line',
              value: MOST_INVOICE_LINES + 1,
            },
          ]
        : []),
    ];
  });
}

const linesOf = (numberKey: string) =>
  select({
    number: invoices.number,
    reference: patients.reference,
    mask: patients.mask,
    line: invoiceLines.line,
    item: items.code,
    label: items.label,
    quantity: invoiceLines.quantity,
    /** Of the item on the whole invoice. */
    delivered: sql<number>`coalesce((SELECT -sum(m.quantity) FROM invoice_documents d JOIN movements m ON m.document = d.document
      WHERE d.invoice = ${invoices.id} AND m.item = ${invoiceLines.item}), 0)`,
  })
    .from(invoices)
    .innerJoin(patients, eq(patients.id, invoices.patient))
    .leftJoin(invoiceLines, eq(invoiceLines.invoice, invoices.id))
    .leftJoin(items, eq(items.id, invoiceLines.item))
    .where(eq(invoices.numberKey, numberKey))
    .orderBy(invoiceLines.line);

type InvoiceLine = { [Name in keyof RowOf<typeof linesOf>]: NonNullable<RowOf<typeof linesOf>[Name]> };

/** Of two lines of one item the first is filled first; on a line that was closed nothing more is due. */
const heads = (which: readonly string[], order: string) => `
  SELECT number, count(DISTINCT item) AS items,
    count(DISTINCT CASE WHEN closed_reason IS NULL AND delivered - before < quantity THEN item END) AS open
  FROM (SELECT i.id, i.number, i.number_key, n.item, n.quantity, n.closed_reason,
      sum(n.quantity) OVER (PARTITION BY n.invoice, n.item ORDER BY n.line) - n.quantity AS before,
      coalesce((SELECT -sum(m.quantity) FROM documents d JOIN movements m ON m.document = d.sequence
        WHERE d.invoice = i.id AND m.item = n.item), 0) AS delivered
    FROM (SELECT id, number, number_key FROM invoices WHERE ${which.join(' AND ')}
      ORDER BY ${order} LIMIT 10) i JOIN invoice_lines n ON n.invoice = i.id)
  GROUP BY id ORDER BY ${order}`;

/**
 * What an exit may be about (S18), ten at most: the latest invoices of a patient or of all, or those whose number
 * begins with `q` in the order of their numbers.
 */
export async function listInvoices(
  db: D1Database,
  caller: Caller,
  { patient, q }: InvoiceQuery,
): Promise<InvoiceHead[]> {
  const named = readsPatients(caller) ? 'reference_key' : 'mask';
  const whose = `patient = (SELECT id FROM patients WHERE ${named} = ?)`;
  const which = ['true', ...(patient === undefined ? [] : [whose]), ...(q === undefined ? [] : [BEGINS])];
  const from = q === undefined ? [] : [foldKey(q), `${foldKey(q)}${LAST_LETTER}`];
  const values = [...(patient === undefined ? [] : [foldKey(patient)]), ...from];
  const asked = heads(which, q === undefined ? 'id DESC' : 'number_key');
  const { results } = await withRetry(() =>
    db
      .prepare(asked)
      .bind(...values)
      .all<InvoiceHead>(),
  );
  return results;
}

/** After every number that begins so stands the one that goes on with the last of all letters. */
const BEGINS = 'number_key BETWEEN ? AND ?';
const LAST_LETTER = '\u{10ffff}';

/** An invoice with what was delivered of each line: of two lines of one item the first is filled first. */
export async function readInvoice(db: D1Database, caller: Caller, number: string): Promise<Invoice> {
  const rows = await readRows(db, linesOf(foldKey(number)));
  const [head] = rows;
  if (!head) throw new Refusal('NOT_FOUND');
  // An invoice without lines is one row, with nothing in their place.
  const lines = rows.filter((row): row is InvoiceLine => row.line !== null);
  const left = new Map(lines.map(({ item, delivered }) => [item, delivered]));
  const last = new Map(lines.map(({ item, line }) => [item, line]));
  return {
    number: head.number,
    patient: readsPatients(caller) ? head.reference : head.mask,
    lines: lines.map(({ line, item, label, quantity }) => {
      const rest = left.get(item) ?? 0;
      // What goes beyond the invoice stands on the item's last line.
      const delivered = last.get(item) === line ? rest : Math.min(rest, quantity);
      left.set(item, rest - delivered);
      return {
        line,
        item,
        label,
        quantity: fromThousandths(quantity),
        delivered: fromThousandths(delivered),
      };
    }),
  };
}
