/** Accounting's page in a real Chromium, in French and in English, over the sample organisation. */
import JSZip from 'jszip';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { sampleItems } from '../../shared/sample/items.ts';
import { samplePeople } from '../../shared/sample/organisation.ts';
import { PAGES } from '../worker/portalPages.ts';
import { graveFaults } from './axe.ts';
import { keyboardFaults, widerThanScreen } from './walk/controls.ts';
import { frenchLeft } from './walk/languages.ts';
import { plain } from './walk/panel.ts';
import { pdfPages, printedTexts, runnableIn } from './walk/pdf.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep } from './walk/steps.ts';
import { savedBytes, sha256, storedObject } from './walk/zip.ts';

const HELENE = 'helene.marchand@tilleuls.example';
/** Reads every depot, moves nothing. */
const ACCOUNTANT = samplePeople.find(({ accountant, admin }) => accountant && !admin)!.email;
const NAME = 'Annuel PHC';
let stage: Stage;
let page: Page;
let count: Count;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  count = await aConfirmedCount();
  page = await stage.browse();
});
afterAll(() => stage?.close());
goStepByStep();

/** A count of the pharmacy's articles where one line was short, for a reason if one is given. */
async function aConfirmedCount(changes: object = {}, reason = ''): Promise<Count> {
  const ask = <T>(method: string, path: string, body?: unknown) =>
    stage.api.call<T>(HELENE, method, path, body);
  const id = crypto.randomUUID();
  const wanted = { id, name: NAME, depot: 'PHC', kind: 'article', ...changes };
  await ask('POST', '/v1/counts', wanted);
  const { rows } = await ask<CountLines>('GET', `/v1/counts/${id}/lines?limit=10000`);
  const short = rows.find(({ theoretical = 0, serial }) => theoretical > 1 && serial === '')!;
  const lines = rows.map(({ line, theoretical = 0 }) => [
    line,
    line === short.line ? theoretical - 1 : theoretical,
    0,
  ]);
  await ask('PUT', `/v1/counts/${id}/lines`, { lines });
  if (reason) await ask('PATCH', `/v1/counts/${id}/lines`, { lines: [{ line: short.line, reason }] });
  const closed = await ask<CloseResult>('POST', `/v1/counts/${id}/close`, {});
  return ask<Count>('POST', `/v1/counts/${id}/confirm`, { version: closed.count.version });
}

const at = (path: string) => `${stage.api.url}${path}`;
const read = async (selector: string) => plain(await page.locator(selector).first().innerText());

describe('signing in', () => {
  it('a stranger is led to the sign-in, chooses who he is, and comes back to the page he wanted', async () => {
    await page.goto(at('/counts?year=2026'));
    expect(await read('h1')).toBe('Se connecter');
    await page.getByRole('link', { name: 'Se connecter' }).click();
    await page.locator(`a[href*="${encodeURIComponent(ACCOUNTANT)}"]`).click();
    await page.waitForURL('**/counts?year=2026');
    expect(await read('h1')).toBe('Inventaires');
  });
});

