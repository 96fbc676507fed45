import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let code: Promise<string> | undefined;

/** Google's services as one script: its value, evaluated in a context, is `{ install }`. Built once per process. */
export function servicesCode(): Promise<string> {
  code ??= build({
    entryPoints: [fileURLToPath(new URL('./google/install.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'services',
    target: 'es2022',
    platform: 'neutral',
    logLevel: 'silent',
  }).then(({ outputFiles }) => `(function () {\n${outputFiles[0]!.text}\nreturn services.install;\n})()`);
  return code;
}
