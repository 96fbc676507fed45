import type { ImportResult, OpeningRow } from '../../shared/contract/imports.ts';
import type { FileRow, ImportProblem } from '../../shared/domain/importProblems.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { textOf } from '../../shared/text/index.ts';
import { derivedId } from '../documents/derivedId.ts';
import { badHead } from '../documents/headRules.ts';
import { judgedAs } from '../documents/judged.ts';
import { badLines } from '../documents/lineRules.ts';
import { linesAs } from '../documents/lines.ts';
import { postingStatements, toPayload } from '../documents/post.ts';
import { type DocumentRules, POSTED_TYPES } from '../documents/types.ts';
import type { RefusedLine } from '../http/problem.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { type Chunk, groupBySize, refuseBadChunks } from './chunks.ts';
import { type Import, runImport } from './import.ts';
import type { Received } from './importFile.ts';

const RULES: DocumentRules = POSTED_TYPES['entry-opening'];

/** A part of one depot's document. */
interface Part extends Chunk {
  /** True for the part that opens the document. */
  first: boolean;
  /** The file's row of each line of the document. */
  rows: Map<number, number>;
}

/**
 * Posts opening stock: one entry document for each depot of the file, through the same statements as
 * `POST /v1/documents`, all in one batch. A document may be longer than a posted one: its lines travel
 * in parts.
 */
export async function importOpening(
  db: D1Database,
  command: Import,
  received: Received<'opening'>,
): Promise<ImportResult> {
  const { what, rows } = received;
  const opening = await prepareOpening(db, command, rows);
  const problems = [...received.problems, ...opening.problems];
  const { answer, read } = await runImport<{ id: string; number: string }>(
    db,
    command,
    { what, rows, problems },
    {
      writing: opening.writing(problems.length > 0),
      reading: [opening.reading],
      answer: { sql: `json_object('created', ?7, 'changed', 0)`, bindings: [rows.length] },
      toRow: opening.toRow,
    },
  );
  return { what, rows: rows.length, ...answer, documents: read[0] ?? [] };
}

/** The part of a batch that posts opening stock, and how its faults are told. */
export async function prepareOpening(
  db: D1Database,
  command: Import,
  rows: readonly FileRow<OpeningRow>[],
): Promise<{
  problems: ImportProblem[];
  writing: (fileIsBad: boolean) => D1PreparedStatement[];
  /** The documents posted: id and number. */
  reading: D1PreparedStatement;
  /** From a line of a part to the file's row. */
  toRow: (line: RefusedLine) => RefusedLine;
}> {
  const { known, unknown } = byDepot(command.caller, rows);
  const documents = await Promise.all(known.map((depot) => toDocument(command, depot)));
  const parts = documents.flatMap((document) => document.parts);
  const ids = JSON.stringify(documents.map(({ id }) => id));
  const chunks = parts.length > 0 ? parts : [{ body: '{"head":{},"lines":{}}' }];
  return {
    problems: unknown,
    writing: (fileIsBad) => [
      ...enterAll(db, parts),
      refuseBadChunks(db, JUDGED, chunks, fileIsBad),
      ...postAll(db, parts),
    ],
    reading: db
      .prepare(
        'SELECT id, number FROM documents WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY number',
      )
      .bind(ids),
    toRow: ({ chunk, ...line }) => ({ ...line, line: parts[Number(chunk)]?.rows.get(line.line) ?? 0 }),
  };
}

/** The rules of an entry, over each part; the head is judged once. */
const JUDGED = `${linesAs(RULES, 'chunk.body')}${judgedAs(RULES)}
  SELECT json_group_array(json_set(bad, '$.chunk', chunk.at)) FROM (
    SELECT bad FROM (${badHead(RULES)}) WHERE chunk.body ->> 'first' UNION ALL ${badLines(RULES)})
  WHERE bad IS NOT NULL`;

const { enter: ENTER, insert: INSERT, move: MOVE } = postingStatements(RULES);

/** Lots and stock lines first, so that the rules see row ids. */
function enterAll(db: D1Database, parts: readonly Part[]): D1PreparedStatement[] {
  return parts.flatMap(({ body }) => ENTER.map((sql) => db.prepare(sql).bind(body)));
}

function postAll(db: D1Database, parts: readonly Part[]): D1PreparedStatement[] {
  return parts.flatMap(({ first, body }) =>
    (first ? [INSERT, ...MOVE] : MOVE).map((sql) => db.prepare(sql).bind(body)),
  );
}

interface DepotRows {
  depot: string;
  rows: FileRow<OpeningRow>[];
}

function byDepot(caller: Caller, rows: readonly FileRow<OpeningRow>[]) {
  const groups = [...Map.groupBy(rows, ({ fields }) => foldKey(fields.depot)).values()];
  const named = groups.map((rows): DepotRows => ({ depot: rows[0]?.fields.depot ?? '', rows }));
  const isKnown = ({ depot }: DepotRows) => visibleDepot(caller, depot) !== undefined;
  return {
    known: named.filter(isKnown),
    unknown: named
      .filter((group) => !isKnown(group))
      .flatMap(({ rows }) =>
        rows.map(
          ({ row, fields }): ImportProblem => ({
            line: row,
            code: 'DEPOT_UNKNOWN',
            depot: fields.depot,
          }),
        ),
      ),
  };
}

async function toDocument({ id, caller, acceptCost }: Import, { depot, rows }: DepotRows) {
  const documentId = await derivedId(id, foldKey(depot));
  const wanted = {
    id: documentId,
    type: 'entry-opening' as const,
    depot,
    acceptCost,
    description: textOf(caller.organisation.language).imports.opening,
    lines: rows.map(({ fields: { depot: _, ...line } }) => line),
  };
  const { head, lines } = toPayload(caller, wanted, RULES);
  // A part names its lines by their place in the whole document.
  const texts = lines.map((line, at) => `"${at}":${JSON.stringify(line)}`);
  let before = 0;
  const parts = groupBySize(texts).map((group, at): Part => {
    const here = rows.slice(before, before + group.length);
    const numbers = here.map(({ row }, place) => [before + place + 1, row] as const);
    before += group.length;
    return {
      first: at === 0,
      body: `{"first":${at === 0},"head":${JSON.stringify(head)},"lines":{${group.join(',')}}}`,
      rows: new Map(numbers),
    };
  });
  return { id: documentId, parts };
}
