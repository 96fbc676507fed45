import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleOf, desk } from './host-for-tests.ts';

describe('what crosses google.script.run', () => {
  it('primitives, arrays and plain objects cross; undefined becomes null', async () => {
    const { script } = desk();
    const given = { text: 'é', number: 1.5, none: null, list: [true, { deep: [] }] };
    expect(await script('return args[0]', given)).toEqual(given);
    expect(await script('return { a: undefined, b: [undefined] }')).toEqual({ a: null, b: [null] });
    expect(await script('return undefined')).toBeNull();
    expect(await script('return args.map((arg) => arg === null)', undefined, [undefined])).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['a Date', new Date()],
    ['a function', () => 1],
    ['a Map', new Map()],
    ['a Date inside', { when: [new Date()] }],
    ['a symbol', Symbol('x')],
  ])('%s as an argument makes the call fail', async (_, value) => {
    await expect(desk().script('return 1', value)).rejects.toThrow(
      'Failed due to illegal value in property:',
    );
  });

  it.each([
    'new Date()',
    '() => 1',
    '[new Map()]',
    '{ when: new Date() }',
    'new (class Line {})()',
    'Promise.resolve(1)',
    'SpreadsheetApp.getActiveSheet()',
    '(() => { const ring = {}; ring.ring = ring; return ring; })()',
  ])('the answer %s makes the call fail', async (expression) => {
    await expect(desk().script(`return ${expression}`)).rejects.toThrow('is not a supported return type');
  });

  it('gives the message of what the script throws', async () => {
    const { script } = desk();
    await expect(script('throw new TypeError("bad line")')).rejects.toMatchObject({ message: 'bad line' });
    await expect(script('throw "just text"')).rejects.toMatchObject({ message: 'just text' });
  });
});

describe('which functions can be called', () => {
  it.each([
    'hidden_',
    'nothing',
    'parseInt',
    'eval',
    'SpreadsheetApp',
    'constructor',
  ])('not %s', async (name) => {
    await expect(desk().session.call(name, [])).rejects.toThrow(`Script function not found: ${name}`);
  });
});

it('a bundle that does not compile says so at each call, and runs once it is mended', async () => {
  const bundleFolder = await bundleOf({ 'code.js': 'function run() { return ] }' });
  const { session } = desk({ bundleFolder });
  await expect(session.call('run', [])).rejects.toThrow("Unexpected token ']'");
  await expect(session.call('run', [])).rejects.toThrow("Unexpected token ']'");
  await writeFile(join(bundleFolder, 'code.js'), 'function run() { return [1]; }');
  expect(await session.call('run', [])).toEqual([1]);
});
