/** What a deployment must know from whoever deploys: asked once, kept in its folder, no secret among it. */
import { mkdir } from 'node:fs/promises';
import { writeJson } from '../../shared/local/dataFolder.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { type Deployment, done } from './deployment.ts';
import { placesOf, readKept } from './places.ts';
import { type QuestionName, told, toldQuestion } from './spoken.ts';
import type { Terminal } from './terminal.ts';

/** All texts as typed; '' is «not yet», or for `script` «make one». */
export type Answers = Record<QuestionName, string>;

interface Question {
  name: QuestionName;
  usual: string;
  accepted: RegExp;
  /** Said where the answer does not go with the others. */
  unfit?: (answer: string, others: Partial<Answers>) => string | null;
  /** Asked until something was made under it, and never again. */
  fixed?: true;
  /** Without it the deployment is not finished: asked again as long as it is empty. */
  untilGiven?: true;
}

const CLIENT_ID = '[\\w.-]+\\.apps\\.googleusercontent\\.com';
const NONE = '-';
const DOMAIN = '[\\w-]+(\\.[\\w-]+)+';

const QUESTIONS: Question[] = [
  { name: 'name', usual: 'decompte', accepted: /^[a-z][a-z0-9-]{1,52}[a-z0-9]$/, fixed: true },
  { name: 'jurisdiction', usual: 'eu', accepted: /^(eu|fedramp|none)$/, fixed: true },
  { name: 'adminEmail', usual: '', accepted: /^[^\s@"]+@[^\s@"]+\.[^\s@"]+$/ },
  {
    name: 'allowedDomains',
    usual: '',
    accepted: new RegExp(`^(${DOMAIN}( ${DOMAIN})*)?$`),
    unfit: shutsOutTheAdministrator,
  },
  { name: 'retentionDays', usual: '0', accepted: /^\d{1,5}$/ },
  { name: 'script', usual: '', accepted: /^([\w-]{20,100})?$/ },
  {
    name: 'audiences',
    usual: '',
    accepted: new RegExp(`^(${CLIENT_ID}( ${CLIENT_ID})*)?$`),
    untilGiven: true,
  },
  { name: 'signInClientId', usual: '', accepted: new RegExp(`^(${CLIENT_ID})?$`), untilGiven: true },
];

export async function keptAnswers(folder: string): Promise<Partial<Answers>> {
  return (await readKept<Partial<Answers>>(placesOf(folder).answers)) ?? {};
}

export async function keepAnswers(folder: string, answers: Partial<Answers>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeJson(placesOf(folder).answers, answers);
}

/** A dry run asks nothing: what is not kept is as usual. */
export function supposedAnswers(kept: Partial<Answers>): Answers {
  return Object.fromEntries(QUESTIONS.map(({ name, usual }) => [name, kept[name] ?? usual])) as Answers;
}

/**
 * Asks what is not known yet, and says all of it.
 * @throws Stopped where nobody answers, or where an answer was changed that can change no more
 */
export async function askAll(deployment: Deployment): Promise<void> {
  const { folder, terminal, dryRun, made, askAll: all } = deployment;
  if (!dryRun) deployment.answers = await askAnswers(folder, terminal, { all, fixed: made !== null });
  const { answers } = deployment;
  for (const [name, answer] of Object.entries(answers)) done(`${name}: ${answer || '–'}`);
  for (const name of ['name', 'jurisdiction'] as const)
    if (made && made[name] !== answers[name])
      throw new Stopped(told('cannotChange', { name, was: made[name] }));
}

/**
 * Asks what is not known, and keeps each answer at once. `all`: also what is known, with the kept answer proposed;
 * `fixed`: but not what can change no more.
 * @throws Stopped where nobody answers
 */
export async function askAnswers(
  folder: string,
  terminal: Terminal,
  { all = false, fixed = false } = {},
): Promise<Answers> {
  const answers = await keptAnswers(folder);
  for (const question of QUESTIONS) {
    const kept = answers[question.name];
    const known = kept !== undefined && whyNot(question, kept, answers) === null;
    const again = (all && !(fixed && question.fixed)) || (question.untilGiven && kept === '');
    if (known && !again) continue;
    const answer = await askOne(question, kept ?? question.usual, answers, terminal);
    // In a pipeline nobody answers: what was once left open stays open.
    if (answer === null && !known) throw new Stopped(told('nobodyAnswers', { name: question.name }));
    answers[question.name] = answer ?? kept ?? '';
    await keepAnswers(folder, answers);
  }
  return answers as Answers;
}

async function askOne(question: Question, proposed: string, others: Partial<Answers>, terminal: Terminal) {
  for (;;) {
    const typed = await terminal.ask(`\n${toldQuestion(question.name)}${proposalOf(question, proposed)} : `);
    if (typed === null) return null;
    const answer = typed === NONE ? '' : (typed || proposed).replace(/\s+/g, ' ');
    const wrong = whyNot(question, answer, others);
    if (wrong === null) return answer;
    console.log(wrong);
  }
}

/** Nothing typed takes what is proposed; where nothing may be meant, a dash says so. */
function proposalOf({ accepted }: Question, answer: string): string {
  if (answer === '') return '';
  return told(accepted.test('') ? 'proposedOrNone' : 'proposed', { answer });
}

function whyNot({ accepted, unfit }: Question, answer: string, others: Partial<Answers>): string | null {
  if (!accepted.test(answer)) return told('notAccepted', { answer });
  return unfit?.(answer, others) ?? null;
}

/** The Worker asks the administrator's address for its domain, too (worker/people/identity.ts). */
function shutsOutTheAdministrator(answer: string, { adminEmail = '' }: Partial<Answers>): string | null {
  const domain = adminEmail.split('@').at(-1)!.toLowerCase();
  if (answer === '' || answer.toLowerCase().split(' ').includes(domain)) return null;
  return told('adminOutside', { admin: adminEmail });
}
