/**
 * One exit, typed once, while everything that may go wrong between a sidebar and the service goes wrong in turn: each
 * time the person reads what to do, what was typed is still there, and in the end one click makes one document.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SheetsServer, startSheetsServer } from '../../addon/local/server/server.ts';
import type { DocumentHead } from '../../shared/contract/documents.ts';
import { CLERK, furnish, type Hospital, MANAGER } from '../process/addonHospital.ts';
import { type AddonHost, startAddon } from '../process/addonHost.ts';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { sharedChromium } from './chromium.ts';
import { SheetPage } from './sheets-page.ts';
import { type BrokenLine, type Gate, startBrokenLine } from './walk/brokenLine.ts';
import { Panel, plain } from './walk/panel.ts';
import { goStepByStep, PATIENCE_MS } from './walk/steps.ts';

const problem = (status: number, code: string, detail: string): Gate => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'x', title: code, status, code, detail, requestId: 'r' }),
});

let worker: TestWorker;
let hospital: Hospital;
let line: BrokenLine;
let addon: AddonHost;
let sheets: SheetsServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
let luc: Panel;
let gate: Gate | null = null;
/** Once the service has recorded it, its answer is lost on the way. */
let losesAnswer = false;
let token: (() => null) | null = null;
let refused: string[] = [];
/** Command ids of the documents that were posted to the service, gated or not. */
const posted = new Set<string>();

beforeAll(async () => {
  const launching = sharedChromium();
  worker = await startTestWorker();
  hospital = await furnish(worker);
  line = await startBrokenLine(worker.url, ({ what, key }) => {
    if (what !== 'POST /v1/documents') return 'arrives';
    posted.add(key);
    return gate ?? (losesAnswer ? 'lost' : 'arrives');
  });
  addon = await startAddon(line.url, {
    identityToken: async (email) => (token ? token() : worker.token(email)),
    refusedScopes: () => refused,
    // The script asks for thirty seconds; nobody here waits so long.
    longestFetchMs: 2_500,
  });
  const people = [
    { email: CLERK, name: 'Luc Petit', role: '' },
    { email: MANAGER, name: 'Inès Morel', role: '' },
  ];
  const server = { host: addon.host, spreadsheetId: addon.open().id, port: 0, people };
  [sheets, browser] = await Promise.all([startSheetsServer(server), launching]);
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await sheets?.close();
  await addon?.close();
  line?.close();
  await worker?.stop();
});
goStepByStep();

