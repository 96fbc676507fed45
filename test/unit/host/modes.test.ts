import { describe, expect, it } from 'vitest';
import { bundleOf, desk } from './host-for-tests.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** A bundle whose onOpen runs `body`. */
const opening = (body: string, manifest?: object) =>
  bundleOf(
    { 'code.js': `function onOpen(e) { ${body} }\nfunction run(body) { return new Function(body)(); }` },
    manifest,
  );

describe('onOpen', () => {
  it('gives the entries of the add-on menu, in LIMITED and in NONE mode', async () => {
    const { session } = desk();
    const entries = [
      { label: 'Ouvrir', functionName: 'showPanel' },
      { label: '-' },
      { label: 'Plus', entries: [{ label: 'Poser une question', functionName: 'askSomething' }] },
    ];
    expect(await session.open()).toEqual(entries);
    expect(await session.open('NONE')).toEqual(entries);
  });

  it('is told its mode, and gets the document in LIMITED mode only', async () => {
    const bundleFolder = await opening(
      `SpreadsheetApp.getUi().createMenu(String(e.authMode) + ' ' + (e.source ? e.source.getName() : 'nothing')).addToUi()`,
    );
    const { session } = desk({ bundleFolder });
    expect(await session.open()).toEqual([{ label: 'LIMITED Pharmacie', entries: [] }]);
    expect(await session.open('NONE')).toEqual([{ label: 'NONE nothing', entries: [] }]);
  });

  it('gives no menu where the add-on has no onOpen', async () => {
    const bundleFolder = await bundleOf({ 'code.js': 'function other() {}' });
    expect(await desk({ bundleFolder }).session.open()).toEqual([]);
  });
});

describe('each mode refuses what Google refuses in it', () => {
  const forbidden: [mode: 'NONE' | 'LIMITED', code: string, name: string][] = [
    ['LIMITED', 'UrlFetchApp.fetch("https://example.org/")', 'UrlFetchApp.fetch'],
    ['LIMITED', 'SpreadsheetApp.getUi().alert("x")', 'Ui.alert'],
    ['LIMITED', 'SpreadsheetApp.getUi().prompt("x")', 'Ui.prompt'],
    ['LIMITED', 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', 'Ui.showSidebar'],
    ['LIMITED', 'ScriptApp.getIdentityToken()', 'ScriptApp.getIdentityToken'],
    ['NONE', 'SpreadsheetApp.getActiveSpreadsheet()', 'SpreadsheetApp.getActiveSpreadsheet'],
    ['NONE', 'SpreadsheetApp.getActiveSheet()', 'SpreadsheetApp.getActiveSheet'],
    ['NONE', 'PropertiesService.getUserProperties()', 'PropertiesService.getUserProperties'],
    ['NONE', 'UrlFetchApp.fetch("https://example.org/")', 'UrlFetchApp.fetch'],
    ['NONE', 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', 'Ui.showSidebar'],
  ];
  it.each(forbidden)('%s: %s', async (mode, code, name) => {
    const { session } = desk({ bundleFolder: await opening(`${code};`) });
    await expect(session.open(mode)).rejects.toThrow(`You do not have permission to call ${name}.`);
  });

  it('LIMITED reads the document and properties, and knows the locale but nobody', async () => {
    const bundleFolder = await opening(`
      PropertiesService.getDocumentProperties().setProperty('opened', SpreadsheetApp.getActiveSheet().getName());
      SpreadsheetApp.getUi().createMenu([Session.getActiveUser().getEmail(), Session.getActiveUserLocale()].join()).addToUi();`);
    const { session } = desk({ bundleFolder });
    expect(await session.open()).toEqual([{ label: ',fr', entries: [] }]);
    expect(await session.call('run', ['return Session.getActiveUser().getEmail()'])).toBe(
      'alice@example.org',
    );
    expect(
      await session.call('run', ["return PropertiesService.getDocumentProperties().getProperty('opened')"]),
    ).toBe('Feuille 1');
  });
});

describe('scopes', () => {
  const token = 'return ScriptApp.getIdentityToken()';

  it('a person who refused openid has no token, and requireScopes ends the call', async () => {
    const { session, script } = desk({
      refusedScopes: (email) => (email.startsWith('alice') ? ['openid'] : []),
    });
    expect(await script(token)).toBeNull();
    const required = "ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ['openid']); return 'ok'";
    await expect(script(required)).rejects.toThrow('Authorization is required to perform that action.');
    expect(await session.call('evaluate', [required], 'bob@example.org')).toBe('ok');
  });

  it('the sidebar of another account is that account', async () => {
    const { session } = desk();
    const who = 'return [Session.getActiveUser().getEmail(), ScriptApp.getIdentityToken()]';
    expect(await session.call('evaluate', [who], 'bob@example.org')).toEqual([
      'bob@example.org',
      'token of bob@example.org',
    ]);
  });

  it('a scope that the manifest does not list closes its service', async () => {
    const bundleFolder = await opening('', { oauthScopes: [`${AUTH}spreadsheets.currentonly`] });
    const { session } = desk({ bundleFolder });
    expect(await session.call('run', [token])).toBeNull();
    await expect(session.call('run', ['UrlFetchApp.fetch("http://127.0.0.1:1/")'])).rejects.toThrow(
      `Specified permissions are not sufficient to call UrlFetchApp.fetch. Required permissions: ${AUTH}script.external_request`,
    );
  });

  it('a refused scope closes its service for that person', async () => {
    const { script } = desk({ refusedScopes: () => [`${AUTH}script.external_request`] });
    await expect(script('UrlFetchApp.fetch("http://127.0.0.1:1/")')).rejects.toThrow(
      'You do not have permission to call UrlFetchApp.fetch.',
    );
  });
});
