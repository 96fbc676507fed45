import type { Invoice } from '../../../shared/contract/catalogue.ts';
import type { Allocation, LotTrace, SerialState, StockLine } from '../../../shared/contract/stock.ts';
import type { FactWords } from './expected.ts';
import type { Action } from './stage.ts';
import { type Day, dayOf, inWords, pieces, readAllGoods, readDay, readGoods, readOptions } from './words.ts';

const STOCK_FACTS: FactWords = [
  ['reste', /^reste ([\d,]+)$/],
  ['en route', /^en route ([\d,]+)$/],
  ['CUMP', /^CUMP (.+)$/],
  ['valeur', /^valeur (.+)$/],
];

const sum = (figures: number[]) => inWords(Math.round(figures.reduce((a, b) => a + b, 0) * 1000) / 1000);

/** «comptable  lit stock  PHC, au hier  PARA lot L1  → reste 90, CUMP 0,50». */
const stock: Action = {
  cells: 2,
  facts: STOCK_FACTS,
  must: ['reste'],
  read: (place = '', what = '') => {
    const [depot = '', ...options] = pieces(place);
    const { at } = readOptions<{ at: Day }>(options, [[/^au (.+)$/, ([day = '']) => ({ at: readDay(day) })]]);
    const { item, lot, serial, bin } = readGoods(what);
    return async (stage, who) => {
      const query = new URLSearchParams({
        depot: stage.here(depot),
        item: stage.here(item),
        ...(lot !== undefined && { lot }),
        ...(serial !== undefined && { serial }),
        ...(bin !== undefined && { bin }),
        ...(at && { at: dayOf(at, stage.today()) }),
      });
      const { rows } = await stage.ask<{ rows: StockLine[] }>(who, 'GET', `/v1/stock?${query}`);
      const [shelf, travelling] = [rows.filter((row) => !row.transfer), rows.filter((row) => row.transfer)];
      return {
        facts: {
          reste: sum(shelf.map(({ quantity }) => quantity)),
          'en route': sum(travelling.map(({ quantity }) => quantity)),
          CUMP: inWords(rows[0]?.unitCost ?? Number.NaN),
          valeur: sum(shelf.map(({ value }) => value)),
        },
      };
    };
  },
};

/** «agent  lit série  POMPE n° SN-1  → en stock à PHC/A2, 3 mouvements». */
const serial: Action = {
  cells: 1,
  facts: [
    ['où', /^((?:en stock à|en route vers|sorti vers|sorti de) \S+)$/],
    ['mouvements', /^(\d+) mouvements?$/],
  ],
  must: ['où'],
  read: (what = '') => {
    const { item, serial } = readGoods(what);
    return async (stage, who) => {
      const query = new URLSearchParams({ item: stage.here(item), serial: serial ?? '' });
      const { rows } = await stage.ask<{ rows: SerialState[] }>(who, 'GET', `/v1/serials?${query}`);
      return {
        facts: { où: rows.map(toPlace).join(' et '), mouvements: String(rows[0]?.history.length ?? 0) },
      };
    };
  },
};

function toPlace({ state, depot, bin, party }: SerialState): string {
  if (state === 'in-stock') return `en stock à ${depot}/${bin || '-'}`;
  if (state === 'in-transit') return `en route vers ${depot}`;
  return party ? `sorti vers ${party}` : `sorti de ${depot}`;
}

const LOT_FACTS: FactWords = [
  ['reste', /^reste ([\d,]+)$/],
  ['entré', /^entré ([\d,]+)$/],
  ['sorti', /^sorti ([\d,]+)$/],
  ['reçu par', /^reçu par (.+)$/],
  ['rectifié', /^rectifié vers (.+)$/],
  ['bloqué', /^(bloqué|libre)$/],
];

function tellLot({ left, entries, exits, blocked }: LotTrace) {
  const total = (rows: { quantity: number }[]) => sum(rows.map(({ quantity }) => quantity));
  return {
    facts: {
      reste: total(left),
      entré: total(entries),
      sorti: total(exits),
      'reçu par': exits.map(({ party }) => party ?? '?').join(' / '),
      rectifié: exits.map(({ rectified }) => rectified?.party ?? '-').join(' / '),
      bloqué: blocked ? 'bloqué' : 'libre',
    },
  };
}

