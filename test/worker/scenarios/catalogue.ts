import type { FactWords } from './expected.ts';
import type { Action, Stage } from './stage.ts';
import {
  type Day,
  dayOf,
  pieces,
  readAllGoods,
  readDay,
  readNumber,
  readOptions,
  Unreadable,
} from './words.ts';

const FACTS: FactWords = [['fiche', /^(enregistrée|importée)$/]];

type Row = Record<string, unknown> & { version: number };
/** What a page of the catalogue is to say anew. */
type Changes = (stage: Stage, row: Row) => Record<string, unknown>;
type Option = [RegExp, (found: string[]) => { changes: Changes }];

const set = (changes: object): { changes: Changes } => ({ changes: () => ({ ...changes }) });
const option = (pattern: RegExp, changes: (...found: string[]) => object): Option => [
  pattern,
  (found) => set(changes(...found)),
];

const EVERYWHERE: Option[] = [
  option(/^désactivée?$/, () => ({ active: false })),
  option(/^acti(?:f|ve)$/, () => ({ active: true })),
  option(/^version (\d+)$/, (version) => ({ version: Number(version) })),
  option(/^nom «(.+)»$/, (name) => ({ name })),
];
const TRACKING: Record<string, string> = {
  interdit: 'none',
  facultatif: 'optional',
  obligatoire: 'required',
};

const ITEM: Option[] = [
  option(/^lot (interdit|facultatif|obligatoire)$/, (how = '') => ({ lotTracking: TRACKING[how] })),
  option(/^n° de série (interdit|facultatif|obligatoire)$/, (how = '') => ({
    serialTracking: TRACKING[how],
  })),
  option(/^péremption suivie$/, () => ({ expiryTracking: true })),
  option(/^(\d) décimales?$/, (decimals) => ({ decimals: Number(decimals) })),
  option(/^(article|pièce)$/, (kind) => ({ kind: kind === 'pièce' ? 'part' : 'article' })),
  option(/^unité (\S+)$/, (unit) => ({ unit })),
  option(/^prix ([\d,]+)$/, (price = '') => ({ referencePrice: readNumber(price) })),
  option(/^sans prix$/, () => ({ referencePrice: null })),
  option(/^hors stock$/, () => ({ stockManaged: false })),
  option(/^code-barres (\S+)$/, (code) => ({ codes: [{ code, quantity: 1 }] })),
  [
    /^seuil (\S+) ([\d,]+)$/,
    ([depot = '', alert = '']) => ({
      changes: ({ here }) => ({ levels: [{ depot: here(depot), alert: readNumber(alert) }] }),
    }),
  ],
  [/^fournisseur (\S+)$/, ([code = '']) => ({ changes: ({ here }) => ({ supplier: here(code) }) })],
];

const DEPOT: Option[] = [
  option(/^facture obligatoire$/, () => ({ invoiceRequired: true })),
  option(/^reprend périmés$/, () => ({ takesExpired: true })),
  option(/^inventaire de tout le dépôt$/, () => ({ countsWholeDepot: true })),
  option(/^perte jusqu’à ([\d,]+)$/, (limit = '') => ({ lossLimit: readNumber(limit) })),
  [
    /^n’envoie que vers (\S+)$/,
    ([code = '']) => ({ changes: ({ here }) => ({ destinations: [here(code)] }) }),
  ],
  [
    /^sans le type (\S+)$/,
    ([type]) => ({
      changes: (_, { types }) => ({ types: (types as string[]).filter((one) => one !== type) }),
    }),
  ],
];

/** One kind of page: what its query asks for, and what a new one says. */
const PAGES: Record<
  string,
  { path: string; key: string; fresh: (code: string) => object; options: Option[] }
> = {
  référence: { path: 'items', key: 'code', fresh: (code) => ({ label: code }), options: ITEM },
  dépôt: { path: 'depots', key: 'code', fresh: (code) => ({ name: code }), options: DEPOT },
  service: { path: 'services', key: 'code', fresh: (code) => ({ name: code }), options: [] },
  fournisseur: { path: 'suppliers', key: 'code', fresh: (code) => ({ name: code }), options: [] },
  patient: { path: 'patients', key: 'reference', fresh: () => ({}), options: [] },
};

/** «administrateur  fiche référence  PARA, lot obligatoire, version 1  ✗ TRACKING_IN_USE». */
const page = ({ path, key, fresh, options }: (typeof PAGES)[string]): Action => ({
  cells: 1,
  facts: FACTS,
  read: (head = '') => {
    const [code = '', ...said] = pieces(head);
    const changes = readChanges(said, [...options, ...EVERYWHERE]);
    return (stage, who) => {
      const own = stage.here(code);
      const query = `/v1/${path}?${new URLSearchParams({ [key]: own })}`;
      return putPage(
        stage,
        who,
        { path, query, fresh: { [key]: own, ...fresh(code) }, own: { [key]: own } },
        changes,
      );
    };
  },
});