describe('counts', () => {
  it('shows the export before, the export after and the gap of each (E10, E12, E26, E27, E54)', async () => {
    await page.goto(at('/counts'));
    const row = page.getByRole('row').filter({ hasText: NAME });
    const told = plain(await row.innerText());
    expect(told).toContain('Télécharger l’export avant');
    expect(told).toContain('Télécharger l’export après');
    expect(told).toMatch(/-\d+,\d\d EUR 1 ligne en écart/);
    for (const [moment, key] of [
      ['avant', 'before'],
      ['après', 'after'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        row.getByRole('link', { name: `Télécharger l’export ${moment}` }).click(),
      ]);
      const saved = await savedBytes(download);
      expect(told).toContain(sha256(saved));
      const stored = await storedObject(stage.dataFolder, `counts/${count.id}/${key}.zip`);
      expect([moment, stored.equals(saved)]).toEqual([moment, true]);
    }
  });

  it('filters by year, depot and kind, and says when none matches', async () => {
    await page.getByLabel('Nature').selectOption('Pièces');
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL('**kind=part**');
    expect(await read('.said')).toContain('Aucun inventaire ne correspond');
  });

  it('one count: the proof, the gap by reason, supplier and bin, every line for ever (B3, B10, B11)', async () => {
    await page.goto(at('/counts'));
    await page.getByRole('link', { name: NAME }).click();
    expect(await read('h1')).toBe(NAME);
    const told = plain(await page.locator('main').innerText());
    for (const sentence of [
      'Voici l’export avant',
      'Voici l’export après',
      'Voici l’écart',
      'par Hélène Marchand',
    ])
      expect(told).toContain(sentence);
    expect(await page.locator('#recap ~ .scroll tbody tr').count()).toBe(1);
    for (const picture of await page.locator('.charts img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await vi.waitFor(async () =>
        expect(
          await picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth),
        ).toBeGreaterThan(0),
      );
    }
    await page.getByRole('link', { name: 'Le procès-verbal' }).click();
    expect(plain(await page.locator('body').innerText())).toContain(NAME);
    expect(await page.evaluate('document.styleSheets[0].cssRules.length')).toBeGreaterThan(3);
    await page.goBack();
    await page.getByLabel('Montrer').selectOption('toutes les lignes');
    await page.getByLabel('Trier par').selectOption('ordre de la feuille');
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL('**show=all**');
    expect(await page.locator('#recap ~ .scroll tbody tr').count()).toBe(50);
    await page.getByRole('link', { name: 'Suite' }).click();
    await page.waitForURL('**cursor=**');
    expect(await page.locator('#recap ~ .scroll tbody tr').count()).toBeGreaterThan(0);
  });

  it('the adjustment opens as its voucher, and allows no other style than its own', async () => {
    await page.getByRole('link', { name: /^Ajustement AI-PHC/ }).click();
    expect(plain(await page.locator('body').innerText())).toContain('Ajustement d’inventaire');
    expect(await page.evaluate('getComputedStyle(document.querySelector("header")).display')).toBe('grid');
    expect(await page.evaluate('[...document.scripts].length')).toBe(1);
  });

  it('a voucher and a record have a way back and a button that prints, which are not on the paper', async () => {
    const printing = async () => {
      await page.evaluate('window.print = () => { document.title = "sent to the printer"; }');
      await page.getByRole('button', { name: 'Imprimer' }).click();
      expect(await page.title()).toBe('sent to the printer');
      const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }));
      expect(pages.join(' ')).not.toMatch(/Imprimer|Retour/);
    };
    await printing();
    await page.getByRole('link', { name: '‹ Retour' }).click();
    expect(await read('h1')).toBe(NAME);
    await page.getByRole('link', { name: 'Le procès-verbal' }).click();
    await printing();
    await page.getByRole('link', { name: `‹ ${NAME}` }).click();
    expect(await read('h1')).toBe(NAME);
  });
});

describe('between two dates', () => {
  it('the roll-forward adds up to the cent, on screen, as CSV and as xlsx (B11)', async () => {
    await page.goto(at('/movements'));
    const total = (await page.locator('tfoot td.number').allInnerTexts()).map((cell) =>
      Math.round(
        Number(
          plain(cell)
            .replace(/[^\d,-]/g, '')
            .replace(',', '.'),
        ) * 100,
      ),
    );
    const [opening = 0, came = 0, went = 0, closing = 0, revaluation = 0] = total;
    expect(opening + came + went + revaluation).toBe(closing);
    expect(closing).toBeGreaterThan(0);
    const saved = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ]);
      return savedBytes(download);
    };
    const csv = (await saved('Tout en CSV')).toString('utf8');
    expect(csv).toContain('code;désignation;unité;Stock au départ (quantité)');
    const xlsx = await JSZip.loadAsync(await saved('Tout en xlsx'));
    const sheet = await xlsx.file('xl/worksheets/sheet1.xml')!.async('text');
    expect(sheet.match(/<row /g)?.length).toBe(csv.trim().split('\r\n').length);
    expect((await saved('Chaque mouvement en CSV')).toString('utf8')).toContain('Ajustement d’inventaire');
  });

  it('dates the wrong way round are said', async () => {
    await page.goto(at('/movements?from=2026-11-20&to=2026-11-01'));
    expect(await read('[role=alert]')).toContain('la première avant la seconde');
  });
});

