import { beforeAll, describe, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { ADMIN, type App } from './app.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';
import { sessionOf } from './session.ts';

/** One count as accounting reads it: how it was counted, by whom, and what it came to (B2, B4, Q20, Q21). */
let app: App;
let work: Counting;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  work = counting(app);
});

/** The page as a reader sees it: one line of words. */
async function pageOf({ id }: Count, language = 'fr', email = ACCOUNTANT): Promise<string> {
  const headers = { Cookie: await sessionOf(app, email), 'Accept-Language': language };
  const response = await app.app.request(`/counts/${id}`, { headers }, app.environment);
  expect(response.status).toBe(200);
  return (await response.text())
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
}

const spot = (email: string, quantity: number, reason: string) =>
  app.call<Count>(email, 'POST', '/v1/spot-counts', {
    id: crypto.randomUUID(),
    depot: 'PHC',
    reason,
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity }],
  });

describe('how it was counted', () => {
  test('B2 Q21 rounds, tolerance, filters, responsible person, instructions, teams with members and bins', async () => {
    const count = await work.open({
      name: 'Double',
      blind: true,
      rounds: 2,
      tolerance: { quantity: 2, percent: 5, value: 50 },
      responsible: MANAGER,
      instructions: 'Ouvrez les cartons entamés.',
      scope: { bins: ['A1', 'A2'], suppliers: ['F1'], notCountedForDays: 30 },
      teams: [
        { team: 1, name: 'Allée 1', members: [CLERK, MANAGER], bins: ['A1'] },
        { team: 2, name: 'Réserve', members: [], bins: ['A2'] },
      ],
    });
    const told = await pageOf(count);
    for (const sentence of [
      'Responsable Inès Morel',
      'Comptage double, à l’aveugle',
      'Tolérance par ligne 2 en quantité, 5 %, 50,00 EUR',
      'emplacements A1, A2 ; fournisseurs F1 ; pas compté depuis 30 jours',
      'Consignes Ouvrez les cartons entamés.',
      'Allée 1 Inès Morel, Luc Petit A1',
      'Réserve personne encore A2',
    ])
      expect(told).toContain(sentence);
    const english = await pageOf(count, 'en');
    for (const sentence of [
      'Counted twice, blind',
      'Tolerance per line 2 in quantity, 5 %, 50.00 EUR',
      'bins A1, A2; suppliers F1; not counted for 30 days',
      'Réserve nobody yet A2',
    ])
      expect(english).toContain(sentence);
    await work.act(count, 'cancel');
  });

  test('of a plain count: simple, every gap is told, nothing filtered, no team', async () => {
    const count = await work.open({ name: 'Simple' });
    const told = await pageOf(count);
    expect(told).toContain('Comptage simple');
    expect(told).toContain('Tolérance par ligne aucune : tout écart est hors tolérance');
    expect(told).toContain('Filtres aucun');
    for (const absent of ['Responsable', 'Consignes', 'Équipes']) expect(told).not.toContain(absent);
    await work.act(count, 'cancel');
  });

  test('a filter of hundreds of items names the first and says how many more', async () => {
    const codes = Array.from({ length: 30 }, (_, at) => `T${String(at).padStart(2, '0')}`);
    for (const code of codes) await app.item({ code, label: code });
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: codes.map((item) => ({
        item,
        bin: 'A2',
        lot: 'X',
        expiry: '2031-01-31',
        quantity: 1,
        unitCost: 1,
      })),
    });
    const count = await work.open({ name: 'Tri', scope: { items: codes } });
    const told = await pageOf(count);
    expect(told).toContain(
      'références T00, T01, T02, T03, T04, T05, T06, T07, T08, T09, T10, T11 et 18 autres',
    );
    await work.act(count, 'cancel');
  });
});

describe('a spot count (Q20)', () => {
  test('says its reason, the gap and the adjustment that it posted, and that a manager has still to see it', async () => {
    const count = await spot(CLERK, 98, 'Deux plaquettes écrasées');
    const told = await pageOf(count);
    expect(told).toContain('Motif Deux plaquettes écrasées');
    expect(told).toContain(`Ajustement ${count.adjustment?.number}`);
    expect(told).toContain('-1,00 EUR 1 ligne en écart');
    expect(told).toContain('Un responsable doit encore le voir.');
    await work.act(count, 'acknowledgements', { documents: [count.adjustment?.id] });
    expect(await pageOf(count)).toContain('Vu par Inès Morel.');
    // It has no zips to keep, nor rounds and teams.
    for (const absent of ['Export avant', 'export avant', 'Tolérance', 'Filtres'])
      expect(told).not.toContain(absent);
  });

  test('that found what the books say posts nothing, and says so', async () => {
    const told = await pageOf(await spot(MANAGER, 98, 'Vérification'));
    expect(told).toContain('Motif Vérification');
    expect(told).toContain('aucun écart');
    expect(told).not.toContain('Ajustement AI');
    expect(told).not.toContain('Un responsable doit encore');
  });
});

