/**
 * `npm run -s token -- EMAIL`: an identity token of one hour, alone on standard output, for curl. Of a person whom
 * the Worker would refuse there is none.
 */
import { foldKey } from '../../shared/domain/keys.ts';
import { chosenDataFolder } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped, spoken } from '../../shared/local/spoken.ts';
import { knownIdentity } from './identity.ts';
import { type KnownPeople, knownPeople } from './people.ts';

await asCommand(async () => {
  const [email = '', ...rest] = process.argv.slice(2);
  if (!/^\S+@\S+$/.test(email) || rest.length > 0) throw new Stopped(spoken('tokenUsage'));
  const dataFolder = chosenDataFolder();
  const identity = await knownIdentity(dataFolder);
  if (!identity) throw new Stopped(spoken('tokenNoFolder', { folder: dataFolder }));
  const known = await knownPeople(dataFolder, identity.signToken);
  if (!known.people.some((person) => foldKey(person.email) === foldKey(email)))
    throw new Stopped(isNobody(email, known));
  console.log(await identity.signToken(email));
});

function isNobody(email: string, { people, fromWorker }: KnownPeople): string {
  const list = people.map((person) => `  ${person.email}   ${person.name}, ${person.role}`).join('\n');
  return spoken(fromWorker ? 'tokenNobody' : 'tokenNobodyYet', { email, people: list });
}
