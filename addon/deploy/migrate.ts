/** Brings the database up to the schema, with the way back said first. */
import { change, type Deployment, done, look } from './deployment.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';

export async function applyMigrations(deployment: Deployment): Promise<void> {
  const { name } = deployment.answers;
  const here = ['--config', placesOf(deployment.folder).configuration];
  if (!deployment.databaseIsNew && !deployment.dryRun) {
    const list = ['d1', 'migrations', 'list', name, '--remote', ...here];
    const pending = await look(deployment, 'wrangler', list);
    if (pending.includes('No migrations to apply')) return done(told('schemaThere'));
    await sayBookmark(deployment);
  }
  await change(deployment, 'wrangler', ['d1', 'migrations', 'apply', name, '--remote', ...here]);
  if (!deployment.dryRun) done(told('schemaMade'));
}

async function sayBookmark(deployment: Deployment): Promise<void> {
  const { folder, answers, cloudflare, account = '', there } = deployment;
  const path = `/accounts/${account}/d1/database/${there.databaseId}/time_travel/bookmark`;
  const found = await cloudflare?.<{ bookmark: string }>(path);
  if (!found) throw new Error(told('noBookmark'));
  deployment.bookmark = found.bookmark;
  done(
    told('bookmark', {
      name: answers.name,
      bookmark: found.bookmark,
      config: placesOf(folder).configuration,
    }),
  );
}
