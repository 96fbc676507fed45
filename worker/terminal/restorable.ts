/**
 * `npm run restorable -- EXPORT.sql OUT.sql`: puts what `wrangler d1 export` wrote into an order in which it can be
 * brought back. An export follows the alphabet of types: rows stand before the tables that they point at, and
 * triggers before the views they belong to. Here: tables, rows, indexes, views, triggers; so the rules that refuse
 * to change the past come last, and refuse nothing of what they once let through.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { asCommand, Stopped } from '../../shared/local/spoken.ts';
import { textOf } from '../../shared/text/index.ts';
import { type Figures, say } from '../../shared/text/say.ts';

const { books: texts } = textOf('fr');
const told = (key: 'restorableUsage' | 'restorableDone', figures: Figures = {}) =>
  say(texts[key], 'fr', figures);

/** Each statement begins a line; a row is one line, whatever it holds. */
const BEGINS =
  /^(PRAGMA |INSERT INTO "|DELETE FROM sqlite_sequence|ANALYZE |CREATE (?:UNIQUE )?(TABLE|INDEX|VIEW|TRIGGER) )/;
const AFTER_ROWS = ['INDEX', 'VIEW', 'TRIGGER'];

await asCommand(async () => {
  const [from = '', to = '', ...rest] = process.argv.slice(2);
  if (!existsSync(from) || to === '' || to === from || rest.length > 0)
    throw new Stopped(told('restorableUsage'));
  const schema: Record<string, string[]> = { TABLE: [], INDEX: [], VIEW: [], TRIGGER: [] };
  for await (const { kind, text } of statementsOf(from)) if (kind) schema[kind]?.push(text);

  const out = createWriteStream(to);
  const write = (text: string) =>
    out.write(`${text}\n`) || new Promise<void>((go) => out.once('drain', () => go()));
  await write('PRAGMA defer_foreign_keys=TRUE;');
  for (const table of schema.TABLE ?? []) await write(table);
  let rows = 0;
  for await (const { kind, text } of statementsOf(from)) {
    if (kind || !text.startsWith('INSERT')) continue;
    rows += 1;
    await write(text);
  }
  for (const text of AFTER_ROWS.flatMap((kind) => schema[kind] ?? [])) await write(text);
  out.end();
  await finished(out);
  console.log(told('restorableDone', { rows, file: to }));
});

interface Statement {
  /** TABLE, INDEX, VIEW or TRIGGER; undefined for all that is no part of the schema. */
  kind: string | undefined;
  text: string;
}

/** One by one: an export may be larger than the memory. */
async function* statementsOf(file: string): AsyncGenerator<Statement> {
  let statement: Statement | null = null;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const begins: RegExpExecArray | null = BEGINS.exec(line);
    if (begins) {
      if (statement) yield statement;
      statement = { kind: begins[2], text: line };
    } else if (statement) statement.text += `\n${line}`;
  }
  if (statement) yield statement;
}