describe('documents and the journal, read only', () => {
  it('documents are found by type, text and date, open as vouchers, and lead back to what was found', async () => {
    await page.goto(at('/documents'));
    await page.getByLabel('Type').selectOption('Ajustement d’inventaire');
    await page.locator('input[name=from]').fill(count.date);
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL('**type=count-adjustment**');
    const found = page.url();
    await page.locator('tbody a').first().click();
    expect(plain(await page.locator('h1').innerText())).toBe('Ajustement d’inventaire');
    await page.getByRole('link', { name: '‹ Documents' }).click();
    expect(page.url()).toBe(found);
    await page.locator('input[name=from]').fill('');
    await page.locator('input[name=to]').fill('2020-01-01');
    await page.getByRole('button', { name: 'Afficher' }).click();
    await page.waitForURL('**to=2020-01-01**');
    expect(await read('.said')).toBe('Aucun document ne correspond.');
  });

  it('the journal says who did what (B12)', async () => {
    await page.goto(at('/journal?what=count'));
    const told = plain(await page.locator('tbody').innerText());
    expect(told).toContain(`Hélène Marchand inventaire confirmé, stock mis à jour ${NAME}`);
    expect(told).toContain(`Hélène Marchand inventaire ouvert, périmètre gelé ${NAME}`);
  });
});

describe('verifying a zip (B10)', () => {
  const drop = async (name: string, buffer: Buffer) => {
    await page.goto(at('/verify'));
    await page
      .getByLabel('Le zip d’un inventaire')
      .setInputFiles({ name, mimeType: 'application/zip', buffer });
    await page.getByRole('button', { name: 'Vérifier' }).click();
    return read('[role=status]');
  };

  it('the stored zip is ours and whole; one touched up is told by its file; another file is no zip', async () => {
    await page.goto(at('/counts'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Télécharger l’export après' }).click(),
    ]);
    const bytes = await savedBytes(download);
    expect(await drop('apres.zip', bytes)).toContain(NAME);
    expect(await page.locator('.said.bad').count()).toBe(0);
    const touched = await JSZip.loadAsync(bytes);
    touched.file('stock.csv', `${await touched.file('stock.csv')!.async('text')} `);
    const told = await drop('retouche.zip', Buffer.from(await touched.generateAsync({ type: 'uint8array' })));
    expect(told).toContain('stock.csv');
    expect(await page.locator('.said.bad').count()).toBe(1);
    await drop('autre.zip', Buffer.from('no zip at all'));
    expect(await page.locator('.said.bad li').count()).toBe(1);
  });
});