test('B11 the pictures tell the gaps of each reason, supplier and bin apart', async () => {
  const count = await work.open({ name: 'Écarts' });
  await work.countAll(count, { 'PARA L2': 40, SIROP: 11, 'POMPE SN-2': 0 });
  const [tablets, syrup, pump] = [
    await work.line(count, 'PARA', 'L2'),
    await work.line(count, 'SIROP'),
    await work.line(count, 'POMPE', '', 'SN-2'),
  ];
  await work.mark(count, [
    { line: tablets.line, reason: 'Casse' },
    { line: syrup.line, reason: 'Saisie' },
    { line: pump.line, reason: 'Casse' },
  ]);
  await work.act(count, 'confirm', { version: (await work.close(count)).count.version });
  const bars = async (by: string) => {
    const headers = { Cookie: await sessionOf(app, ACCOUNTANT) };
    const path = `/counts/${count.id}/gaps-by-${by}.svg`;
    const svg = await (await app.app.request(path, { headers }, app.environment)).text();
    return [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text);
  };
  // Ten tablets at 0.50, one flask at 4.00 too many, a pump of 100.00 without a supplier.
  expect(await bars('reason')).toEqual(expect.arrayContaining(['Casse', '-105,00', 'Saisie', '4,00']));
  expect(await bars('supplier')).toEqual(
    expect.arrayContaining(['sans indication', '-100,00', 'Pharmagros', '-1,00']),
  );
  expect(await bars('bin')).toEqual(expect.arrayContaining(['A1', '-5,00', 'A2', '-96,00']));
});

describe('what its gap card says', () => {
  const card = (told: string) =>
    /(Voici l’écart|L’écart|The gap)[ ,].*?(?=Gardez les deux|Keep both)/.exec(told)?.[0] ?? told;

  test('of an open count: how far it is, and what was counted so far comes to', async () => {
    const count = await work.open({ name: 'En cours' });
    expect(card(await pageOf(count))).toMatch(
      /^L’écart, jusqu’ici Comptage en cours, 0 ligne comptée sur \d+ : rien n’a bougé/,
    );
    const syrup = await work.line(count, 'SIROP');
    await work.put(count, [[syrup.line, (syrup.theoretical ?? 0) + 1, 0]]);
    const told = card(await pageOf(count));
    expect(told).toMatch(/^L’écart, jusqu’ici \+4,00 EUR 1 ligne en écart trouvé en plus : 4,00 EUR/);
    expect(told).toMatch(/Comptage en cours, 1 ligne comptée sur \d+/);
    await work.act(count, 'cancel');
    const cancelled = await pageOf(count);
    expect(card(cancelled)).toMatch(/^L’écart Inventaire annulé : il n’a rien changé au stock\./);
    expect(cancelled).toMatch(/État annulé.*Annulé Inès Morel, le/);
  });

  test('of a closed count: the figures that wait for confirmation, then the gap that was confirmed', async () => {
    const count = await work.open({ name: 'À confirmer' });
    const { theoretical = 0 } = await work.line(count, 'SIROP');
    await work.countAll(count, { SIROP: theoretical - 1 });
    const { version } = (await work.close(count)).count;
    const waiting = card(await pageOf(count));
    expect(waiting).toMatch(/^L’écart à confirmer -4,00 EUR 1 ligne en écart manquant : 4,00 EUR/);
    expect(waiting).toContain('Clôturé, en attente de confirmation : rien n’a encore bougé dans le stock.');
    expect(waiting).not.toContain('pas encore');
    expect(card(await pageOf(count, 'en'))).toMatch(
      /The gap to confirm -4\.00 EUR.*Closed, waiting for confirmation/,
    );
    await work.act(count, 'confirm', { version });
    const confirmed = card(await pageOf(count));
    expect(confirmed).toMatch(/^Voici l’écart -4,00 EUR 1 ligne en écart, 1 en moins/);
    expect(confirmed).not.toContain('attente');
  });
});
