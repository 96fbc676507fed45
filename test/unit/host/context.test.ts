import { describe, expect, it } from 'vitest';
import { desk } from './host-for-tests.ts';

describe('the context of a call', () => {
  it('offers the language, console and Google, and nothing that Apps Script lacks', async () => {
    const { script } = desk();
    const absent =
      'setTimeout setInterval queueMicrotask fetch URL URLSearchParams TextEncoder atob crypto Blob FormData ' +
      'structuredClone AbortController performance process require Buffer module global Worker';
    expect(await script('return args[0].filter((name) => name in globalThis)', absent.split(' '))).toEqual(
      [],
    );
    expect(await script('return typeof SpreadsheetApp + typeof Intl + typeof console.log')).toBe(
      'objectobjectfunction',
    );
  });

  it('is fresh for every call, and loads the files in name order', async () => {
    const { script } = desk();
    await script('globalThis.kept = 1');
    expect(await script('return [typeof kept, LOADED_AFTER_CONFIG]')).toEqual(['undefined', 'fixture']);
  });

  it.each([
    'return SpreadsheetApp',
    'return SpreadsheetApp.getActiveSheet().getRange("A1")',
    'return SpreadsheetApp.getActiveSheet().getRange("A1").setValues',
    'return SpreadsheetApp.getActiveSheet().getRange("A1:B2").getValues()',
    'return SpreadsheetApp.ProtectionType.RANGE',
    'return console.log',
    'return globalThis',
    'return args',
    'try { SpreadsheetApp.getActiveSheet().getRange(0, 1) } catch (error) { return error }',
    'try { UrlFetchApp.fetch("nonsense") } catch (error) { return error }',
    'return HtmlService.createTemplate("x")',
    'return new Proxy({}, {}).constructor',
  ])('gives no way to Node: %s', async (body) => {
    const { script } = desk();
    const reach = `
      const found = (function () { ${body} })();
      const make = Object.getPrototypeOf(found).constructor.constructor;
      return [make("return typeof process")(), found.constructor.constructor("return typeof require")()]`;
    expect(await script(reach)).toEqual(['undefined', 'undefined']);
  });

  it('rejects import() with nothing of the outer realm', async () => {
    const { session, script, document, sheetId } = desk();
    await script(`PropertiesService.getScriptProperties().setProperty('probe', 'unset');
      import('node:fs').then(
        () => PropertiesService.getScriptProperties().setProperty('probe', 'loaded'),
        (error) => PropertiesService.getScriptProperties().setProperty('probe', typeof error));`);
    expect(
      await session.call('evaluate', ["return PropertiesService.getScriptProperties().getProperty('probe')"]),
    ).toBe('string');
    expect(document.view(sheetId, 1, 1)).toHaveLength(1);
  });

  it('survives a rejection that nobody waits for', async () => {
    const { script } = desk();
    await script('Promise.reject(new Error("nobody listens"))');
    expect(await script('return 1')).toBe(1);
  });

  it('knows values by the realm of the add-on', async () => {
    const { script } = desk();
    const body = `const range = SpreadsheetApp.getActiveSheet().getRange('A1');
      range.setValue(new Date(2026, 10, 20));
      return [range.getValue() instanceof Date, range.getValues() instanceof Array, args instanceof Array]`;
    expect(await script(body)).toEqual([true, true, true]);
  });
});

describe('what the host does not imitate', () => {
  it.each([
    ['SpreadsheetApp.getActiveSheet().getCharts()', 'Sheet.getCharts'],
    ['SpreadsheetApp.openById("x")', 'SpreadsheetApp.openById'],
    ['SpreadsheetApp.getActiveSheet().getRange("A1").getRichTextValue()', 'Range.getRichTextValue'],
    ['SpreadsheetApp.BorderStyle.WAVY', 'BorderStyle.WAVY'],
    [
      'UrlFetchApp.fetch("http://127.0.0.1/", { useIntranet: true })',
      'the option useIntranet of UrlFetchApp.fetch',
    ],
  ])('%s fails by its name', async (expression, name) => {
    const { script } = desk();
    await expect(script(`return ${expression}`)).rejects.toThrow(`The local host does not imitate ${name}.`);
  });

  it('is a ReferenceError where it is a whole service', async () => {
    const { script } = desk();
    await expect(script('return DriveApp.getFiles()')).rejects.toThrow('DriveApp is not defined');
  });
});

it('counts the calls of the add-on by service and method, and none of its own', async () => {
  const { host, script } = desk();
  host.resetCalls();
  const fill = `const sheet = SpreadsheetApp.getActiveSheet();
    const rows = Array.from({ length: args[0] }, (_, at) => [at, at]);
    sheet.getRange(1, 1, rows.length, 2).setValues(rows).setFontWeight('bold');`;
  await script(fill, 10);
  const forTen = host.serviceCalls();
  expect(forTen).toEqual({
    'SpreadsheetApp.getActiveSheet': 1,
    'Sheet.getRange': 1,
    'Range.setValues': 1,
    'Range.setFontWeight': 1,
  });
  host.resetCalls();
  await script(fill, 900);
  expect(host.serviceCalls()).toEqual(forTen);
});
