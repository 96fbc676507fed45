import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What the documentation names is there: files, places of a page, commands, tests. */
const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test('every line of the requirements is named by a test', () => {
  const { stderr, stdout } = spawnSync(process.execPath, ['test/requirements.ts'], { cwd: ROOT });
  expect(String(stderr)).toBe('');
  expect(String(stdout)).toContain('| E56 |');
});

describe('docs/security.md', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
  const threats = rows.map(([threat = '', , tests = '']) => [threat, tests] as const);

  test('tells of every threat what would notice it', () => {
    expect(threats.length).toBeGreaterThan(20);
  });

  test.each(threats)('names tests that exist: %s', (_, tests) => {
    const named = [...tests.matchAll(/`(test\/[^`]+\.test\.ts)`: ([^`]*)/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, file = '', words = ''] of named) {
      const titles = [...words.matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? '');
      expect([file, titles.length > 0]).toEqual([file, true]);
      expect([file, titles.filter((title) => !titlesIn(file).has(title))]).toEqual([file, []]);
    }
  });
});

/** Titles of the tests and groups of a file, those of a table as they are written. */
function titlesIn(file: string): Set<string> {
  const titles = read(file).matchAll(
    /(?:\b(?:test|it|describe)|\bskipIf\([^)]*\)|\]|\w\))\(\s*(['"`])((?:(?!\1)[^\n])+)\1\s*,/g,
  );
  return new Set([...titles].map(([, , title]) => title ?? ''));
}

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('links to files and places that are there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    const dead = links
      .filter((to) => !/^(https?|mailto):/.test(to))
      .filter((to) => {
        const [path = '', place] = to.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        if (!existsSync(join(ROOT, file))) return true;
        return place !== undefined && !placesIn(file).includes(place);
      });
    expect(dead).toEqual([]);
  });

  test('names files, and commands of npm, that are there', () => {
    const files = [...text.matchAll(/`((?:addon|docs|migrations|shared|test|worker)\/[\w./-]+\.\w+)`/g)];
    expect(files.map(([, file = '']) => file).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** The anchors that a page's headings have on GitHub. */
function placesIn(file: string): string[] {
  const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
