import type {
  AddedCountLine,
  CloseResult,
  Count,
  PutCountLinesResult,
  Recap,
} from '../../../shared/contract/counts.ts';
import {
  COUNT_FACTS,
  known,
  matches,
  NO_LINE,
  readLines,
  readName,
  readSheet,
  send,
  tellCount,
  tellRecap,
} from './countFacts.ts';
import type { Action } from './stage.ts';
import {
  type Day,
  dayOf,
  readAllGoods,
  readDay,
  readGoods,
  readNumber,
  readOptions,
  Unreadable,
} from './words.ts';

interface Opening {
  date: Day;
  blind: boolean;
  bins: string;
  items: string;
  suppliers: string;
  expiring: Day;
  days: number;
  zeros: true;
  twice: true;
  tolerance: number;
}

/** «responsable  ouvre  «Mars», PHC articles, emplacement A1, à l’aveugle  → 5 lignes». */
const opening: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  must: ['lignes'],
  read: (head = '') => {
    const [name, [place = '', ...options]] = readName(head);
    const [, depot = '', kind] = /^(\S+) (articles|pièces)$/.exec(place) ?? [];
    if (!kind) throw new Unreadable(`«${place}» n’est pas un dépôt avec «articles» ou «pièces»`);
    const wanted = readOptions<Opening>(options, [
      [/^daté (.+)$/, ([day = '']) => ({ date: readDay(day) })],
      [/^à l’aveugle$/, () => ({ blind: true })],
      [/^emplacement (\S+)$/, ([bins]) => ({ bins })],
      [/^référence (\S+)$/, ([items]) => ({ items })],
      [/^fournisseur (\S+)$/, ([suppliers]) => ({ suppliers })],
      [/^périmant avant (.+)$/, ([day = '']) => ({ expiring: readDay(day) })],
      [/^lignes à zéro$/, () => ({ zeros: true })],
      [/^deux comptages$/, () => ({ twice: true })],
      [/^tolérance (\S+)$/, ([quantity = '']) => ({ tolerance: readNumber(quantity) })],
      [/^non compté depuis (\d+) jours$/, ([days]) => ({ days: Number(days) })],
    ]);
    return async (stage, who) => {
      const { date, blind, bins, items, suppliers, expiring, days, zeros, twice, tolerance } = wanted;
      const opened = await stage.ask<Count>(who, 'POST', '/v1/counts', {
        id: crypto.randomUUID(),
        name: name.slice(1, -1),
        depot: stage.here(depot),
        kind: kind === 'articles' ? 'article' : 'part',
        ...(date && { date: dayOf(date, stage.today()) }),
        ...(blind && { blind }),
        ...(zeros && { zeros }),
        ...(twice && { rounds: 2 }),
        ...(tolerance !== undefined && { tolerance: { quantity: tolerance } }),
        scope: {
          ...(bins !== undefined && { bins: [bins] }),
          ...(items !== undefined && { items: [stage.here(items)] }),
          ...(suppliers !== undefined && { suppliers: [stage.here(suppliers)] }),
          ...(expiring && { expiringBefore: dayOf(expiring, stage.today()) }),
          ...(days !== undefined && { notCountedForDays: days }),
        },
      });
      stage.counts.set(name, { id: opened.id, seen: new Map(), recaps: new Map() });
      return { facts: tellCount(opened) };
    };
  },
};

/** «agent  relit  «Mars»  → 5 lignes, théorique caché»: what he sends next knows what stands now. */
const sheet: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => {
      const rows = await readSheet(stage, who, name);
      const hidden = rows.every(({ theoretical }) => theoretical === undefined);
      return {
        facts: {
          lignes: String(rows.length),
          comptées: String(rows.filter(({ counted }) => counted !== null).length),
          théorique: hidden ? 'caché' : 'montré',
        },
      };
    };
  },
};

