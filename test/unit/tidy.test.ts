import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Tests about the source itself: the house keeps its walls. */
const ROOT = join(import.meta.dirname, '../..');

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? join(dirname(file), target).replaceAll('\\', '/') : target,
  );
}

const everything = ['shared', 'worker', 'addon'].flatMap(filesUnder);

describe('an import goes one way', () => {
  test.each([
    ['shared', /^(worker|addon|test)\//],
    ['worker', /^(addon|test)\//],
    ['addon', /^(worker|test)\//],
  ])('%s', (folder, forbidden) => {
    const wrong = filesUnder(folder).flatMap((file) =>
      importsOf(file)
        .filter((target) => forbidden.test(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the add-on takes only types from the contract: zod never enters its bundle', () => {
    const wrong = [...filesUnder('addon/server'), ...filesUnder('addon/sidebar')].flatMap((file) =>
      read(file)
        .split('\n')
        .filter(
          (line) => /shared\/contract\//.test(line) && !/^import type |^} from|^export type /.test(line),
        ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('where things stand', () => {
  test('SQL stands in the Worker and in migrations only', () => {
    const sql = /\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/;
    const wrong = [
      ...filesUnder('shared'),
      ...filesUnder('addon'),
      ...filesUnder('worker/http'),
      ...filesUnder('worker/portal'),
    ]
      // One asks whether the database answers, the other keeps wrangler's own list of migrations.
      .filter((file) => !['worker/portal/front.routes.ts', 'addon/local/migrate.ts'].includes(file))
      .filter((file) => sql.test(read(file)));
    expect(wrong).toEqual([]);
  });

  test('no file grows beyond what one reads at a sitting', () => {
    const long = everything
      .filter((file) => !/^shared\/(text|sample)\//.test(file))
      .filter((file) => read(file).split('\n').length > 300);
    expect(long).toEqual([]);
  });

  test('nothing committed names a path of somebody’s machine, a note to do later, or an unexplained any', () => {
    const wrong = [...everything, ...filesUnder('test')]
      .filter((file) => file !== 'test/unit/tidy.test.ts')
      .filter((file) =>
        /\/(work|home|root|Users)\/(?!\.)\w+\/|\bTODO\b|\bFIXME\b|: any\b(?! \w)|as any\b(?! \w)/.test(
          read(file),
        ),
      );
    expect(wrong).toEqual([]);
  });

  test('each skipped test says why in its name', () => {
    const wrong = filesUnder('test')
      .filter((file) => file !== 'test/unit/tidy.test.ts')
      .flatMap((file) =>
        [...read(file).matchAll(/\.skip(?:If)?\([^)]*/g)].map(([found]) => `${file}: ${found}`),
      )
      .filter((found) => !/skipIf/.test(found));
    expect(wrong).toEqual([]);
  });
});
