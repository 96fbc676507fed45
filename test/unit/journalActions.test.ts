import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importWhat } from '../../shared/contract/imports.ts';
import { JOURNAL_ACTIONS } from '../../shared/domain/journalActions.ts';
import { textOf } from '../../shared/text/index.ts';

/** Who did what (B12): each thing that the Worker can write into the journal is said in both languages. */
const WORKER = join(import.meta.dirname, '../../worker');

/** As the source has them: texts after `action`, and the two made of a name: `<what>.put`, `import.<what>`. */
function writtenInSource(): string[] {
  const found = new Set<string>();
  for (const entry of readdirSync(WORKER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    // Reading the journal is no writing.
    for (const [, rest = ''] of source.matchAll(/\baction(?:: | = (?!'))([^\n]*)/g)) {
      for (const [, action = ''] of rest.matchAll(/'([a-z]+(?:\.[a-z]+)+)'/g)) found.add(action);
      if (rest.startsWith('`import.$')) for (const what of importWhat.options) found.add(`import.${what}`);
    }
    for (const [, what] of source.matchAll(/addEntry\(routes, \{\s+what: '(\w+)'/g)) found.add(`${what}.put`);
    for (const [, what] of source.matchAll(/\{ what: '(\w+)', schema/g)) found.add(`${what}.put`);
  }
  return [...found].sort();
}

test('the list of actions is that of the source', () => {
  expect(writtenInSource()).toEqual([...JOURNAL_ACTIONS].sort());
});

test.each([
  'fr',
  'en',
] as const)('each has its sentence, and its field a name to filter by (%s)', (language) => {
  const { actions, domains } = textOf(language).portal.journal;
  expect(Object.keys(actions).sort()).toEqual([...JOURNAL_ACTIONS].sort());
  expect(new Set(Object.values(actions)).size).toBe(JOURNAL_ACTIONS.length);
  const fields = new Set(JOURNAL_ACTIONS.map((action) => action.split('.')[0]));
  expect(Object.keys(domains).sort()).toEqual([...fields].sort());
});
