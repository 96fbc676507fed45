import { expect, vi } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type {
  AddedCountLine,
  CloseResult,
  CountLines,
  PutCountLinesResult,
} from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { App } from './app.ts';
import { MANAGER } from './hospital.ts';
import { type Books, type Count, fold, isRefusal, placeName, refusedFor, type Verdict } from './model.ts';
import * as counts from './modelCounts.ts';
import { judgeDocument, postDocument, turnedAway } from './modelDocuments.ts';
import * as found from './modelFound.ts';
import { instantOf, newBooks, nightFalls, openingEntry } from './modelHospital.ts';
import { holdAgainst } from './modelPages.ts';
import * as rounds from './modelRounds.ts';
import { type Command, STAFF, type Step, toCommand } from './modelSteps.ts';
import {
  judgeCountUndoing,
  judgeRectification,
  judgeReversal,
  rectifyDocument,
  reverseDocument,
  undoCount,
} from './modelUndoing.ts';
import type { RidingAlong } from './ridingAlong.ts';

const SECOND_MS = 1000;
type Tell = (what: string) => void;

/**
 * Walks one sequence in a hospital where nothing was posted; throws with the whole story at the first difference.
 * What a command left behind is looked at as the next one begins, in the same call to the database.
 */
export async function walk(app: App, look: RidingAlong, steps: readonly Step[], tell: Tell): Promise<void> {
  const books = newBooks();
  const sent: Command[] = [];
  const answers = new Map<string, unknown>();
  const story: string[] = [];
  const send = async (command: Command) => {
    // Each command has an instant of its own.
    vi.setSystemTime(Date.now() + SECOND_MS);
    sent.push(command);
    story.push(JSON.stringify(command));
    look.wait();
    tell(await carryOut(app, look, books, command, answers));
  };
  try {
    await send(openingEntry());
    for (const step of steps) {
      const command = step.step === 'night' ? null : toCommand(books, step, sent);
      if (command) await send(command);
      if (step.step !== 'night') continue;
      nightFalls(books);
      vi.setSystemTime(instantOf(books.today));
      story.push(`night falls: ${books.today}`);
    }
    look.wait();
    holdAgainst(books, await look.row());
  } catch (error) {
    throw new Unlike(error, story);
  }
}

/** The Worker and the model differ: what came of one command, and the commands up to it. */
export class Unlike extends Error {
  override name = 'Unlike';
  // Private: a report would print it once more.
  readonly #story: readonly string[];

  constructor(cause: unknown, story: readonly string[]) {
    const { message, cause: deeper } =
      cause instanceof Error ? cause : { message: String(cause), cause: undefined };
    super([message, ...(deeper ? [String(deeper)] : [])].join('\n'), { cause });
    this.#story = story;
  }

  get story(): readonly string[] {
    return this.#story;
  }
}

/** Sends one command and holds its answer against the model's; gives back what came of it, in a word. */
async function carryOut(
  app: App,
  look: RidingAlong,
  books: Books,
  command: Command,
  answers: Map<string, unknown>,
): Promise<string> {
  const verdict = judge(books, command);
  const response = await request(app, command);
  const answer = await response.json();
  const told = JSON.stringify(answer);
  try {
    holdAgainst(books, await look.row());
  } catch (error) {
    throw new Error('left behind by the command before the last', { cause: error });
  }
  expect(response.status, told).toBeLessThan(500);
  if (verdict === 'again') {
    expect(response.status, told).toBe(200);
    if (command.kind === 'document') {
      const first = answers.get(command.id) as PostedDocument;
      const { number, movements } = answer as PostedDocument;
      expect({ number, movements }).toEqual(toldAgain(books, command.who, first));
    }
    return 'again';
  }
  if (isRefusal(verdict)) {
    expect(response.ok, `accepted, but the model refuses: ${spoken(verdict)}`).toBe(false);
    holdRefusal(verdict, answer as Problem);
    return (answer as Problem).code;
  }
  expect(response.status, `refused, but the model accepts: ${told}`).toBe(200);
  answers.set(command.id, answer);
  books.journal.set(command.id, { who: command.who, content: contentOf(command) });
  await follow(app, books, command, answer);
  if (command.kind === 'countUndoing') return `${command.act} undoing`;
  return command.kind === 'document' ? command.body.type : command.kind;
}

