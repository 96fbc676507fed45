/** Asks at the terminal; answers may also come through a pipe, one a line. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  /** The line typed, trimmed; null where nobody is there to answer any more. */
  ask(question: string): Promise<string | null>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string | null>;
  close(): void;
}

export function openTerminal(): Terminal {
  let muted = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) process.stdout.write(chunk);
      done();
    },
  });
  const terminal = Boolean(process.stdin.isTTY);
  const lines = createInterface({ input: process.stdin, output, terminal });
  // Lines that come through a pipe before they are asked for wait here.
  const answers = lines[Symbol.asyncIterator]();
  // Ctrl-C ends the command, not the question.
  lines.on('SIGINT', () => process.exit(130));

  const next = async (question: string) => {
    if (terminal) {
      lines.setPrompt(question);
      lines.prompt();
    } else process.stdout.write(question);
    const { value, done } = await answers.next();
    if (!terminal) process.stdout.write('\n');
    return done ? null : String(value).trim();
  };
  return {
    ask: next,
    async askSecret(question) {
      process.stdout.write(question);
      muted = true;
      try {
        return await next('');
      } finally {
        muted = false;
        if (terminal) process.stdout.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