async function windowOf(query: string): Promise<Panel> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
  contexts.push(page.context());
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${sheets.url}/?${query}`);
  await page.waitForSelector('[data-cell]:not(.coming)');
  return new Panel(new SheetPage(page));
}

const exits = async () => {
  const path = '/v1/documents?depot=PHC&type=exit-service';
  return (await hospital.ask<{ rows: DocumentHead[] }>(MANAGER, 'GET', path)).rows;
};

/** What is typed, as it stands on the screen. */
const typed = async (panel: Panel) => [
  await panel.field('Service').inputValue(),
  await panel.field('Description').inputValue(),
  await panel.readAll('.card-title'),
  await panel.field('Quantité').inputValue(),
];
const TYPED = ['CHIR', 'Complément du soir', ['PARA500'], '7'];

async function refusedWith(sentence: RegExp): Promise<void> {
  await luc.press('Enregistrer la sortie');
  await luc.frame.locator('main .notice.danger, main .error').filter({ hasText: sentence }).first().waitFor();
  expect(await typed(luc)).toEqual(TYPED);
  expect(await luc.button('Enregistrer la sortie').isEnabled()).toBe(true);
}

describe('an exit is typed, and it cannot be recorded', () => {
  it('the form holds it, and its draft is kept', async () => {
    luc = await windowOf(`as=${CLERK}`);
    await luc.open('Sorties');
    await luc.useDepot('Pharmacie centrale');
    await luc.press('Service');
    await luc.search('Service', 'chir', 'CHIR');
    await luc.field('Description').fill('Complément du soir');
    await luc.search('Ajouter une référence', 'para', 'PARA500');
    await luc.sheet.type('7');
    await luc.frame.locator('.card .pick').first().waitFor();
    await luc.says('Brouillon gardé');
  });

  it.each<[string, Gate, RegExp]>([
    [
      'an HTML page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Wi-Fi</h1>' },
      /Réessayez ; si cela dure, prévenez votre administrateur/,
    ],
    ['401', { status: 401 }, /Fermez ce panneau et rouvrez-le/],
    ['403', problem(403, 'FORBIDDEN', 'Demandez ce droit à votre administrateur.'), /Demandez ce droit/],
    ['409', problem(409, 'BUSY', 'Réessayez dans un instant.'), /Réessayez dans un instant/],
    ['413', { status: 413 }, /Enregistrez en plusieurs fois, avec moins de lignes à la fois/],
    ['422', problem(422, 'DATE_INVALID', 'Corrigez la date.'), /Corrigez la date/],
    ['429', { status: 429, headers: { 'Retry-After': '3' } }, /Attendez 3 secondes, puis réessayez/],
    ['500', { status: 500, body: 'oops' }, /Rien n’est perdu : réessayez dans une minute/],
    ['503', { status: 503 }, /Rien n’est perdu : réessayez dans une minute/],
    ['nothing for as long as one waits', { status: 0 }, /Vérifiez la connexion, puis réessayez/],
  ])('%s: the person reads what to do, and everything typed is still there', async (_, answer, sentence) => {
    gate = answer;
    await refusedWith(sentence);
    gate = null;
    expect(await exits()).toEqual([]);
  });

  it('a null token and one refused scope: how to give the permission, and everything typed is still there', async () => {
    const { size } = posted;
    token = () => null;
    await refusedWith(/rouvrez-le par le menu Extensions > Décompte, et acceptez toutes les autorisations/);
    token = null;
    refused = ['https://www.googleapis.com/auth/script.external_request'];
    await refusedWith(/acceptez toutes les autorisations/);
    refused = [];
    expect(posted.size).toBe(size);
  });

  it('another account in the sidebar is told both, and does not get the draft', async () => {
    const mixed = await windowOf(`as=${CLERK}&frame=${MANAGER}`);
    await mixed.open('Sorties');
    expect(plain(await mixed.read('main'))).toContain(
      `Ce panneau est ouvert pour ${CLERK}, mais Google répond pour ${MANAGER}. Fermez-le`,
    );
    expect(await mixed.read('main')).not.toContain('Complément');
    await mixed.sheet.page.close();
  });

  it('an add-on not used in this file yet (mode NONE) has its menu, and the draft comes back from it', async () => {
    await luc.sheet.page.close();
    const server = await startSheetsServer({
      ...{ host: addon.host, spreadsheetId: addon.open().id, port: 0, openInSettings: { mode: 'NONE' } },
      people: [{ email: CLERK, name: 'Luc Petit', role: '' }],
    });
    const before = sheets;
    sheets = server;
    await before.close();
    luc = await windowOf(`as=${CLERK}`);
    await luc.open('Sorties');
    await luc.says('Brouillon repris');
    await luc.frame.locator('.card .pick').first().waitFor();
    expect(await typed(luc)).toEqual(TYPED);
  });

  it('an answer lost on the way, and the same click again: one document', async () => {
    losesAnswer = true;
    await refusedWith(/Vérifiez la connexion, puis réessayez/);
    losesAnswer = false;
    await luc.press('Enregistrer la sortie');
    await luc.says('Sortie enregistrée : SS-PHC-');
    expect(await exits()).toHaveLength(1);
    // Every click of it all was about the same document.
    expect(posted.size).toBe(1);
    expect(await hospital.balance('PARA500')).toBe(143);
  });
});