/** The first answer, but for the balances of lines that a blind count holds by now, or held by then (Q22). */
function toldAgain(books: Books, who: string, { number, movements }: PostedDocument) {
  const told = movements.map(({ balance, ...movement }) => {
    const place = {
      depot: fold(movement.depot),
      bin: fold(movement.bin),
      item: fold(movement.item),
      lot: fold(movement.lot),
      serial: fold(movement.serial),
      transfer: '',
    };
    if (!movement.transit && counts.hidesFrom(books, who, place)) return movement;
    return { ...movement, balance: balance ?? expect.any(Number) };
  });
  return { number, movements: told };
}

const spoken = ({ codes, lines }: Verdict) =>
  [...codes, ...[...lines].map(([line, told]) => `line ${line}: ${[...told].join(' or ')}`)].join('; ');

function request(app: App, command: Command): Promise<Response> {
  const { kind, id, who, body } = command;
  const key = { 'Idempotency-Key': id };
  if (kind === 'reversal' || kind === 'rectification')
    return app.send(who, 'POST', `/v1/documents/${command.original}/${kind}`, body, key);
  if (kind === 'document') return app.send(who, 'POST', '/v1/documents', body, key);
  if (kind === 'spot') return app.send(who, 'POST', '/v1/spot-counts', body, key);
  if (kind === 'open') return app.send(who, 'POST', '/v1/counts', body, key);
  if (kind === 'marks') return app.send(who, 'PATCH', `/v1/counts/${command.count}/lines`, body, key);
  if (kind === 'countUndoing') {
    const path = { ask: 'reversal', approve: 'reversal/approve', refuse: 'reversal/refuse' }[command.act];
    return app.send(who, 'POST', `/v1/counts/${command.count}/${path}`, body, key);
  }
  if (kind === 'add') return app.send(who, 'POST', `/v1/counts/${command.count}/lines`, body, key);
  return app.send(who, kind === 'lines' ? 'PUT' : 'POST', `/v1/counts/${command.count}/${kind}`, body, key);
}

const contentOf = ({ id: _, who: __, ...content }: Command) => JSON.stringify(content);

function judge(books: Books, command: Command): Verdict | 'again' {
  const early =
    command.kind === 'document'
      ? turnedAway(books, command.who, command.body)
      : command.kind === 'open'
        ? counts.turnedAwayFromOpening(books, command.who, command.body)
        : command.kind === 'spot'
          ? found.turnedAwayFromSpot(books, command.who, command.body)
          : null;
  if (early) return early;
  const before = books.journal.get(command.id);
  if (before?.who === command.who && before.content === contentOf(command)) return 'again';
  if (before) return refusedFor('ID_REUSED');
  if (command.kind === 'document') return judgeDocument(books, command.who, command.body);
  if (command.kind === 'spot') return found.judgeSpot(books, command.who, command.body);
  if (command.kind === 'open') return counts.judgeOpening(books, command.body);
  if (command.kind === 'reversal')
    return judgeReversal(books, command.who, books.documents.get(command.original));
  if (command.kind === 'rectification')
    return judgeRectification(books, command.who, books.documents.get(command.original), command.body);
  return judgeOnCount(books, command, countOf(books, command.count));
}

type OnCount = Extract<Command, { count: string }>;
const countOf = (books: Books, id: string) => books.counts.find((count) => count.id === id);

function judgeOnCount(books: Books, command: OnCount, count: Count | undefined): Verdict {
  const demand = {
    lines: ['works', ['open'], 'COUNT_NOT_OPEN'],
    add: [command.kind === 'add' && command.body.newItem ? 'manages' : 'works', ['open'], 'COUNT_NOT_OPEN'],
    close: ['manages', ['open'], 'COUNT_NOT_OPEN'],
    reopen: ['manages', ['closed'], 'COUNT_NOT_CLOSED'],
    confirm: ['manages', ['closed'], 'COUNT_NOT_CLOSED'],
    cancel: ['cancels', ['open', 'closed'], 'COUNT_NOT_OPEN'],
    rounds: ['manages', ['open', 'closed'], 'COUNT_NOT_OPEN'],
    marks: ['manages', ['open'], 'COUNT_NOT_OPEN'],
    acknowledgements: ['manages', ['open', 'closed', 'confirmed', 'cancelled', 'reversed'], 'COUNT_NOT_OPEN'],
    countUndoing: [
      command.kind === 'countUndoing' && command.act === 'ask' ? 'manages' : 'approves',
      ['confirmed'],
      'COUNT_NOT_CONFIRMED',
    ],
  } as const;
  const [right, states, otherwise] = demand[command.kind];
  const verdict = counts.judgeDemand(books, command.who, count, right, [...states], otherwise);
  if (isRefusal(verdict) || !count) return verdict;
  if (command.kind === 'countUndoing') return judgeCountUndoing(books, command.who, count, command.act);
  if (command.kind === 'add') return found.judgeAdding(books, count, command.body);
  if (command.kind === 'close') return counts.judgeClosing(books, count, command.body);
  if (command.kind === 'rounds') return rounds.judgeRound(books, count, command.body);
  if (command.kind === 'marks') return rounds.judgeMarks(books, count, command.body);
  if (command.kind === 'acknowledgements') return rounds.judgeAcknowledging(count, command.body);
  if (command.kind === 'confirm') return counts.judgeConfirming(count, command.body.version);
  return verdict;
}

