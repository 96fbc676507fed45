/**
 * `npm run bench [-- SECTION…]`: how fast it is, side by side with what it cannot be faster than, on this machine.
 * Nothing is asserted. A section is a function of a file of its own; without a name all of them run.
 */
import { cpus } from 'node:os';
import { benchCounts } from './counts.ts';
import { benchLedger } from './ledger.ts';
import { benchPanels } from './panels.ts';
import { benchPortal } from './portal.ts';
import { benchStock } from './stock.ts';

const SECTIONS: Record<string, (tell: (text: string) => void) => Promise<void>> = {
  ledger: benchLedger,
  counts: benchCounts,
  panels: benchPanels,
  portal: benchPortal,
  stock: benchStock,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`npm run bench [-- SECTION…], with: ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(1);
}
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString()}`);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await section((text) => console.log(text));
}
