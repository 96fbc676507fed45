/** What the commands of the terminal say, and how they end. French, the language this product begins in. */

import { textOf } from '../text/index.ts';
import { type Figures, say } from '../text/say.ts';

const texts = textOf('fr').local;

export function spoken(key: keyof typeof texts, figures: Figures = {}): string {
  return say(texts[key], 'fr', figures);
}

/** Ends a command with a sentence for the person who gave it, and exit code 1. */
export class Stopped extends Error {}

/** Runs a command: its sentence where it stops, the whole error where something unforeseen happened. */
export async function asCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Stopped ? error.message : error);
    process.exitCode = 1;
  }
}
