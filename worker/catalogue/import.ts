import type { ImportResult, ImportRows, ImportWhat } from '../../shared/contract/imports.ts';
import type { FileRow, ImportProblem } from '../../shared/domain/importProblems.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { type Command, runCommand } from '../db/batch.ts';
import { MOST_LINES_TOLD } from '../db/refusal.ts';
import { Refusal, type RefusedLine } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { type Chunk, refuseBadChunks, toChunks } from './chunks.ts';
import { BINS, DEPOTS, toBin, toDepot } from './depots.ts';
import type { Received } from './importFile.ts';
import { INVOICES, toInvoices } from './invoices.ts';
import { ITEMS, toItem } from './items.ts';
import { PATIENTS, SERVICES, SUPPLIERS, toNamed, toPatient } from './parties.ts';
import { judgement, type Resource, wantedAs, writingStatements } from './resource.ts';
import { lineInWords } from './words.ts';

export interface Import {
  /** The Idempotency-Key. */
  id: string;
  caller: Caller;
  language: Language;
  /** Unusual costs of opening stock were confirmed. */
  acceptCost?: boolean | undefined;
}

type CatalogueWhat = Exclude<ImportWhat, 'opening' | 'stock'>;

const each =
  <Row>(toGiven: (row: Row, caller: Caller) => object) =>
  (rows: readonly FileRow<Row>[], caller: Caller): object[] =>
    rows.map(({ row, fields }) => ({ ...toGiven(fields, caller), line: row }));

const RESOURCES: {
  [What in CatalogueWhat]: {
    resource: Resource;
    toGiven: (rows: readonly FileRow<ImportRows[What]>[], caller: Caller) => object[];
  };
} = {
  suppliers: { resource: SUPPLIERS, toGiven: each(toNamed) },
  services: { resource: SERVICES, toGiven: each(toNamed) },
  patients: { resource: PATIENTS, toGiven: each(toPatient) },
  depots: { resource: DEPOTS, toGiven: each(toDepot) },
  bins: { resource: BINS, toGiven: each(toBin) },
  items: { resource: ITEMS, toGiven: each(toItem) },
  invoices: { resource: INVOICES, toGiven: toInvoices },
};

/**
 * Creates or changes catalogue rows, all of them or none, in one batch: the faults of the file and those
 * that the database finds are told together (`ROWS_REFUSED`, one entry for each bad row).
 */
export async function importCatalogue(
  db: D1Database,
  command: Import,
  received: Received<CatalogueWhat>,
): Promise<ImportResult> {
  const { what, rows, problems } = received;
  const { resource, toGiven } = RESOURCES[what] as {
    resource: Resource;
    toGiven: (rows: readonly FileRow<unknown>[], caller: Caller) => object[];
  };
  const chunks = toChunks(toGiven(rows, command.caller));
  const { answer } = await runImport(db, command, received, {
    writing: [
      refuseBadChunks(db, judgedChunks(resource), chunks, problems.length > 0),
      ...writeChunks(db, resource, chunks),
    ],
    answer: countOf(resource, chunks),
  });
  return { what, rows: rows.length, ...answer, documents: [] };
}

/** SQL of the bad rows of one chunk, as `refuseBadChunks` takes it. */
export function judgedChunks(resource: Resource): string {
  const [sent, bad] = judgement(resource, 'chunk.body');
  return `${sent} SELECT json_group_array(json(bad)) FROM (${bad}) WHERE bad IS NOT NULL`;
}

export function writeChunks(db: D1Database, resource: Resource, chunks: readonly Chunk[]) {
  const statements = writingStatements(resource);
  return chunks.flatMap(({ body }) => statements.map((sql) => db.prepare(sql).bind(body)));
}

/** What the import will create and change, counted before anything is written and kept with the journal row. */
export function countOf(resource: Resource, chunks: readonly Chunk[]) {
  // The command's own six parameters come first.
  const values = chunks.map((_, at) => `(?${at + 7})`).join(', ');
  const counted = `(${wantedAs(resource, 'chunk.body')}
    SELECT json_array(count(*) FILTER (WHERE id IS NULL), count(*) FILTER (WHERE changed)) FROM wanted)`;
  return {
    sql: `(SELECT json_object('created', coalesce(sum(counted ->> 0), 0), 'changed', coalesce(sum(counted ->> 1), 0))
      FROM (WITH chunk (body) AS (VALUES ${values}) SELECT ${counted} AS counted FROM chunk))`,
    bindings: chunks.map(({ body }) => body),
  };
}

export interface Batch {
  writing: D1PreparedStatement[];
  reading?: D1PreparedStatement[];
  /** SQL of the counts to keep. */
  answer: { sql: string; bindings: unknown[] };
  /** From a line as the database names it to the file's row. */
  toRow?: (line: RefusedLine) => RefusedLine;
}

/** Runs the batch and tells every bad row by its line in the file, the file's own faults among them. */
export async function runImport<T>(
  db: D1Database,
  { id, caller, language, acceptCost }: Import,
  { what, rows, problems }: Received,
  { writing, reading = [], answer, toRow = (line) => line }: Batch,
): Promise<{ answer: { created: number; changed: number }; read: T[][] }> {
  if (rows.length === 0) throw refuseRows(problems, problems.length, language);
  try {
    const request = { what, rows: rows.map(withoutPatient), ...(acceptCost && { acceptCost }) };
    const personal = PERSONAL.includes(what) ? rows.map(({ fields }) => patientOf(fields)) : undefined;
    const command: Command = {
      id,
      caller,
      action: `import.${what}`,
      subject: what,
      request,
      personal,
      answer,
    };
    const done = await runCommand<T>(db, command, writing, reading);
    return { answer: JSON.parse(done.answer), read: done.read };
  } catch (error) {
    if (!(error instanceof Refusal) || error.lines.length === 0) throw error;
    const found = error.lines.filter(({ code }) => code !== 'ROWS_REFUSED').map(toRow);
    // The guard raises one line of its own where the file alone is at fault.
    const total = error.total - (problems.length > 0 ? 1 : 0);
    throw refuseRows([...problems, ...found], problems.length + total, language);
  }
}

/** Kinds of rows that tell who a patient is (Q7). */
const PERSONAL: ImportWhat[] = ['patients', 'invoices'];

function withoutPatient({ row, fields }: Received['rows'][number]): unknown {
  const { reference: _, patient: __, ...told } = fields as Record<string, unknown>;
  return 'reference' in fields ? { row } : { row, ...told };
}

function patientOf(fields: object): unknown {
  const { reference, name, active, patient } = fields as Record<string, unknown>;
  return reference === undefined ? patient : { reference, name, active };
}

export function refuseRows(problems: readonly ImportProblem[], total: number, language: Language): Refusal {
  const told = [...problems].sort((a, b) => a.line - b.line).slice(0, MOST_LINES_TOLD);
  return new Refusal(
    'ROWS_REFUSED',
    { count: total },
    told.map((line) => lineInWords(line, language)),
    total,
  );
}