/** «agent  compte  «Mars»  9 PARA lot L1 ; vide SIROP  → 1 comptée, ligne 2 COUNT_LINE_STALE». */
const counting: Action = {
  cells: 2,
  facts: COUNT_FACTS,
  must: ['comptées'],
  read: (head = '', goods = '') => {
    const [name, [option]] = readName(head);
    if (option !== undefined && option !== 'second comptage')
      throw new Unreadable(`«${option}» ne dit rien ici`);
    const round = option ? 2 : 1;
    const figures = readAllGoods(goods);
    return async (stage, who) => {
      const rows = await readLines(stage, 'comptable', name);
      const seen =
        (round === 1 ? known(stage, name).seen.get(who) : null) ??
        new Map(
          (round === 1 ? [] : await readLines(stage, who, name, 2)).map(({ line, version }) => [
            line,
            version,
          ]),
        );
      const lines = figures.map((figure) => {
        const line = rows.find(matches(figure))?.line ?? NO_LINE;
        return [line, figure.quantity ?? null, seen.get(line) ?? 0] as const;
      });
      const saved = await send<PutCountLinesResult>(stage, who, name, '/lines', { round, lines });
      const bad = new Set(saved.errors.map(({ line }) => line));
      for (const [line, , version] of lines) if (!bad.has(line)) seen.set(line, version + 1);
      if (round === 1) known(stage, name).seen.set(who, seen);
      const errors = lines.flatMap(([line], at) =>
        saved.errors
          .filter((error) => error.line === line)
          .slice(0, 1)
          .map(({ code }) => `ligne ${at + 1} ${code}`),
      );
      return {
        facts: { comptées: String(saved.counted), erreurs: errors.join(', ') },
        sentences: saved.errors.map(({ detail }) => detail),
      };
    };
  },
};

type Blank = 'keep' | 'zero';
const BLANKS: Record<string, Blank> = { gardé: 'keep', gardés: 'keep', 'à zéro': 'zero' };

/** «responsable  clôture  «Mars», vides gardés, SIROP à zéro  → -1 PARA lot L1, valeur -0,5». */
const closing: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  must: ['écarts'],
  read: (head = '') => {
    const [name, options] = readName(head);
    const decided = options.map((option) => {
      const [, what = '', blank = ''] = /^(.+) (gardés?|à zéro)$/.exec(option) ?? [];
      const decision = BLANKS[blank];
      if (!decision) throw new Unreadable(`«${option}» ne dit pas ce que deviennent des vides`);
      return { goods: what === 'vides' ? null : readGoods(what), decision };
    });
    return async (stage, who) => {
      const rows = await readLines(stage, 'comptable', name);
      const lines = decided.flatMap(({ goods, decision }) =>
        goods ? [[rows.find(matches(goods))?.line ?? NO_LINE, decision] as const] : [],
      );
      const blanks = { default: decided.find(({ goods }) => goods === null)?.decision ?? null, lines };
      const closed = await send<CloseResult>(stage, who, name, '/close', { blanks });
      known(stage, name).recaps.set(who, closed.recap.version);
      return { facts: { ...tellCount(closed.count), ...tellRecap(closed.recap) } };
    };
  },
};

const recapReading: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => {
      const recap = await send<Recap>(stage, who, name, '/recap');
      known(stage, name).recaps.set(who, recap.version);
      return { facts: tellRecap(recap) };
    };
  },
};

/** Confirms the recap that this person read last. */
const confirming: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  must: ['ajustement'],
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => {
      const version = known(stage, name).recaps.get(who) ?? 0;
      const confirmed = await send<Count>(stage, who, name, '/confirm', { version });
      const facts = tellCount(confirmed);
      if (confirmed.adjustment) {
        stage.documents.set(facts.ajustement, { id: confirmed.adjustment.id, path: '', body: {} });
      }
      return { facts };
    };
  },
};

const moving = (path: '/cancel' | '/reopen'): Action => ({
  cells: 1,
  facts: COUNT_FACTS,
  must: ['état'],
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => ({ facts: tellCount(await send<Count>(stage, who, name, path, {})) });
  },
});

/** «responsable  recompte  «Mars», hors tolérance», or «Mars», and goods: sent to the second count. */
const secondRound: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  must: ['secondes'],
  read: (head = '') => {
    const [name, options] = readName(head);
    const beyondTolerance = options.includes('hors tolérance');
    const goods = options.filter((option) => option !== 'hors tolérance').map(readGoods);
    return async (stage, who) => {
      const rows = await readLines(stage, 'comptable', name);
      const lines = goods.map((one) => rows.find(matches(one))?.line ?? NO_LINE);
      const opened = await send<Count>(stage, who, name, '/rounds', { beyondTolerance, lines });
      const second = await readLines(stage, who, name, 2);
      return { facts: { ...tellCount(opened), secondes: String(second.length) } };
    };
  },
};

