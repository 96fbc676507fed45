/** `npm run licences`: what the product is made of and under which licence, from the lock; then what builds and tests it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}
const lock = join(import.meta.dirname, '..', 'package-lock.json');
const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, Locked> };
const installed = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ''), ...locked }));

function list(title: string, wanted: typeof installed): void {
  const byLicence = Map.groupBy(wanted, ({ license }) => license ?? 'none named');
  console.log(`${title}: ${wanted.length}`);
  for (const [licence, those] of [...byLicence].toSorted(([, a], [, b]) => b.length - a.length)) {
    const names = those.map(({ name, version }) => `${name} ${version}`);
    const told = names.length > 12 ? `${names.length} packages` : names.join(', ');
    console.log(`  ${licence}: ${told}`);
  }
}

const isBuilt = ({ dev, devOptional }: Locked) => dev === true || devOptional === true;
list(
  'In the product',
  installed.filter((one) => !isBuilt(one)),
);
list('To build and test it', installed.filter(isBuilt));
