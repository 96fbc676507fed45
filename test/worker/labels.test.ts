/** Labels of bins and items: what a scanner reads stands for people as well. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, type App } from './app.ts';
import { CLERK, OTHER, smallHospital } from './hospital.ts';

let app: App;
beforeAll(async () => {
  app = await smallHospital();
  await app.item({ code: 'DOLI', label: 'Doliprane', codes: [{ code: '3400930000014', quantity: 1 }] });
  await app.item({ code: 'CARTON', label: 'Carton', codes: [{ code: '3400930000014999', quantity: 20 }] });
  await app.item({ code: 'É-😀', label: '<b>Écrou</b>' });
});

const page = async (body: object, email = CLERK) => {
  const response = await app.send(email, 'POST', '/v1/labels', body);
  return { status: response.status, text: await response.text() };
};
const labels = (html: string) => html.match(/<div class="label">/g)?.length ?? 0;

describe('labels', () => {
  test('a bin’s code of our own, with its depot, as many as asked', async () => {
    const { text } = await page({
      bins: [
        { depot: 'PHC', bin: 'a1', copies: 2 },
        { depot: 'PHC', bin: 'A2' },
      ],
    });
    expect(labels(text)).toBe(3);
    expect(text).toContain('<p class="code">A1</p><p class="name">Pharmacie centrale</p>');
  });

  test('an item with a GTIN bears lot, expiry and serial in one GS1 symbol (B6)', async () => {
    const { text } = await page({
      items: [{ item: 'DOLI', lot: 'L-7', expiry: '2027-03-31', serial: 'S1' }],
    });
    expect(text).toContain('(01)03400930000014(17)270331(10)L-7(21)S1');
    expect(text).toContain('Lot L-7 · Péremption 31/03/2027 · N° de série S1');
    expect(text).toContain('class="square"');
  });

  test('an item without one bears its own code; a lot that GS1 has no letters for is left to the eye', async () => {
    const { text } = await page({
      items: [{ item: 'PARA' }, { item: 'DOLI', lot: 'Lot n° 4' }, { item: 'CARTON' }],
    });
    expect(text.match(/class="bars"/g)).toHaveLength(2);
    expect(text).toContain('(01)03400930000014</p>');
    expect(text).toContain('Lot Lot n° 4');
  });

  test('hostile words are printed as written, and a code that bars cannot bear gets a square', async () => {
    const { text } = await page({ items: [{ item: 'É-😀' }] });
    expect(text).toContain('&lt;b&gt;Écrou&lt;/b&gt;');
    expect(text).toContain('class="square"');
  });

  test('what is unknown, or elsewhere, is named, all at once; nothing and too much are refused', async () => {
    const { status, text } = await page({
      bins: [{ depot: 'PHC', bin: 'Z9' }],
      items: [{ item: 'PARA' }, { item: 'RIEN' }],
    });
    expect(status).toBe(409);
    expect(JSON.parse(text).errors).toMatchObject([
      { line: 1, code: 'BIN_UNKNOWN', bin: 'Z9' },
      { line: 2, code: 'ITEM_UNKNOWN', item: 'RIEN' },
    ]);
    expect((await page({ bins: [{ depot: 'PHC', bin: 'A1' }] }, OTHER)).status).toBe(409);
    expect((await page({ bins: [{ depot: 'PHC', bin: 'A1' }] }, ADMIN)).status).toBe(200);
    expect((await page({})).status).toBe(422);
    expect((await page({ items: Array(11).fill({ item: 'PARA', copies: 200 }) })).status).toBe(422);
  });
});
