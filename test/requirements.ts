/**
 * `npm run requirements`: which test names which requirement line (S18, E28, G2, Q16, B7), as a Markdown
 * table. It fails where a line has no test, and says which.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDER = import.meta.dirname;
/** How many lines there are of each kind, numbered from 1. */
const LINES = { S: 46, E: 56, G: 23, Q: 22, B: 14 };
const LINE = /\b([SEGQB])(\d{1,2})\b/g;
/** «E3 to E26» and «E3…E26» name every line between. */
const RANGE = /\b([SEGQB])(\d{1,2})\s*(?:to|à|…|\.\.)\s*\1(\d{1,2})\b/g;

const found = new Map<string, Set<string>>();
for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  // Steps of the walk stand beside it.
  const walked = /browser[\\/]walk$/.test(entry.parentPath);
  if (!entry.isFile() || !(walked || /\.(test\.ts|txt)$/.test(entry.name))) continue;
  const path = join(entry.parentPath, entry.name);
  for (const title of titlesOf(path)) {
    for (const line of linesOf(title)) {
      found.set(line, (found.get(line) ?? new Set()).add(relative(join(FOLDER, '..'), path)));
    }
  }
}

console.log('| requirement | proved in |\n| --- | --- |');
const unproved = Object.entries(LINES).flatMap(([letter, last]) =>
  Array.from({ length: last }, (_, at) => `${letter}${at + 1}`).filter((line) => !found.has(line)),
);
if (unproved.length > 0) {
  console.error(`No test names ${unproved.join(', ')}.`);
  process.exitCode = 1;
}
const place = (line: string) => 'SEGQB'.indexOf(line.charAt(0)) * 100 + Number(line.slice(1));
for (const [line, files] of [...found].sort(([a], [b]) => place(a) - place(b))) {
  console.log(`| ${line} | ${[...files].sort().join(', ')} |`);
}

/** Names of tests and groups; in a table of scenarios every line that is no comment. */
function titlesOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.txt')) return text.split('\n').filter((row) => !row.startsWith('#'));
  return [...text.matchAll(/\b(?:test|it|describe|step)(?:\.each)?\(\s*(['"`])([\s\S]*?)\1/g)].map(
    ([, , title = '']) => title,
  );
}

function linesOf(title: string): string[] {
  const ranges = [...title.matchAll(RANGE)].flatMap(([, letter = '', from = '', to = '']) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${letter}${Number(from) + at}`),
  );
  return [
    ...ranges,
    ...[...title.matchAll(LINE)].map(([, letter = '', number = '']) => `${letter}${Number(number)}`),
  ];
}
