/**
 * Loaded before the command itself (`--import`), in JavaScript: a Node that reads no TypeScript could not say what it
 * lacks. The sentence stands with the others, which it can only read as text.
 */
import { readFileSync } from 'node:fs';

const AT_LEAST = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < AT_LEAST[0] || (major === AT_LEAST[0] && minor < AT_LEAST[1])) {
  const texts = readFileSync(new URL('../../shared/text/fr/deploy.ts', import.meta.url), 'utf8');
  const sentence = /nodeTooOld: '(.*)'/.exec(texts)?.[1] ?? 'Node';
  console.error(sentence.replace('{node}', process.version));
  process.exit(1);
}
