/** `npm run -s token -- EMAIL`: an identity token of one hour, alone on standard output, for curl. */
import { chosenDataFolder } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped, spoken } from '../../shared/local/spoken.ts';
import { knownIdentity } from './identity.ts';

await asCommand(async () => {
  const [email = '', ...rest] = process.argv.slice(2);
  if (!/^\S+@\S+$/.test(email) || rest.length > 0) throw new Stopped(spoken('tokenUsage'));
  const dataFolder = chosenDataFolder();
  const identity = await knownIdentity(dataFolder);
  if (!identity) throw new Stopped(spoken('tokenNoFolder', { folder: dataFolder }));
  console.log(await identity.signToken(email));
});
