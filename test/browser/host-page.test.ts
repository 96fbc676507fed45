import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { people, type SheetPage, type SheetsFixture, startSheets } from './sheets-page.ts';

let sheets: SheetsFixture;
let sheet: SheetPage;

beforeAll(async () => {
  sheets = await startSheets();
});
afterAll(() => sheets?.close());

/** What the document holds, whatever the page draws. */
function stored(row: number, column: number, name = sheets.document.sheets()[0]!.name): string {
  const { id } = sheets.document.sheets().find((one) => one.name === name)!;
  return sheets.document.view(id, row, 1)[0]?.[column - 1]?.text ?? '';
}

/** Every test has a tab of its own, in a window of its own. */
let tab = 0;
beforeEach(async () => {
  tab += 1;
  sheets.document.addSheet(`Essai ${tab}`);
  sheet = await sheets.open();
  await sheet.page.click(`[data-tab="Essai ${tab}"]`);
});
afterEach(() => sheet.page.close());
const here = () => `Essai ${tab}`;
const storedHere = (row: number, column: number) => stored(row, column, here());

describe('a storekeeper types with the keyboard alone', () => {
  it('goes down with Enter, right with Tab, and back under the first Tab', async () => {
    await sheet.click('R2C2');
    await sheet.type('12,5', 'Tab');
    await sheet.type('boîte', 'Tab');
    await sheet.type('7', 'Enter');
    expect(await sheet.selected()).toBe('B3');
    await vi.waitFor(() =>
      expect([2, 3, 4].map((column) => storedHere(2, column))).toEqual(['12,5', 'boîte', '7']),
    );
    await sheet.keys('Shift+Tab', 'ArrowUp');
    expect(await sheet.selected()).toBe('A2');
  });

  it('opens a cell with F2, leaves it unchanged with Escape, empties a block with Delete', async () => {
    await sheet.click('R2C2');
    await sheet.type('10');
    await sheet.keys('ArrowUp', 'F2');
    await sheet.type('0');
    await vi.waitFor(() => expect(storedHere(2, 2)).toBe('100'));
    await sheet.keys('ArrowUp');
    await sheet.type('9', 'Escape');
    expect(await sheet.text('R2C2')).toBe('100');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight', 'Delete');
    expect(await sheet.selected()).toBe('B2:C3');
    await vi.waitFor(() => expect(storedHere(2, 2)).toBe(''));
  });

  it('jumps over ten lines with Ctrl and an arrow, and what is typed next lands where the jump ended', async () => {
    await sheet.click('R1C1');
    await sheet.page.evaluate(() => navigator.clipboard.writeText('1\n2\n3\n4\n5\n6\n7\n8\n9\n10'));
    await sheet.keys('Control+v');
    await vi.waitFor(() => expect(storedHere(10, 1)).toBe('10'));
    await sheet.keys('Control+Home', 'Control+ArrowDown');
    await sheet.type('dernier');
    await vi.waitFor(() => expect(storedHere(10, 1)).toBe('dernier'));
    await sheet.keys('Control+End');
    await expect.poll(() => sheet.selected()).toBe('A10');
  });

  it('opens a cell with a double click, and types in the content bar', async () => {
    await sheet.click('R2C2');
    await sheet.type('L-001');
    await sheet.click('R6C1');
    await sheet.page.dblclick('[data-cell="R2C2"]');
    await sheet.type('b');
    await vi.waitFor(() => expect(storedHere(2, 2)).toBe('L-001b'));
    await sheet.click('R2C2');
    await sheet.page.click('[data-content]');
    await sheet.type('is');
    await vi.waitFor(() => expect(storedHere(2, 2)).toBe('L-001bis'));
    expect(await sheet.selected()).toBe('B3');
  });

  it('says that Ctrl+Z is not imitated', async () => {
    await sheet.keys('Control+z');
    expect(await sheet.page.textContent('[data-toast]')).toContain('n’imite pas l’annulation');
  });
});