/** The same for a bin, which is named by its depot: «PHC/A1». */
const binPage: Action = {
  cells: 1,
  facts: FACTS,
  read: (head = '') => {
    const [place = '', ...said] = pieces(head);
    const [depot = '', code = ''] = place.split('/');
    const changes = readChanges(said, [option(/^quarantaine$/, () => ({ quarantine: true })), ...EVERYWHERE]);
    return (stage, who) => {
      const own = { depot: stage.here(depot), code };
      return putPage(
        stage,
        who,
        { path: 'bins', query: `/v1/bins?${new URLSearchParams(own)}`, fresh: own, own },
        changes,
      );
    };
  },
};

function readChanges(said: readonly string[], options: readonly Option[]): Changes {
  const each = said.map((one) => readOptions<{ changes: Changes }>([one], options).changes);
  return (stage, row) => Object.assign({}, ...each.map((changes) => changes?.(stage, row)));
}

interface Page {
  path: string;
  query: string;
  fresh: object;
  /** The codes as they are stored: an answer has lost what tells one scenario from another. */
  own: object;
}

async function putPage(stage: Stage, who: string, { path, query, fresh, own }: Page, changes: Changes) {
  const { rows } = await stage.ask<{ rows: Row[] }>('administrateur', 'GET', query);
  const row = rows[0] ? { ...rows[0], ...own, ...namesOf(stage, rows[0]) } : { ...fresh, version: 0 };
  await stage.ask(who, 'PUT', `/v1/${path}`, { ...row, ...changes(stage, row) });
  return { facts: { fiche: 'enregistrée' } };
}

/** What a page names of the catalogue, under the names of this scenario. */
function namesOf({ here }: Stage, row: Row): object {
  const { supplier, levels, destinations } = row as {
    supplier?: string | null;
    levels?: { depot: string }[];
    destinations?: string[] | null;
  };
  return {
    ...(supplier && { supplier: here(supplier) }),
    ...(levels && { levels: levels.map((level) => ({ ...level, depot: here(level.depot) })) }),
    ...(destinations && { destinations: destinations.map(here) }),
  };
}

interface Settings {
  said: object;
  closedThrough: Day;
}

/** «administrateur  fiche organisation  période close au hier, recul 5 jours  → enregistrée». */
const settingsPage: Action = {
  cells: 1,
  facts: FACTS,
  read: (head = '') => {
    const said = pieces(head).map((one) =>
      readOptions<Settings>(
        [one],
        [
          [/^lots coupés$/, () => ({ said: { lots: false } })],
          [/^séries coupées$/, () => ({ said: { serials: false } })],
          [/^stock coupé$/, () => ({ said: { stockManaged: false } })],
          [/^recul (\d+) jours?$/, ([days]) => ({ said: { clerkDaysBack: Number(days) } })],
          [
            /^approbation au-delà de ([\d,]+)$/,
            ([limit = '']) => ({ said: { approvalAbove: readNumber(limit) } }),
          ],
          [/^qui confirme n’a pas compté$/, () => ({ said: { confirmerDidNotCount: true } })],
          [/^version (\d+)$/, ([version]) => ({ said: { version: Number(version) } })],
          [/^close jusqu’à (.+)$/, ([day = '']) => ({ closedThrough: readDay(day) })],
        ],
      ),
    );
    return async (stage, who) => {
      const stored = await stage.ask<Row>('administrateur', 'GET', '/v1/settings');
      const changes = said.map(({ said, closedThrough }) => ({
        ...said,
        ...(closedThrough && { closedThrough: dayOf(closedThrough, stage.today()) }),
      }));
      await stage.ask(who, 'PUT', '/v1/settings', Object.assign({}, stored, ...changes));
      // The settings are everybody's: the next scenario finds them as this one did.
      if (stage.afterwards.length === 0) stage.afterwards.push(() => putSettingsBack(stage, stored));
      return { facts: { fiche: 'enregistrée' } };
    };
  },
};

async function putSettingsBack(stage: Stage, stored: Row): Promise<void> {
  const { version } = await stage.ask<Row>('administrateur', 'GET', '/v1/settings');
  await stage.ask('administrateur', 'PUT', '/v1/settings', { ...stored, version });
}

/** «administrateur  importe facture  F-12 pour P-001  10 PARA ; 2 SIROP  → importée». */
const invoiceImport: Action = {
  cells: 2,
  facts: FACTS,
  read: (head = '', goods = '') => {
    const [, number = '', patient = ''] = /^(\S+) pour (\S+)$/.exec(head) ?? [];
    if (!number) throw new Unreadable(`«${head}» n’est pas une facture et son patient`);
    const lines = readAllGoods(goods);
    return async (stage, who) => {
      const { here } = stage;
      await stage.ask(who, 'POST', '/v1/imports/invoices', {
        rows: lines.map(({ item, quantity }) => ({
          number: here(number),
          patient: here(patient),
          item: here(item),
          quantity: quantity ?? 0,
        })),
      });
      return { facts: { fiche: 'importée' } };
    };
  },
};

export const CATALOGUE_ACTIONS: Record<string, Action> = {
  ...Object.fromEntries(Object.entries(PAGES).map(([name, one]) => [`fiche ${name}`, page(one)])),
  'fiche emplacement': binPage,
  'fiche organisation': settingsPage,
  'importe facture': invoiceImport,
};
