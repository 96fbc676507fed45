/** What `npm run deploy` says. French, as the other commands of the terminal. */
import { textOf } from '../../shared/text/index.ts';
import { type Figures, say } from '../../shared/text/say.ts';

const { deploy } = textOf('fr');

type Sentence = Exclude<keyof typeof deploy, 'steps' | 'questions'>;
export type StepName = keyof typeof deploy.steps;
export type QuestionName = keyof typeof deploy.questions;

export const told = (key: Sentence, figures: Figures = {}) => say(deploy[key], 'fr', figures);

/** The title of a step, or how to go on and back where it failed. */
export const toldStep = (name: StepName, part: 'title' | 'failed', figures: Figures = {}) =>
  say(deploy.steps[name][part], 'fr', figures);

/** A question and its explanation. */
export const toldQuestion = (name: QuestionName) => say(deploy.questions[name], 'fr');