describe('the page itself', () => {
  /** Every page that there is, and what a stranger and a mistake lead to. */
  let addresses: [name: string, path: string][];
  /** Whatever has a name in it has an endless one. */
  let hostile: Count;

  it('where names are endless words', async () => {
    const ask = <T>(method: string, path: string, body?: unknown, email = HELENE) =>
      stage.api.call<T>(email, method, path, body);
    const name = `<script>alert(1)</script> =CMD() ${'Interminable'.repeat(12)}`;
    const code = 'INTERMINABLE'.repeat(5);
    await ask('PUT', '/v1/depots', { code: 'LONG', name }, LOCAL_ADMIN);
    await ask('PUT', '/v1/bins', { depot: 'MED', code }, LOCAL_ADMIN);
    await ask('PUT', '/v1/items', { code, label: name, unit: 'interminablement' }, LOCAL_ADMIN);
    const line = { item: code, bin: code, lot: code, quantity: 1_234_567, unitCost: 1234.5678 };
    const entry = {
      type: 'entry-purchase',
      depot: 'MED',
      party: code,
      description: name,
      linkedDocument: code,
    };
    await ask('PUT', '/v1/suppliers', { code, name }, LOCAL_ADMIN);
    await ask('POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), ...entry },
      lines: [{ ...line, expiry: '2031-01-31' }],
    });
    const { bin, lot, quantity } = line;
    const spot = await ask<Count>('POST', '/v1/spot-counts', {
      ...{ id: crypto.randomUUID(), depot: 'MED', reason: name },
      lines: [{ item: code, bin, lot, quantity: quantity - 1000 }],
    });
    hostile = await aConfirmedCount({ name, depot: 'MED', scope: { items: [code] } }, name.slice(0, 100));
    const place = {
      ...{ depot: '', bin: '', lot: '', reversed: '', transfer: '', open: '' },
      ...{ confirmed: hostile.id, earlier: spot.id, exit: hostile.adjustment!.id },
    };
    addresses = [
      ...Object.entries(PAGES)
        .filter(([page]) => !/^POST |\.(svg|zip|csv|xlsx)\b/.test(page))
        .map(([page, path]): [string, string] => [page, path(place)]),
      ['a spot count', `/counts/${spot.id}`],
      ['a count of whom all is short', `/counts/${count.id}`],
      ['the sign-in', '/sign-in'],
      ['a count that there is not', `/counts/${crypto.randomUUID()}`],
    ];
    expect(addresses.length).toBeGreaterThan(12);
  });

  /** What goods are called is as their catalogue has it. */
  const withoutLabels = (text: string) =>
    sampleItems.reduce((rest, { item }) => rest.replaceAll(plain(item.label), ''), text);

  const PHONE = { width: 360, height: 740 };
  const DESK = { width: 1440, height: 900 };
  /** In points; and between the margins of 14 mm, in the pixels of a style sheet. */
  const A4 = { width: 595.3 };
  const A4_INSIDE = Math.floor((182 / 25.4) * 96);

  it('each page in French: no serious fault, every control by keyboard, nothing wider than a phone', {
    timeout: 90_000,
  }, async () => {
    for (const [name, path] of addresses) {
      await page.goto(at(path));
      expect([name, await page.locator('html').getAttribute('lang')]).toEqual([name, 'fr']);
      expect([name, await graveFaults(page)]).toEqual([name, []]);
      expect([name, await keyboardFaults(page)]).toEqual([name, []]);
      await page.setViewportSize(PHONE);
      expect([name, await widerThanScreen(page)]).toEqual([name, null]);
      await page.setViewportSize(DESK);
    }
  });

  it('each page in English, on a phone: no French word is left, no serious fault, nothing wider (B13)', {
    timeout: 90_000,
  }, async () => {
    await page.goto(at('/counts'));
    await page.getByRole('link', { name: 'English' }).click();
    await page.setViewportSize(PHONE);
    for (const [name, path] of addresses) {
      await page.goto(at(path));
      // The record is the very file that was sealed, in the organisation's language.
      const isRecord = path.endsWith('/record');
      expect([name, await page.locator('html').getAttribute('lang')]).toEqual([name, isRecord ? 'fr' : 'en']);
      const told = withoutLabels(plain(await page.locator('body').innerText()));
      if (!isRecord) expect([name, frenchLeft(told)]).toEqual([name, []]);
      expect([name, await graveFaults(page)]).toEqual([name, []]);
      expect([name, await widerThanScreen(page)]).toEqual([name, null]);
    }
    await page.goto(at('/counts'));
    await page.getByRole('link', { name: 'Français' }).click();
  });

  it('its head is one row on a desk, in two languages; on a smaller screen the pages have a row of their own', async () => {
    /** In how many rows the links stand, and whether they are beside who is signed in. */
    const standing = () =>
      page.evaluate(`(() => {
        const top = (element) => Math.round(element.getBoundingClientRect().top);
        const links = [...document.querySelectorAll('header nav a')];
        const account = document.querySelector('.account').getBoundingClientRect();
        return [new Set(links.map(top)).size, top(links[0]) < account.bottom && top(links[0]) > account.top - 8];
      })()`);
    for (const language of ['en', 'fr']) {
      await page.goto(at(`/language/${language}?to=/counts`));
      for (const [width, expected] of [
        [1400, [1, true]],
        [1280, [1, true]],
        [1024, [1, false]],
        // 1400 and 1024 at 200 %.
        [700, [1, false]],
        [512, expect.anything()],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        expect([language, width, await standing()]).toEqual([language, width, expected]);
        expect([language, width, await widerThanScreen(page)]).toEqual([language, width, null]);
      }
    }
    await page.setViewportSize(DESK);
  });

  it('a voucher and a record keep to the paper whatever names are, and nothing of them is made small for it', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const path of [`/documents/${hostile.adjustment!.id}`, `/counts/${hostile.id}/record`]) {
      await page.goto(at(path));
      await page.setViewportSize({ width: A4_INSIDE, height: 900 });
      expect([path, await widerThanScreen(page)]).toEqual([path, null]);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const texts = await printedTexts(pdf);
      const whole = texts.map(({ text }) => text).join('');
      expect(whole).toContain('INTERMINABLE'.repeat(5));
      // What somebody typed is text on the paper: nothing that a reader of PDFs would run or follow.
      expect(whole.replace(/\s/g, '')).toContain('<script>alert(1)</script>=CMD()');
      expect([path, await runnableIn(pdf)]).toEqual([path, []]);
      for (const { text, right, points } of texts)
        expect([text, right <= A4.width, points >= 7.5]).toEqual([text, true, true]);
    }
    await page.emulateMedia({ media: null });
    await page.setViewportSize(PHONE);
  });

  it('on a phone each count shows its exports and its gap', async () => {
    await page.goto(at('/counts'));
    const row = page.getByRole('row').filter({ hasText: NAME });
    for (const cell of ['Télécharger l’export avant', 'Télécharger l’export après', /^-\d/]) {
      const shown = (await row.getByText(cell).boundingBox())!;
      expect([cell, shown.x >= 0 && shown.x + shown.width <= PHONE.width]).toEqual([cell, true]);
    }
    await page.setViewportSize(DESK);
  });

  it('printed, a count has its proof, its recap and its page numbers, and no buttons', async () => {
    await page.goto(at(`/counts/${count.id}`));
    const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }));
    expect(pages[0]).toMatch(/Voici l’export avant.*Voici l’export après.*Voici l’écart.*L’inventaire/s);
    expect(pages.join(' ')).toMatch(/Récapitulatif.*par Hélène Marchand/s);
    expect(pages[0]).toContain(`1 / ${pages.length}`);
    expect(pages.join(' ')).not.toMatch(/Afficher|Se déconnecter/);
  });

  it('the record is printed whole: every gap, the proof and room for signatures, on numbered pages', async () => {
    await page.goto(at(`/counts/${count.id}/record`));
    const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }));
    expect(pages.join(' ')).toMatch(/Procès-verbal d’inventaire.*Annuel PHC.*Écarts.*Preuve.*Signatures/s);
    pages.forEach((text, number) => {
      expect(text).toContain(`${number + 1} / ${pages.length}`);
    });
  });

  it('whoever signs out must sign in again; the cookie is no script’s', async () => {
    await page.goto(at('/counts'));
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.goto(at('/counts'));
    expect(await read('h1')).toBe('Se connecter');
    expect(stage.mishaps).toEqual([]);
  });
});
