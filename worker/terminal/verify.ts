/**
 * `npm run verify` («Recalculer», G22): recomputes the books of the local data folder from their movements and names
 * every difference, then says from where to where the chain of seals is whole; it repairs nothing. Reads the
 * database's own file, so `npm start` may run or not. Ends with 1 where anything differs.
 */
import { chosenDataFolder, databaseIn } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped } from '../../shared/local/spoken.ts';
import { textOf } from '../../shared/text/index.ts';
import { type Figures, say } from '../../shared/text/say.ts';
import { tellDifference, verifyBooks } from '../books/verify.ts';
import { tellSeal, tellSealFault } from '../seals/tell.ts';
import { verifySeal } from '../seals/verify.ts';
import { hasSeals, openBookFile, readerOf } from './bookFile.ts';
import { keptHeadsIn } from './keptHeads.ts';

const { books: texts } = textOf('fr');
const told = (key: Exclude<keyof typeof texts, 'findings'>, figures: Figures = {}) =>
  say(texts[key], 'fr', figures);

await asCommand(async () => {
  if (process.argv.length > 2) throw new Stopped(told('usage'));
  const folder = chosenDataFolder();
  const file = databaseIn(folder);
  const database = file === null ? null : openBookFile(file);
  if (!database) {
    console.log(told('nothing', { folder }));
    return;
  }
  const read = readerOf(database);
  const { documents, movements, differences, untold } = await verifyBooks(read);
  const seal = hasSeals(database) ? await verifySeal(read, [keptHeadsIn(folder)]) : null;
  database.close();
  for (const difference of differences) console.log(tellDifference(difference, 'fr'));
  if (untold > 0) console.log(told('more', { more: untold }));
  const agrees = differences.length === 0;
  if (agrees)
    console.log(movements === 0 ? told('nothing', { folder }) : told('agrees', { documents, movements }));
  for (const fault of seal?.faults ?? []) console.log(tellSealFault(fault, 'fr'));
  for (const sentence of seal ? tellSeal(seal, 'fr') : []) console.log(sentence);
  if (!agrees) throw new Stopped(told('differs', { differences: differences.length + untold, movements }));
  if (seal && seal.faultCount > 0) process.exitCode = 1;
});