/** «responsable  arbitre  «Mars», motif «…»  9,5 SIROP»: the figure that stands. */
const arbitrating: Action = {
  cells: 2,
  facts: COUNT_FACTS,
  read: (head = '', text = '') => {
    const [name, [option = '']] = readName(head);
    const [, reason] = /^motif «(.+)»$/.exec(option) ?? [];
    if (!reason) throw new Unreadable('un arbitrage a un motif «…»');
    const goods = readGoods(text);
    return async (stage, who) => {
      const line = (await readLines(stage, 'comptable', name)).find(matches(goods))?.line ?? NO_LINE;
      const arbitration = { quantity: goods.quantity ?? 0, reason };
      const path = `/v1/counts/${known(stage, name).id}/lines`;
      await stage.ask(who, 'PATCH', path, { lines: [{ line, arbitration }] });
      return { facts: tellCount(await send<Count>(stage, who, name, '')) };
    };
  },
};

/** «responsable  prend acte  «Mars», SP-PHC-1»: a manager’s nod to an emergency exit. */
const acknowledging: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name, numbers] = readName(head);
    return async (stage, who) => {
      const documents = numbers.map((number) => stage.documents.get(number)?.id ?? crypto.randomUUID());
      return { facts: tellCount(await send<Count>(stage, who, name, '/acknowledgements', { documents })) };
    };
  },
};

const approving: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => {
      const { version } = await send<Count>(stage, who, name, '');
      return { facts: tellCount(await send<Count>(stage, who, name, '/approve', { version })) };
    };
  },
};

/** «agent  ajoute  «Mars»  3 PARA lot L9 en A2  → 2 lignes»: goods that are not on the list. */
const adding: Action = {
  cells: 2,
  facts: COUNT_FACTS,
  must: ['lignes'],
  read: (head = '', text = '') => {
    const [name] = readName(head);
    const { item, bin, lot, serial, quantity, unitCost } = readGoods(text);
    return async (stage, who) => {
      const path = `/v1/counts/${known(stage, name).id}/lines`;
      const { existed } = await stage.ask<AddedCountLine>(who, 'POST', path, {
        item: stage.here(item),
        bin,
        lot,
        serial,
        quantity,
        unitCost,
      });
      const facts = tellCount(await send<Count>(stage, who, name, ''));
      return { facts: { ...facts, connue: existed ? 'déjà sur la liste' : '' } };
    };
  },
};

/** «responsable  compte sur place  PHC, motif «…»  9 SIROP en A2  → AI-PHC-1»: typed and confirmed at once, called by its reason. */
const onTheSpot: Action = {
  cells: 2,
  facts: COUNT_FACTS,
  must: ['ajustement'],
  read: (head = '', text = '') => {
    const [, depot = '', reason = ''] = /^(\S+), motif «(.+)»$/.exec(head) ?? [];
    if (!reason) throw new Unreadable('un inventaire ponctuel a un dépôt et un motif «…»');
    const goods = readAllGoods(text);
    return async (stage, who) => {
      const done = await stage.ask<Count>(who, 'POST', '/v1/spot-counts', {
        id: crypto.randomUUID(),
        depot: stage.here(depot),
        reason,
        lines: goods.map(({ item, bin, lot, serial, quantity }) => ({
          item: stage.here(item),
          bin,
          lot,
          serial,
          quantity,
        })),
      });
      stage.counts.set(`«${reason}»`, { id: done.id, seen: new Map(), recaps: new Map() });
      return { facts: tellCount(done) };
    };
  },
};

/** «responsable  demande l’annulation  «Mars», motif «…»»: of a confirmed count; somebody else grants it. */
const askingReversal: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name, [option = '']] = readName(head);
    const [, reason] = /^motif «(.+)»$/.exec(option) ?? [];
    if (!reason) throw new Unreadable('une annulation a un motif «…»');
    return async (stage, who) => ({
      facts: tellCount(await send<Count>(stage, who, name, '/reversal', { reason })),
    });
  },
};

const grantingReversal: Action = {
  cells: 1,
  facts: COUNT_FACTS,
  read: (head = '') => {
    const [name] = readName(head);
    return async (stage, who) => ({
      facts: tellCount(await send<Count>(stage, who, name, '/reversal/approve', {})),
    });
  },
};

export const COUNT_ACTIONS: Record<string, Action> = {
  ouvre: opening,
  relit: sheet,
  compte: counting,
  clôture: closing,
  'lit récapitulatif': recapReading,
  recompte: secondRound,
  arbitre: arbitrating,
  'prend acte': acknowledging,
  approuve: approving,
  ajoute: adding,
  'compte sur place': onTheSpot,
  'demande l’annulation': askingReversal,
  'accorde l’annulation': grantingReversal,
  confirme: confirming,
  annule: moving('/cancel'),
  rouvre: moving('/reopen'),
};
