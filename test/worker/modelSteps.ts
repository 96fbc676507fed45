import fc from 'fast-check';
import type {
  AddCountLine,
  CloseCount,
  MarkCountLines,
  OpenCount,
  PutCountLines,
  SecondRound,
  SpotCount,
} from '../../shared/contract/counts.ts';
import type {
  DocumentRequest,
  RectificationRequest,
  ReversalRequest,
} from '../../shared/contract/documents.ts';
import { ADMIN } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER } from './hospital.ts';
import { type Books, type Count, daysLater, fold, standing } from './model.ts';
import { KINDS } from './modelDocuments.ts';
import { add, spot, toAdding, toSpot } from './modelFoundSteps.ts';
import {
  arriving,
  chosen,
  entering,
  type Line,
  leaving,
  mostly,
  onCount,
  pick,
  spoilt,
  type Wish,
  wish,
} from './modelGoods.ts';
import { undecided } from './modelRounds.ts';
import type { CountUndoing } from './modelUndoing.ts';

export const URGENT = 'urgent@tilleuls.example';
export const WARD_MANAGER = 'ward-manager@tilleuls.example';

/** A step is drawn without knowing the stock; it becomes a command of the API when its turn comes. */
export type Command =
  | { kind: 'document'; id: string; who: string; body: DocumentRequest }
  | { kind: 'reversal'; id: string; who: string; original: string; body: ReversalRequest }
  | { kind: 'rectification'; id: string; who: string; original: string; body: RectificationRequest }
  | { kind: 'open'; id: string; who: string; body: OpenCount }
  | { kind: 'spot'; id: string; who: string; body: SpotCount }
  | { kind: 'lines'; id: string; who: string; count: string; body: PutCountLines }
  | { kind: 'add'; id: string; who: string; count: string; body: AddCountLine }
  | { kind: 'countUndoing'; id: string; who: string; count: string; act: CountUndoing; body: object }
  | { kind: 'close'; id: string; who: string; count: string; body: CloseCount }
  | { kind: 'reopen' | 'cancel'; id: string; who: string; count: string; body: object }
  | { kind: 'rounds'; id: string; who: string; count: string; body: SecondRound }
  | { kind: 'marks'; id: string; who: string; count: string; body: MarkCountLines }
  | { kind: 'acknowledgements'; id: string; who: string; count: string; body: { documents: string[] } }
  | { kind: 'confirm'; id: string; who: string; count: string; body: { version: number } };

const DAYS = [0, 0, 0, 0, 0, 0, -1, -1, -2, -3, -4, -25, 1];

const document = fc.record({
  step: fc.constant('document' as const),
  type: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...Object.keys(KINDS)) },
    { weight: 20, arbitrary: fc.constantFrom('transfer', 'reception', 'bin-move', 'exit-patient', 'loss') },
    { weight: 1, arbitrary: fc.constantFrom('count-adjustment', 'reversal') },
  ),
  depot: fc.constantFrom('phc', 'phc', 'phc', 'ward', 'ward', 'ret'),
  pick,
  stranger: mostly(false, true),
  day: fc.constantFrom(...DAYS),
  head: mostly(
    'none',
    'no party',
    'unknown party',
    'idle party',
    'own depot',
    'no reason',
    'invoice',
    'no transfer',
    'other depot',
  ),
  emergency: fc.constantFrom(false, false, false, false, true),
  flags: fc.boolean(),
  lines: fc.array(wish, { minLength: 1, maxLength: 4 }),
});

const SCOPES: OpenCount['scope'][] = [
  { bins: ['A1'] },
  { bins: ['a2', 'A1'] },
  { items: ['PARA', 'POMPE'] },
  { suppliers: ['F1'] },
  { notCountedForDays: 1 },
  { bins: ['A2'], notCountedForDays: 2 },
  { bins: ['Z9'], items: ['RIEN'] },
  { bins: [] },
  { suppliers: ['F9'] },
];