/** The same lines are bad, each for a reason that the model knows. */
function holdRefusal({ codes, lines }: Verdict, { code, errors = [] }: Problem): void {
  if (codes.length > 0) {
    expect(codes).toContain(code);
    return;
  }
  // One line may be told twice: both sides of a transfer.
  const told = new Map(errors.map(({ line, code }) => [line, lines.get(line)?.has(code) ? 'known' : code]));
  const expected = new Map([...lines.keys()].sort((a, b) => a - b).map((line) => [line, 'known']));
  expect([...told], JSON.stringify(errors)).toEqual([...expected]);
}

/** Carries an accepted command out on paper, and holds what the answer says against it. */
async function follow(app: App, books: Books, command: Command, answer: unknown): Promise<void> {
  const { who, kind } = command;
  if (kind === 'document') return postDocument(books, who, command.body);
  if (kind === 'reversal' || kind === 'rectification') {
    const original = books.documents.get(command.original);
    if (!original) throw new Error('nothing to undo, and it was accepted');
    if (kind === 'reversal') return reverseDocument(books, who, original, command.body);
    return rectifyDocument(books, who, original, command.body);
  }
  if (kind === 'open') return readSheet(app, counts.openCount(books, command.body));
  if (kind === 'spot') return readSheet(app, found.countSpot(books, who, command.body));
  const count = countOf(books, command.count);
  if (!count) throw new Error('a command on no count was accepted');
  if (command.kind === 'lines') {
    const bad = rounds.badFigures(books, count, who, command.body);
    const { saved, errors } = answer as PutCountLinesResult;
    expect(errors.map(({ line, code }) => [line, bad.get(line)?.has(code) ? 'known' : code]).sort()).toEqual(
      command.body.lines.flatMap(([line]) => (bad.has(line) ? [[line, 'known']] : [])).sort(),
    );
    expect(saved).toBe(command.body.lines.length - errors.length);
    rounds.saveFigures(books, count, who, command.body);
  } else if (command.kind === 'countUndoing') undoCount(books, who, count, command.act, command.id);
  else if (command.kind === 'add') {
    const { line, existed } = answer as AddedCountLine;
    const added = found.addFound(books, count, who, command.body);
    const { theoretical = added.line.theoretical / 1000 } = line;
    expect({ existed, theoretical: Math.round(theoretical * 1000) }).toEqual({
      existed: added.existed,
      theoretical: added.line.theoretical,
    });
    if (!existed) added.line.id = line.line;
  } else if (command.kind === 'close') {
    counts.closeCount(count, command.body);
    expect((answer as CloseResult).recap).toMatchObject(counts.recapOf(books, count));
  } else if (command.kind === 'reopen') counts.reopenCount(count);
  else if (command.kind === 'rounds') rounds.openRound(books, count, command.body);
  else if (command.kind === 'marks') rounds.markLines(count, command.body);
  else if (command.kind === 'acknowledgements') rounds.acknowledge(count, command.body);
  else if (command.kind === 'confirm') counts.confirmCount(books, count, command.id, who);
  else {
    count.state = 'cancelled';
    count.version += 1;
  }
}

/** The sheet shows just the lines of the scope, and tells the model how the Worker calls them. */
async function readSheet(app: App, count: Count): Promise<void> {
  const who = STAFF[count.depot]?.[0] ?? MANAGER;
  const { rows } = await app.call<CountLines>(who, 'GET', `/v1/counts/${count.id}/lines?limit=10000`);
  for (const [at, { line, bin, item, lot, serial, theoretical }] of rows.entries()) {
    const place = { depot: count.depot, bin, item, lot, serial, transfer: '' };
    const found = count.lines.find((one) => placeName(one.place) === placeName(place).toLowerCase());
    expect(found?.theoretical, placeName(place)).toBe(Math.round((theoretical ?? Number.NaN) * 1000));
    if (found) Object.assign(found, { id: line, position: at + 1 });
  }
  expect(rows.length).toBe(count.lines.length);
}
