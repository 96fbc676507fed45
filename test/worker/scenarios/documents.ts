import type { DocumentRequest, PostedDocument } from '../../../shared/contract/documents.ts';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import { DOCUMENT_FACTS, shortNumber, tellDocument } from './documentFacts.ts';
import type { Facts } from './expected.ts';
import type { Action, Carry, Stage } from './stage.ts';
import {
  type Day,
  dayOf,
  type Goods,
  pieces,
  readAllGoods,
  readDay,
  readGoods,
  readOptions,
} from './words.ts';

const TYPES: Record<string, DocumentType> = {
  'sortie patient': 'exit-patient',
  'sortie service': 'exit-service',
  transfert: 'transfer',
  perte: 'loss',
  achat: 'entry-purchase',
  don: 'entry-donation',
  'stock initial': 'entry-opening',
  'retour patient': 'return-patient',
  'retour service': 'return-service',
  'retour fournisseur': 'return-supplier',
  déplacement: 'bin-move',
  réception: 'reception',
  'perte en route': 'transit-loss',
  'retour en route': 'transit-return',
  ajustement: 'count-adjustment',
};

type Said =
  | 'reason'
  | 'description'
  | 'linkedDocument'
  | 'acceptCost'
  | 'acceptExpiry'
  | 'notCounted'
  | 'receive'
  | 'emergency';

interface Head extends Pick<DocumentRequest, Said> {
  date?: Day;
  party?: string;
  invoice?: string;
  /** Short numbers of documents of the scenario. */
  exit?: string;
  transfer?: string;
  undelivered?: Goods;
}

const readHead = (options: readonly string[]): Head =>
  readOptions<Head>(options, [
    [/^(?:vers|de) (\S+)$/, ([party]) => ({ party })],
    [/^daté (.+)$/, ([day = '']) => ({ date: readDay(day) })],
    [/^facture (\S+)$/, ([invoice]) => ({ invoice })],
    [/^suite à (\S+)$/, ([exit]) => ({ exit })],
    [/^transfert (\S+)$/, ([transfer]) => ({ transfer })],
    [/^motif «(.+)»$/, ([reason]) => ({ reason })],
    [/^libellé «(.+)»$/, ([description]) => ({ description })],
    [/^pièce «(.+)»$/, ([linkedDocument]) => ({ linkedDocument })],
    [/^urgence «(.+)»$/, ([reason = '']) => ({ emergency: { reason } })],
    [/^coût confirmé$/, () => ({ acceptCost: true })],
    [/^péremption confirmée$/, () => ({ acceptExpiry: true })],
    [/^hors comptage$/, () => ({ notCounted: true })],
    [/^reçu aussitôt$/, () => ({ receive: true })],
    [/^non délivré (.+)$/, ([goods = '']) => ({ undelivered: readGoods(goods) })],
  ]);

/** «agent  sortie patient  PHC vers P-001, daté hier  10 PARA lot L1 ; 2 SIROP  → SP-PHC-1, reste 90 / 8». */
function posting(type: DocumentType): Action {
  return {
    cells: 2,
    facts: DOCUMENT_FACTS,
    must: ['numéro'],
    read: (place = '', goods = '') => {
      const [, depot = '', party] = /^(\S+)(?: (?:vers|de) (\S+?))?(?:,|$)/.exec(place) ?? [];
      const head = { party, ...readHead(pieces(place).slice(1)) };
      const lines = readAllGoods(goods);
      return (stage, who, wanted) => {
        const body = toRequest(stage, type, depot, head, lines);
        return sendDocument(stage, who, '/v1/documents', body, wanted);
      };
    },
  };
}

function toRequest(
  stage: Stage,
  type: DocumentType,
  depot: string,
  head: Head,
  lines: Goods[],
): DocumentRequest {
  const { here, today } = stage;
  const { date, party, invoice, exit, transfer, undelivered, ...said } = head;
  return {
    id: crypto.randomUUID(),
    type,
    depot: here(depot),
    ...(party !== undefined && { party: here(party) }),
    ...(date !== undefined && { date: dayOf(date, today()) }),
    ...(invoice !== undefined && { invoice: here(invoice) }),
    ...(exit !== undefined && { exit: idOf(stage, exit) }),
    ...(transfer !== undefined && { transfer: idOf(stage, transfer) }),
    ...(undelivered && {
      undelivered: [{ item: here(undelivered.item), quantity: undelivered.quantity ?? 0 }],
    }),
    ...said,
    lines: lines.map(({ item, quantity, expiry, ...line }) => ({
      ...line,
      item: here(item),
      quantity: quantity ?? 0,
      ...(expiry !== undefined && { expiry: dayOf(expiry, today()) }),
    })),
  };
}

/** «inconnu» is a document that does not exist. */
function idOf(stage: Stage, short: string): string {
  if (short === 'inconnu') return crypto.randomUUID();
  const document = stage.documents.get(short);
  if (!document) throw new Error(`le scénario n’a pas de document ${short}`);
  return document.id;
}

async function sendDocument(stage: Stage, who: string, path: string, body: { id: string }, wanted: Facts) {
  const posted = await stage.ask<PostedDocument>(who, 'POST', path, body);
  const short = shortNumber(posted, stage.today());
  stage.documents.set(short, { id: posted.id, path, body });
  return tellDocument(stage, posted, wanted);
}

/** «responsable  contre-passe  SP-PHC-1, motif «erreur»  → AN-PHC-1, reste 100». */
const mending = (action: 'reversal' | 'rectification'): Action => ({
  cells: 1,
  facts: DOCUMENT_FACTS,
  must: ['numéro'],
  read: (head = '') => {
    const [original = '', ...options] = pieces(head);
    const { party, invoice, ...said } = readHead(options);
    return (stage, who, wanted) => {
      const body = {
        id: crypto.randomUUID(),
        ...(party !== undefined && { party: stage.here(party) }),
        ...(invoice !== undefined && { invoice: stage.here(invoice) }),
        ...said,
      };
      return sendDocument(stage, who, `/v1/documents/${idOf(stage, original)}/${action}`, body, wanted);
    };
  },
});

/** The same document sent once more, as it was or with other words. */
const resending = (changes: object): Action => ({
  cells: 1,
  facts: DOCUMENT_FACTS,
  must: ['numéro'],
  read:
    (short = ''): Carry =>
    async (stage, who, wanted) => {
      const { path, body } = stage.documents.get(short) ?? { path: '', body: {} };
      const posted = await stage.ask<PostedDocument>(who, 'POST', path, { ...body, ...changes });
      return tellDocument(stage, posted, wanted);
    },
});

const reading: Action = {
  cells: 1,
  facts: DOCUMENT_FACTS,
  read:
    (short = ''): Carry =>
    async (stage, who, wanted) =>
      tellDocument(
        stage,
        await stage.ask<PostedDocument>(who, 'GET', `/v1/documents/${idOf(stage, short)}`),
        wanted,
      ),
};

export const DOCUMENT_ACTIONS: Record<string, Action> = {
  ...Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [name, posting(type)])),
  'contre-passe': mending('reversal'),
  rectifie: mending('rectification'),
  renvoie: resending({}),
  'renvoie autrement': resending({ description: 'autre chose' }),
  'lit bon': reading,
};
