import { CATALOGUE_ACTIONS } from './catalogue.ts';
import { COUNT_ACTIONS } from './counts.ts';
import { DOCUMENT_ACTIONS } from './documents.ts';
import { type Expected, readExpected } from './expected.ts';
import { LOOK_ACTIONS } from './look.ts';
import { type Action, type Carry, PEOPLE } from './stage.ts';
import { type Day, readDay, Unreadable } from './words.ts';

/** One row: somebody does something, and what comes of it. */
export interface Deed {
  where: string;
  text: string;
  who: string;
  carry: Carry;
  expected: Expected;
}
/** One row of its own: the clock moves to a day. */
export interface DayComes {
  where: string;
  day: Day;
}
export type Step = Deed | DayComes;

export interface Scenario {
  where: string;
  title: string;
  steps: Step[];
}

const ACTIONS: Record<string, Action> = {
  ...DOCUMENT_ACTIONS,
  ...COUNT_ACTIONS,
  ...CATALOGUE_ACTIONS,
  ...LOOK_ACTIONS,
};

/** A title bears the requirements it holds: «… [S18 Q15]», «… [invariant 3]», «… [§4]». */
const TITLE = /^\S.*\S {2}\[(?:(?:[SEGQB]\d+|invariant \d+|§\d)(?: |(?=\])))+\]$/;

/** Reads a file of scenarios; each row that cannot be read is told by file, line and reason. */
export function readTable(file: string, text: string): { scenarios: Scenario[]; unreadable: string[] } {
  const scenarios: Scenario[] = [];
  const unreadable: string[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const where = `${file}:${at + 1}`;
    if (/^\s*(#|$)/.test(line)) continue;
    try {
      if (line.startsWith('  ')) stepsOf(scenarios).push(readStep(where, line));
      else scenarios.push({ where, title: readTitle(line), steps: [] });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unreadable.push(`${where} ${error.message}`);
    }
  }
  const empty = scenarios.filter(({ steps }) => steps.length === 0);
  return {
    scenarios,
    unreadable: [...unreadable, ...empty.map(({ where }) => `${where} scénario sans étape`)],
  };
}

function stepsOf(scenarios: readonly Scenario[]): Step[] {
  const last = scenarios.at(-1);
  if (!last) throw new Unreadable('étape sans scénario');
  return last.steps;
}

function readTitle(line: string): string {
  if (!TITLE.test(line)) throw new Unreadable('un titre finit par deux espaces et ses exigences: [S18 Q15]');
  return line;
}

function readStep(where: string, line: string): Step {
  const cells = line.trim().split(/ {2,}/);
  const [who = '', name = '', ...rest] = cells;
  if (cells.length === 1) return { where, day: readComingDay(who) };
  if (!(who in PEOPLE)) throw new Unreadable(`«${who}» n’est personne`);
  const action = ACTIONS[name];
  if (!action) throw new Unreadable(`«${name}» n’est pas une action`);
  const result = rest.pop() ?? '';
  if (!/^[→✗] \S/.test(result)) throw new Unreadable('une étape finit par «→ résultat» ou «✗ CODE»');
  if (rest.length !== action.cells)
    throw new Unreadable(`«${name}» a ${action.cells} colonne(s), pas ${rest.length}`);
  const expected = readExpected(result, action.facts);
  const missing = 'facts' in expected ? (action.must ?? []).filter((fact) => !(fact in expected.facts)) : [];
  if (missing.length > 0) throw new Unreadable(`le résultat ne dit pas: ${missing.join(', ')}`);
  return { where, text: line.trim().replace(/ {2,}/g, '  '), who, carry: action.read(...rest), expected };
}

function readComingDay(text: string): Day {
  const [, day = ''] = /^\((le lendemain|le \d\d\/\d\d\/\d{4})\)$/.exec(text) ?? [];
  if (!day)
    throw new Unreadable('les colonnes sont séparées par deux espaces; un jour s’écrit (le lendemain)');
  return day === 'le lendemain' ? { fromToday: 1 } : readDay(day.slice(3));
}
