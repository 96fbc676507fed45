import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

const { stringify } = JSON;

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  if (value !== null && typeof value === 'object') {
    try {
      return stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  }
  return String(value);
}

/** `%s`, `%d`, `%o` are filled from the arguments that follow; the rest stands behind, apart by spaces. */
function line(args: unknown[]): string {
  const rest = [...args];
  const format = rest.shift();
  if (typeof format !== 'string') return args.map(text).join(' ');
  const filled = format.replace(/%[sdifjoO]/g, (mark) => (rest.length > 0 ? text(rest.shift()) : mark));
  return [filled, ...rest.map(text)].join(' ');
}

const write =
  (level: string) =>
  (...args: unknown[]): void => {
    model.log(level, line(args));
  };

const started = new Map<string, number>();

export const scriptConsole: Pick<Console, 'debug' | 'error' | 'info' | 'log' | 'time' | 'timeEnd' | 'warn'> =
  {
    debug: write('debug'),
    error: write('error'),
    info: write('info'),
    log: write('info'),
    warn: write('warn'),
    time: (label: string) => {
      started.set(label, Date.now());
    },
    timeEnd: (label: string) => {
      const from = started.get(label);
      if (from === undefined) throw exception(`No such label: ${label}`);
      model.log('debug', `${label}: ${Date.now() - from}ms`);
    },
  };

class Logger extends Service implements Pick<GoogleAppsScript.Base.Logger, 'clear' | 'getLog' | 'log'> {
  #lines: string[] = [];
  log(...args: unknown[]): GoogleAppsScript.Base.Logger {
    this.#lines.push(line(args));
    model.log('info', line(args));
    return whole(this);
  }
  getLog(): string {
    return this.#lines.join('\n');
  }
  clear(): void {
    this.#lines = [];
  }
}
expose('Logger', Logger);

export const logger = new Logger();
