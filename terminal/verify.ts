/**
 * `npm run verify` («Recalculer», G22): recomputes the books of the local data folder from their movements and names
 * every difference; it repairs nothing. Reads the database's own file, so `npm start` may run or not. Ends with 1
 * where anything differs.
 */
import { chosenDataFolder, databaseIn } from '../addon/local/dataFolder.ts';
import { asCommand, Stopped } from '../addon/local/spoken.ts';
import { textOf } from '../shared/text/index.ts';
import { type Figures, say } from '../shared/text/say.ts';
import { tellDifference, verifyBooks } from '../worker/books/verify.ts';
import { openBookFile, readerOf } from './bookFile.ts';

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
  const { documents, movements, differences, untold } = await verifyBooks(readerOf(database));
  database.close();
  for (const difference of differences) console.log(tellDifference(difference, 'fr'));
  if (untold > 0) console.log(told('more', { more: untold }));
  if (differences.length > 0) {
    throw new Stopped(told('differs', { differences: differences.length + untold, movements }));
  }
  console.log(movements === 0 ? told('nothing', { folder }) : told('agrees', { documents, movements }));
});