const open = fc.record({
  step: fc.constant('open' as const),
  depot: fc.constantFrom('PHC', 'PHC', 'WARD'),
  kind: fc.constantFrom('article' as const, 'article' as const, 'part' as const),
  pick,
  stranger: mostly(false, true),
  day: fc.constantFrom(0, 0, 0, 0, -1, -2, -25, 1),
  scope: fc.option(fc.constantFrom(...SCOPES, 'expiring' as const), { freq: 3, nil: undefined }),
  blind: fc.boolean(),
  zeros: mostly(false, true),
});

const figure = fc.record({
  pick,
  figure: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('theoretical', 'less', 'more', 'zero') },
    { weight: 1, arbitrary: fc.constantFrom('none', 'thousandth', 'negative') },
  ),
  flaw: mostly('none', 'stale', 'unknown line'),
});
const lines = fc.record({
  step: fc.constant('lines' as const),
  ...onCount,
  whole: fc.boolean(),
  second: mostly(false, true),
  figures: fc.array(figure, { minLength: 1, maxLength: 6 }),
});
const close = fc.record({
  step: fc.constant('close' as const),
  ...onCount,
  default: fc.constantFrom(null, 'keep' as const, 'keep' as const, 'zero' as const),
  lines: fc.uniqueArray(fc.tuple(pick, fc.constantFrom('keep' as const, 'zero' as const)), { maxLength: 3 }),
});
const rounds = fc.record({
  step: fc.constant('rounds' as const),
  ...onCount,
  beyond: fc.boolean(),
  lines: fc.array(pick, { maxLength: 2 }),
});
const arbitrate = fc.record({
  step: fc.constant('marks' as const),
  ...onCount,
  figure,
  given: mostly(true, false),
});
const acknowledge = fc.record({
  step: fc.constant('acknowledgements' as const),
  ...onCount,
  other: mostly(false, true),
});
const confirm = fc.record({ step: fc.constant('confirm' as const), ...onCount, late: mostly(false, true) });
const turn = (step: 'reopen' | 'cancel') => fc.record({ step: fc.constant(step), ...onCount });
const retry = fc.record({
  step: fc.constant('retry' as const),
  pick,
  change: fc.constantFrom('nothing', 'nothing', 'content', 'person', 'kind'),
});
/** What comes next in the life of a count. */
const onward = fc.record({
  step: fc.constant('onward' as const),
  pick,
  figures: fc.array(figure, { minLength: 1, maxLength: 3 }),
  blanks: fc.constantFrom('keep' as const, 'keep' as const, 'zero' as const),
});
/** Asks that a confirmed count be undone, approves it, or refuses; or what comes next. */
const undoCount = fc.record({
  step: fc.constant('countUndoing' as const),
  ...onCount,
  act: mostly('next', 'ask', 'approve', 'refuse'),
  latest: fc.boolean(),
});
const undo = fc.record({
  step: fc.constantFrom(
    'reversal' as const,
    'reversal' as const,
    'reversal' as const,
    'rectification' as const,
  ),
  pick,
  who: pick,
  latest: fc.boolean(),
  unknown: mostly(false, true),
  party: fc.constantFrom(undefined, 'chir', 'P-001', 'FERME', 'X-404'),
});
const night = fc.record({ step: fc.constant('night' as const) });