describe('a block goes over the clipboard', () => {
  it('with cells of several lines and quotes, there and back', async () => {
    const block = 'réf\t"deux\nlignes"\n0012\t"il dit ""oui"""';
    await sheet.click('R3C2');
    await sheet.page.evaluate((text) => navigator.clipboard.writeText(text), block);
    await sheet.keys('Control+v');
    await vi.waitFor(() => expect(storedHere(4, 3)).toBe('il dit "oui"'));
    expect(storedHere(3, 3)).toBe('deux\nlignes');
    await expect.poll(() => sheet.text('R4C2')).toBe('12');
    await sheet.keys('Control+c');
    const copied = await sheet.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe('réf\t"deux\nlignes"\n12\til dit "oui"');
  });

  it('cut moves it, and a text with zeros before it stays a text', async () => {
    await sheet.click('R1C1');
    await sheet.type("'0012");
    await sheet.click('R1C1');
    await sheet.keys('Control+x');
    await sheet.click('R5C4');
    await sheet.keys('Control+v');
    await vi.waitFor(() => expect([storedHere(1, 1), storedHere(5, 4)]).toEqual(['', '0012']));
  });

  it('one value fills a selection, Ctrl+D fills down', async () => {
    await sheet.click('R1C1');
    await sheet.type('8');
    await sheet.click('R1C1');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
    await vi.waitFor(() => expect(storedHere(3, 1)).toBe('8'));
    await sheet.page.evaluate(() => navigator.clipboard.writeText('4'));
    await sheet.keys('Control+v');
    await vi.waitFor(() => expect([1, 2, 3].map((row) => storedHere(row, 1))).toEqual(['4', '4', '4']));
  });
});

describe('two people at one spreadsheet', () => {
  it('see each other’s cells within a second, and each is named', async () => {
    const other = await sheets.open('jean@hopital.example');
    expect(await other.page.textContent('[data-account]')).toContain('Jean-Luc Martin');
    await other.page.click(`[data-tab="${here()}"]`);
    await sheet.page.bringToFront();
    await sheet.click('R2C2');
    await sheet.type('vu');
    await other.page.waitForSelector('[data-cell="R2C2"]:text-is("vu")', { timeout: 1_000 });
    await other.page.close();
  });

  it('see a tab that the other renames', async () => {
    const other = await sheets.open('jean@hopital.example');
    await sheet.page.bringToFront();
    await sheet.page.dblclick(`[data-tab="${here()}"]`);
    await sheet.type(`Renommée ${tab}`);
    await other.page.waitForSelector(`[data-tab="Renommée ${tab}"]`, { timeout: 1_000 });
    await other.page.close();
  });
});