/** «responsable  lit lot  PARA lot L1  → reste 10, sorti 4, reçu par P-001». */
const lot: Action = {
  cells: 1,
  facts: LOT_FACTS,
  read: (what = '') => {
    const { item, lot = '' } = readGoods(what);
    return async (stage, who) => {
      const query = new URLSearchParams({ item: stage.here(item), lot });
      return tellLot(await stage.ask<LotTrace>(who, 'GET', `/v1/lots/trace?${query}`));
    };
  },
};

const blocking = (path: 'block' | 'release'): Action => ({
  cells: 1,
  facts: LOT_FACTS,
  must: ['bloqué'],
  read: (head = '') => {
    const [what = '', ...options] = pieces(head);
    const { item, lot } = readGoods(what);
    const { reason } = readOptions<{ reason: string }>(options, [
      [/^motif «(.+)»$/, ([reason]) => ({ reason })],
    ]);
    return async (stage, who) =>
      tellLot(
        await stage.ask<LotTrace>(who, 'POST', `/v1/lots/${path}`, { item: stage.here(item), lot, reason }),
      );
  },
});

/** «agent  lit facture  F-12  → PARA 4 sur 10, SIROP 0 sur 2». */
const invoice: Action = {
  cells: 1,
  facts: [['délivré', /^(\S+ [\d,]+ sur [\d,]+)$/]],
  must: ['délivré'],
  read:
    (number = '') =>
    async (stage, who) => {
      const { lines } = await stage.ask<Invoice>(who, 'GET', `/v1/invoices/${stage.here(number)}`);
      const told = lines.map((one) => `${one.item} ${inWords(one.delivered)} sur ${inWords(one.quantity)}`);
      return { facts: { délivré: told.join(', ') } };
    },
};

/** «agent  propose  PHC  30 PARA  → 20 PARA lot L2 de A1, 10 PARA lot L1 de A1, manque 0 PARA». */
const allocation: Action = {
  cells: 2,
  facts: [
    ['manque', /^manque ([\d,]+ \S+)$/],
    ['proposé', /^([\d,]+ .+)$/],
  ],
  read: (place = '', what = '') => {
    const [depot = '', ...options] = pieces(place);
    const { invoice } = readOptions<{ invoice: string }>(options, [
      [/^facture (\S+)$/, ([invoice]) => ({ invoice })],
    ]);
    const wants = what === 'facture' ? [] : readAllGoods(what);
    return async (stage, who) => {
      const { here } = stage;
      const proposed = await stage.ask<Allocation>(who, 'POST', '/v1/allocations', {
        depot: here(depot),
        type: 'exit-patient',
        ...(invoice !== undefined
          ? { invoice: here(invoice) }
          : { wants: wants.map(({ item, quantity }) => ({ item: here(item), quantity: quantity ?? 0 })) }),
      });
      const taken = proposed.items.flatMap(({ item, lines }) =>
        lines.map((line) => toWords({ item, ...line })),
      );
      const missing = proposed.items.filter(({ missing }) => missing > 0);
      return {
        facts: {
          proposé: taken.join(', '),
          manque: missing.map((one) => `${inWords(one.missing)} ${one.item}`).join(', '),
        },
      };
    };
  },
};

type Proposed = Record<'item' | 'lot' | 'serial' | 'bin', string> & { quantity: number };

function toWords({ quantity, item, lot, serial, bin }: Proposed): string {
  return `${inWords(quantity)} ${item}${lot && ` lot ${lot}`}${serial && ` n° ${serial}`} de ${bin || '-'}`;
}

export const LOOK_ACTIONS: Record<string, Action> = {
  'lit stock': stock,
  'lit série': serial,
  'lit lot': lot,
  'lit facture': invoice,
  bloque: blocking('block'),
  libère: blocking('release'),
  propose: allocation,
};