export const anyStep = fc.oneof(
  { weight: 60, arbitrary: document },
  { weight: 8, arbitrary: undo },
  { weight: 8, arbitrary: retry },
  { weight: 4, arbitrary: night },
  { weight: 14, arbitrary: onward },
  { weight: 5, arbitrary: open },
  { weight: 5, arbitrary: spot },
  { weight: 5, arbitrary: lines },
  { weight: 5, arbitrary: add },
  { weight: 6, arbitrary: undoCount },
  { weight: 3, arbitrary: close },
  { weight: 3, arbitrary: rounds },
  { weight: 2, arbitrary: arbitrate },
  { weight: 2, arbitrary: acknowledge },
  { weight: 3, arbitrary: confirm },
  { weight: 2, arbitrary: turn('reopen') },
  { weight: 2, arbitrary: turn('cancel') },
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** Exactly `length` steps; a failing sequence may shrink to any length. */
export function anySteps(length: number): fc.Arbitrary<Step[]> {
  const whole = fc.array(anyStep, { minLength: length, maxLength: length });
  const shorter = fc.array(anyStep, { maxLength: length, size: 'max' });
  return new (class extends fc.Arbitrary<Step[]> {
    override generate(random: fc.Random, bias: number | undefined) {
      return whole.generate(random, bias);
    }
    override canShrinkWithoutContext(value: unknown): value is Step[] {
      return shorter.canShrinkWithoutContext(value);
    }
    override shrink(value: Step[], context: unknown) {
      return shorter.shrink(value, context);
    }
  })();
}
type Drawn<S extends Step['step']> = Extract<Step, { step: S }>;

/** Who works in a depot, its manager first. */
export const STAFF: Record<string, string[]> = {
  phc: [MANAGER, CLERK, MANAGER, URGENT],
  ward: [WARD_MANAGER, OTHER, WARD_MANAGER],
  ret: [WARD_MANAGER],
};
const STRANGERS = [ACCOUNTANT, ADMIN, OTHER, CLERK, WARD_MANAGER];

/** The command that a step means now, in the light of what stands where; null where it means none. */
export function toCommand(books: Books, step: Step, posted: readonly Command[]): Command | null {
  const id = crypto.randomUUID();
  if (step.step === 'night') return null;
  if (step.step === 'retry') return again(step, posted);
  if (step.step === 'document') return toDocument(books, step, id);
  if (step.step === 'open') return toOpening(books, step, id);
  if (step.step === 'spot') {
    const who = chosen(step.stranger ? STRANGERS : (STAFF[step.depot] ?? []), step.who) ?? MANAGER;
    return { kind: 'spot', id, who, body: toSpot(books, step, id) };
  }
  if (step.step === 'reversal' || step.step === 'rectification') return toUndoing(books, step, id);
  const unknown = 'unknown' in step && step.unknown;
  if (unknown) return { kind: 'cancel', id, who: MANAGER, count: crypto.randomUUID(), body: {} };
  if (step.step === 'countUndoing') return toCountUndoing(books, step, id);
  const running = books.counts.filter(({ state }) => state === 'open' || state === 'closed');
  const count = chosen(step.pick % 8 > 0 ? running : books.counts, step.pick);
  if (!count)
    return toOpening(books, { ...FIRST_COUNT, pick: step.pick, scope: chosen(SCOPES, step.pick) }, id);
  if (step.step === 'onward') return toNext(count, step, id);
  const staff = STAFF[count.depot] ?? [];
  const to = {
    id,
    count: count.id,
    who: chosen(step.who % 12 === 11 ? STRANGERS : staff, step.who) ?? MANAGER,
  };
  if (step.step === 'lines') return { ...to, kind: 'lines', body: toFigures(count, step) };
  if (step.step === 'add') return { ...to, kind: 'add', body: toAdding(books, count.depot, step) };
  to.who = step.who % 8 > 0 ? (staff[0] ?? MANAGER) : to.who;
  if (step.step === 'confirm')
    return { ...to, kind: 'confirm', body: { version: count.version - (step.late ? 1 : 0) } };
  if (step.step === 'rounds') {
    const picked = step.lines.map((at) => chosen(count.lines, at)?.id ?? 0);
    return { ...to, kind: 'rounds', body: { beyondTolerance: step.beyond, lines: [...new Set(picked)] } };
  }
  if (step.step === 'marks') return { ...to, kind: 'marks', body: toArbitration(count, step) };
  if (step.step === 'acknowledgements') {
    const exits = count.emergencies.map(({ document }) => document);
    if (count.adjustment) exits.push(count.adjustment);
    const documents = step.other || exits.length === 0 ? [crypto.randomUUID()] : exits;
    return { ...to, kind: 'acknowledgements', body: { documents } };
  }
  if (step.step !== 'close') return { ...to, kind: step.step, body: {} };
  const blanks = new Map(step.lines.map(([at, blank]) => [chosen(count.lines, at)?.id ?? 0, blank]));
  return { ...to, kind: 'close', body: { blanks: { default: step.default, lines: [...blanks] } } };
}

function toUndoing(books: Books, step: Drawn<'reversal' | 'rectification'>, id: string): Command {
  const posted = [...books.documents.values()];
  const found = step.latest ? posted.at(-1 - (step.pick % 5)) : chosen(posted, step.pick);
  const staff = step.who % 12 === 11 ? STRANGERS : (STAFF[found?.depot ?? ''] ?? []);
  const to = {
    id,
    who: chosen(staff, step.who) ?? MANAGER,
    original: found && !step.unknown ? found.id : crypto.randomUUID(),
  };
  if (step.step === 'reversal') return { ...to, kind: 'reversal', body: { id, reason: 'erreur' } };
  const body = { id, reason: 'erreur', ...(step.party && { party: step.party }), description: 'corrigé' };
  return { ...to, kind: 'rectification', body };
}

/** Mostly the manager asks and the accountant answers. */
function toCountUndoing(books: Books, step: Drawn<'countUndoing'>, id: string): Command | null {
  const done = books.counts.filter(({ confirmedAt }) => confirmedAt > 0);
  const [asked] = done.filter(({ state, asked }) => state === 'confirmed' && asked !== null);
  const last = done.at(-1 - (step.pick % 2));
  const count = (step.act === 'next' ? asked : null) ?? (step.latest ? last : chosen(done, step.pick));
  if (!count) return null;
  const next = count.asked === null ? 'ask' : 'approve';
  const act = step.act === 'next' ? next : (step.act as CountUndoing);
  const usual = act === 'ask' ? STAFF[count.depot]?.[0] : ACCOUNTANT;
  const who = step.who % 8 > 0 ? usual : chosen([...STRANGERS, MANAGER], step.who);
  const body = act === 'ask' ? { reason: 'mauvais rayon' } : {};
  return { kind: 'countUndoing', id, who: who ?? MANAGER, count: count.id, act, body };
}

/** Counts all lines, closes or confirms, as the count stands. */
function toNext(count: Count, { pick, figures, blanks }: Drawn<'onward'>, id: string): Command {
  const to = { id, count: count.id, who: STAFF[count.depot]?.[0] ?? MANAGER };
  if (count.state === 'closed') return { ...to, kind: 'confirm', body: { version: count.version } };
  const unseen = count.emergencies.filter(({ seen }) => !seen).map(({ document }) => document);
  if (unseen.length > 0) return { ...to, kind: 'acknowledgements', body: { documents: unseen } };
  const { toArbitrate, toCountTwice } = undecided(count);
  const [flawless] = figures.map((one) => ({ ...one, flaw: 'none' as const }));
  if (toArbitrate && flawless) {
    const body = toArbitration(count, { figure: flawless, given: true, pick });
    return { ...to, kind: 'marks', body };
  }
  if (toCountTwice.length > 0 && pick % 3 > 0)
    return {
      ...to,
      who: STAFF[count.depot]?.[1] ?? to.who,
      kind: 'lines',
      body: toFigures(count, { whole: true, second: true, figures }),
    };
  const typed = count.lines.some(({ figure }) => figure !== null);
  if (typed || (blanks === 'zero' && pick % 4 === 0))
    return { ...to, kind: 'close', body: { blanks: { default: blanks } } };
  return { ...to, kind: 'lines', body: toFigures(count, { whole: pick % 4 > 0, second: false, figures }) };
}

/** What takes the place of a command on a count while there is none. */
const FIRST_COUNT = {
  step: 'open',
  depot: 'PHC',
  kind: 'article',
  stranger: false,
  day: 0,
  blind: false,
  zeros: false,
} as const;

/** An old command again: as it was, with other content, from another person, or its id on something else. */
function again({ pick, change }: Drawn<'retry'>, posted: readonly Command[]): Command | null {
  const old = chosen(posted, pick);
  if (!old || change === 'nothing') return old ?? null;
  if (change === 'person') return { ...old, who: old.who === MANAGER ? CLERK : MANAGER };
  if (change === 'kind')
    return { kind: 'cancel', id: old.id, who: old.who, count: crypto.randomUUID(), body: {} };
  if (old.kind === 'document')
    return { ...old, body: { ...old.body, description: `${old.body.description ?? ''}!` } };
  if (old.kind === 'spot') return { ...old, body: { ...old.body, reason: `${old.body.reason}!` } };
  if (old.kind === 'open') return { ...old, body: { ...old.body, name: `${old.body.name}!` } };
  if (old.kind === 'confirm') return { ...old, body: { version: old.body.version + 1 } };
  return old;
}

function toOpening(books: Books, step: Drawn<'open'>, id: string): Command {
  const staff = STAFF[fold(step.depot)] ?? [];
  const scope = step.scope === 'expiring' ? { expiringBefore: daysLater(books.today, 60) } : step.scope;
  const body: OpenCount = {
    id,
    name: `Inventaire ${step.pick}`,
    depot: step.depot,
    kind: step.kind,
    blind: step.blind,
    zeros: step.zeros,
    ...(scope && { scope }),
    ...(step.day !== 0 && { date: daysLater(books.today, step.day) }),
  };
  const who = step.stranger ? chosen(STRANGERS, step.pick) : staff[0];
  return { kind: 'open', id, who: who ?? MANAGER, body };
}

/** The manager's figure for a line, best for one whose two counts differ; or taken back. */
function toArbitration(
  count: Count,
  { figure, given, pick: at }: Pick<Drawn<'marks'>, 'figure' | 'given' | 'pick'>,
): MarkCountLines {
  const line = undecided(count).toArbitrate ?? chosen(count.lines, at);
  const quantity =
    { theoretical: line?.theoretical ?? 0, zero: 0, thousandth: 1 }[figure.figure as string] ?? 1000;
  const arbitration = given ? { quantity: quantity / 1000, reason: 'revu' } : null;
  return { lines: [{ line: line?.id ?? 0, arbitration }] };
}

type Figures = Pick<Drawn<'lines'>, 'whole' | 'second' | 'figures'>;

function toFigures(count: Count, { whole, second, figures }: Figures): PutCountLines {
  const twice = count.lines.filter(({ due }) => due);
  const wanted = whole
    ? (second && twice.length > 0 ? twice : count.lines).map((line, at) => ({
        line,
        ...(chosen(figures, at) as (typeof figures)[number]),
      }))
    : figures.map((one) => ({ line: chosen(count.lines, one.pick), ...one }));
  return {
    ...(second && { round: 2 as const }),
    lines: wanted.map(({ line, figure, flaw, pick }) => {
      const least = line?.place.item === 'sirop' ? 125 : 1000;
      const theoretical = line?.theoretical ?? 0;
      const thousandths = {
        theoretical,
        less: Math.max(theoretical - least, 0),
        more: theoretical + least,
        zero: 0,
        none: null,
        thousandth: theoretical + 1,
        negative: -1000,
      }[figure];
      const version = ((second ? line?.secondVersion : line?.version) ?? 0) + (flaw === 'stale' ? 1 : 0);
      const id = flaw === 'unknown line' ? 100_000 + pick : (line?.id ?? 0);
      return [id, thousandths === null ? null : thousandths / 1000, version];
    }),
  };
}

function toDocument(books: Books, step: Drawn<'document'>, id: string): Command {
  const { type, depot, rest, draw } = means(books, step);
  const party = partyOf({ ...step, type }, depot);
  const staff = STAFF[depot] ?? [];
  const { party: kind, managers, admins, price } = KINDS[type] ?? {};
  // Now and then a person, more seldom a field, is not of this type.
  const asMeant = step.pick % 6 > 0;
  const foreign = step.pick % 18 === 0;
  const who = step.stranger
    ? STRANGERS
    : asMeant && admins
      ? [ADMIN]
      : asMeant && managers
        ? staff.slice(0, 1)
        : staff;
  const accepts = {
    ...((type !== 'transit-loss' || foreign) && { notCounted: true }),
    ...(((price !== undefined && type !== 'entry-donation') || foreign) && { acceptCost: true }),
    ...((type === 'entry-purchase' || foreign) && { acceptExpiry: true }),
  };
  const body: DocumentRequest = {
    id,
    type: type as DocumentRequest['type'],
    depot: step.pick % 5 === 0 ? depot : depot.toUpperCase(),
    ...rest,
    ...(party !== undefined && { party }),
    ...(KINDS[type]?.reason && step.head !== 'no reason' && { reason: 'casse' }),
    ...(step.head === 'invoice' && (kind === 'patient' || foreign) && { invoice: 'FA-404' }),
    ...(step.day !== 0 && { date: daysLater(books.today, step.day) }),
    ...(step.emergency && KINDS[type]?.emergency && { emergency: { reason: 'urgence vitale' } }),
    ...(step.flags && accepts),
    lines: step.lines.map(draw),
  };
  return { kind: 'document', id, who: chosen(who, step.pick) ?? MANAGER, body };
}

/** What a step can be about: goods to take, goods on their way; where there are none, an opening entry. */
function means(books: Books, { type, depot, pick, head }: Drawn<'document'>) {
  const entry = { depot, rest: {}, draw: (wish: Wish) => entering(books, depot, wish) };
  const { from = null, returns } = KINDS[type] ?? {};
  if (returns) return coming(books, type, returns, depot, { pick, head });
  if (from === null) return { ...entry, type };
  if (from === 'depot') {
    const held = standing(books, { depot, transfer: '' });
    if (held.length === 0) return { ...entry, type: 'entry-opening' };
    return { type, depot, rest: {}, draw: (wish: Wish) => leaving(books, held, wish, type) };
  }
  const onTheWay = [...books.transfers].filter(([transfer]) => standing(books, { transfer }).length > 0);
  const [transfer, sent] = chosen(onTheWay, pick) ?? [];
  if (!transfer || !sent) return { ...entry, type: 'entry-opening' };
  const here = (type === 'transit-return') === (head !== 'other depot') ? sent.from : sent.to;
  const goods = standing(books, { transfer });
  const rest = { transfer: head === 'no transfer' ? crypto.randomUUID() : transfer };
  const draw = (wish: Wish): Line => {
    const { bin, ...line } = arriving(books, here, goods, wish);
    // What is lost on the way stands in no bin.
    return type === 'transit-loss' || bin === undefined ? line : { ...line, bin };
  };
  return { type, depot: here, rest, draw };
}

/** What comes back: to an exit that is named, mostly. */
function coming(
  books: Books,
  type: string,
  returns: string,
  depot: string,
  { pick, head }: Pick<Drawn<'document'>, 'pick' | 'head'>,
) {
  const bare = (wish: Wish): Line => {
    const { unitCost, ...line } = entering(books, depot, wish);
    return wish.flaw === 'priced' && unitCost !== undefined ? { ...line, unitCost } : line;
  };
  const exits = [...books.documents.values()].filter((one) => one.type === returns);
  const exit = pick % 5 === 0 ? undefined : chosen(exits, pick);
  if (!exit) return { type, depot, rest: {}, draw: bare };
  const draw = (wish: Wish): Line => {
    const { place, quantity } = chosen(exit.moved, wish.pick) ?? {
      place: { item: 'rien', lot: '', serial: '' },
      quantity: 0,
    };
    const bins = [...(books.depots.get(exit.depot)?.bins.keys() ?? [])];
    const part = wish.share === 0 && quantity % 2000 === 0 ? -quantity / 2 : -quantity;
    return {
      item: place.item,
      ...(place.lot !== '' && { lot: place.lot }),
      ...(place.serial !== '' && { serial: place.serial }),
      ...(wish.flaw !== 'no bin' && { bin: chosen(bins, wish.bin) ?? '' }),
      quantity: spoilt(wish.flaw, part / 1000) + (wish.flaw === 'too much' ? 1 : 0),
    };
  };
  const rest = { exit: head === 'no transfer' ? crypto.randomUUID() : exit.id };
  return { type, depot: head === 'other depot' ? 'ret' : exit.depot, rest, draw };
}

function partyOf({ type, head, pick }: Drawn<'document'>, depot: string): string | undefined {
  const kind = KINDS[type]?.party;
  if (kind === undefined || head === 'no party') return undefined;
  if (head === 'unknown party') return 'X-404';
  if (head === 'own depot' && kind === 'depot') return depot;
  if (head === 'idle party' && kind === 'service') return 'FERME';
  const others = ['phc', 'ward', 'ret'].filter((one) => one !== depot);
  return { patient: 'P-001', service: 'chir', supplier: 'F1', depot: chosen(others, pick) }[kind];
}
