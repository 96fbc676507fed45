import { expect } from 'vitest';
import type { Problem } from '../../../shared/contract/common.ts';
import type { App } from '../app.ts';
import { faultsOf } from '../books.ts';
import type { Expected, Facts } from './expected.ts';
import { openStage, Refused, type Stage } from './stage.ts';
import type { Deed, Scenario } from './table.ts';
import { dayOf, sameWords } from './words.ts';

/** Facts that hold also where a row is silent: what warns, and what was not saved. */
const NEVER_SILENT: Facts = { avertit: '', erreurs: '' };

/** Plays one scenario row by row; afterwards the books have no fault. */
export async function play(app: App, number: number, { steps }: Scenario): Promise<void> {
  const stage = openStage(app, number);
  try {
    for (const step of steps) {
      if ('day' in step) stage.dayComes(dayOf(step.day, stage.today()));
      else await carryOut(stage, step);
    }
  } finally {
    for (const putBack of stage.afterwards) await putBack();
  }
  expect(await faultsOf(app.db)).toEqual([]);
}

async function carryOut(stage: Stage, { where, text, who, carry, expected }: Deed): Promise<void> {
  const row = `${where}  ${text}`;
  const before = 'refused' in expected ? await writtenSoFar(stage.app.db) : null;
  try {
    const wanted = 'facts' in expected ? expected.facts : {};
    const { facts, sentences = [] } = await carry(stage, who, wanted);
    expect('facts' in expected, `${row}\naccepté: ${JSON.stringify(facts)}`).toBe(true);
    const judged = { ...pick(NEVER_SILENT, Object.keys(facts)), ...wanted };
    const told = Object.fromEntries(Object.keys(judged).map((name) => [name, sameWords(facts[name] ?? '')]));
    expect(told, row).toEqual(judged);
    holdSentence(row, expected, sentences);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    holdRefusal(row, expected, error.problem);
    expect(await writtenSoFar(stage.app.db), `${row}\nun refus n’écrit rien`).toEqual(before);
  }
}

const pick = (facts: Facts, names: string[]) =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)));

function holdRefusal(row: string, expected: Expected, problem: Problem): void {
  const { code, errors = [], detail } = problem;
  const told = `${code}: ${[detail, ...errors.map((bad) => `(ligne ${bad.line}) ${bad.code} ${bad.detail}`)].join(' ')}`;
  if (!('refused' in expected)) throw new Error(`${row}\nrefusé: ${told}`);
  const { refused } = expected;
  if (refused.every(({ line }) => line === null)) {
    expect([code], `${row}\n${told}`).toEqual(refused.map((one) => one.code));
  } else {
    const bad = errors.map((one) => ({ line: one.line, code: one.code }));
    expect(bad, `${row}\n${told}`).toEqual(refused);
  }
  holdSentence(row, expected, [detail, ...errors.map((bad) => bad.detail)]);
}

function holdSentence(row: string, { sentence }: Expected, told: readonly string[]): void {
  if (sentence === null) return;
  const spoken = told.map((one) => one.replace(/[\u00a0\u202f]/g, ' ')).join('\n');
  expect(spoken, row).toContain(sentence);
}

/** The size of all that a command may write. */
async function writtenSoFar(db: D1Database): Promise<unknown> {
  return db
    .prepare(
      `SELECT (SELECT max(sequence) FROM journal) AS journal, (SELECT max(sequence) FROM documents) AS documents,
        (SELECT max(sequence) FROM movements) AS movements, (SELECT max(id) FROM stock) AS stock,
        (SELECT max(id) FROM lots) AS lots, (SELECT sum(version) FROM counts) AS counts`,
    )
    .first();
}
