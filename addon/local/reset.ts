/** `npm run reset`: empties the folder of local data. */
import { chosenDataFolder, emptyFolder, mayBeEmptied, runningOn } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped, spoken } from '../../shared/local/spoken.ts';

await asCommand(async () => {
  const folder = chosenDataFolder();
  const running = await runningOn(folder);
  if (running) throw new Stopped(spoken('resetRunning', { folder, pid: String(running.pid) }));
  if (!(await mayBeEmptied(folder))) throw new Stopped(spoken('resetForeign', { folder }));
  await emptyFolder(folder);
  console.log(spoken('resetDone', { folder }));
});