describe('the add-on', () => {
  it('opens its sidebar on another origin, and a call goes there and back', async () => {
    await sheet.choose('Ouvrir le volet');
    const panel = sheet.page.frameLocator('iframe[name="sidebar"]');
    await sheet.click('R4C2');
    await sheet.page.keyboard.type('Dr House');
    await panel.locator('#quantity').fill('3');
    await panel.locator('#send').click();
    const said = `panneau : {"sheet":"${here()}","row":4,"seen":"Dr House"}`;
    await expect.poll(() => panel.locator('#said').textContent()).toBe(said);
    await expect.poll(() => sheet.text('R4C3')).toBe('3');
    const address = await sheet.page.getAttribute('iframe[name="sidebar"]', 'src');
    expect(new URL(address!).origin).toBe(sheets.server.frameUrl);
    expect(sheets.server.frameUrl).not.toBe(sheets.server.url);
    const reach = await panel.locator('body').evaluate(() => {
      try {
        return String(parent.document.title);
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(reach).toBe('SecurityError');
  });

  it('gets failures as a message, refuses a Date, and waits its turn beyond ten calls', async () => {
    await sheet.choose('Ouvrir le volet');
    const panel = sheet.page.frameLocator('iframe[name="sidebar"]');
    const said = () => panel.locator('#said').textContent();
    await panel.locator('#refuse').click();
    await expect.poll(said).toBe('panneau : échec, Quantité refusée');
    await panel.locator('#date').click();
    await expect.poll(said).toBe('Failed due to illegal value in property: 0');
    await panel.locator('#many').click();
    await expect.poll(said, { timeout: 10_000 }).toBe('20 faits');
  });

  it('asks a question; the answer and Escape arrive in the script', async () => {
    await sheet.choose('Essais', 'Question');
    expect(await sheet.alert()).toContain('Le stock sera ajusté.');
    await sheet.answer('YES');
    await sheet.page.waitForSelector('[data-toast]:has-text("Réponse : YES")');
    await sheet.choose('Essais', 'Question');
    await sheet.page.waitForSelector('[data-alert]');
    await sheet.keys('Escape');
    await sheet.page.waitForSelector('[data-toast]:has-text("Réponse : CLOSE")');
    await sheet.type('encore');
    await vi.waitFor(() => expect(storedHere(1, 1)).toBe('encore'));
  });

  it('shows a dialog that closes itself, and the message of a script that fails', async () => {
    await sheet.choose('Dialogue');
    const dialog = sheet.page.frameLocator('iframe[name="dialog"]');
    await dialog.locator('button').click();
    await sheet.page.waitForSelector('iframe[name="dialog"]', { state: 'detached' });
    await sheet.choose('Essais', 'Échec');
    await sheet.page.waitForSelector('[data-failure]:has-text("Le dépôt est inconnu.")');
  });
});

describe('a count sheet of ten thousand lines', () => {
  beforeAll(() => sheets.run('drawCountSheet', 10_000));
  beforeEach(async () => {
    await sheet.page.click('[data-tab="Inventaire"]');
    await sheet.page.waitForSelector('[data-cell="R2C2"]:text-is("ART-1")');
  });

  it('scrolls from end to end without a wait, and Ctrl+Down goes to its last line', async () => {
    const drawn = await sheet.page.evaluate(async () => {
      const grid = document.querySelector('[data-grid]')!;
      const longest = { frame: 0, blank: 0 };
      let [last, blankSince] = [performance.now(), 0];
      for (let y = 0; y < 210_000; y += 3_000) {
        grid.scrollTop = y;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        longest.frame = Math.max(longest.frame, now - last);
        const blank = document.querySelector('[data-cell].coming') !== null;
        blankSince = blank ? blankSince || last : 0;
        if (blank) longest.blank = Math.max(longest.blank, now - blankSince);
        last = now;
      }
      return longest;
    });
    // How long is the machine's affair; that every frame came, and no cell stays blank, is ours.
    expect(drawn.frame).toBeGreaterThan(0);
    await expect.poll(() => sheet.page.locator('[data-cell].coming').count()).toBe(0);
    await sheet.goTo('B2');
    await sheet.keys('Control+ArrowDown');
    await expect.poll(() => sheet.selected()).toBe('B10001');
    await expect.poll(() => sheet.text('R10001C3')).toBe('Compresse stérile n° 10000');
    expect(await sheet.text('R1C2')).toBe('Référence');
    expect(await sheet.page.locator('[data-cell="R1C1"]').count()).toBe(0);
  });

  it('asks before a protected cell is typed over, and not in the counted column', async () => {
    await sheet.click('R3C4');
    await sheet.type('999');
    expect(await sheet.alert()).toContain('Seule la colonne « Compté » se remplit.');
    await sheet.answer('CANCEL');
    expect(stored(3, 4, 'Inventaire')).toBe('2');
    await expect.poll(() => sheet.text('R3C4')).toBe('2');
    await sheet.click('R3C5');
    await sheet.type('4');
    await vi.waitFor(() => expect(stored(3, 5, 'Inventaire')).toBe('4'));
    await sheet.type('-1');
    await sheet.page.waitForSelector('[data-cell="R4C5"].warned');
    await sheet.click('R3C4');
    await sheet.type('999');
    await sheet.answer('OK');
    await vi.waitFor(() => expect(stored(3, 4, 'Inventaire')).toBe('999'));
  });

  it('copies what stands there now, also where somebody changed it out of sight', async () => {
    await sheet.goTo('B5000');
    await expect.poll(() => sheet.text('R5000C2')).toBe('ART-4999');
    await sheet.goTo('B2');
    const { id } = sheets.document.sheets().find(({ name }) => name === 'Inventaire')!;
    sheets.document.type(people[1]!.email, id, 5000, 5, [['77']], true);
    await sheet.page.click('[data-column="5"]');
    const copied = async () => {
      await sheet.keys('Control+c');
      return (await sheet.page.evaluate(() => navigator.clipboard.readText())).split('\n')[4999];
    };
    await expect.poll(copied).toBe('77');
  });

  it('takes ten thousand quantities in one paste', async () => {
    await sheet.click('R2C5');
    const quantities = Array.from({ length: 10_000 }, (_, line) => String(line % 7)).join('\n');
    await sheet.page.evaluate((text) => navigator.clipboard.writeText(text), quantities);
    await sheet.keys('Control+v');
    await vi.waitFor(() => expect(stored(10_001, 5, 'Inventaire')).toBe(String(9_999 % 7)), {
      timeout: 5_000,
    });
    await sheet.page.click('[data-column="5"]');
    await sheet.keys('Control+c');
    const copied = () => sheet.page.evaluate(() => navigator.clipboard.readText());
    await expect
      .poll(async () => (await copied()).split('\n').length, { timeout: 5_000 })
      .toBeGreaterThan(10_000);
  });
});
