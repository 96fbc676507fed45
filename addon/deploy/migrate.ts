/** Brings the database up to the schema, with the way back said first. */
import { change, type Deployment, done, look } from './deployment.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';

export async function applyMigrations(deployment: Deployment): Promise<void> {
  const { name } = deployment.answers;
  const here = ['--config', placesOf(deployment.folder).configuration];
  if (!deployment.databaseIsNew && !deployment.dryRun) {
    const pending = await look(deployment, 'wrangler', [
      'd1',
      'migrations',
      'list',
      name,
      '--remote',
      ...here,
    ]);
    if (pending.includes('No migrations to apply')) return done(told('schemaThere'));
    await sayBookmark(deployment, here);
  }
  await change(deployment, 'wrangler', ['d1', 'migrations', 'apply', name, '--remote', ...here]);
  if (!deployment.dryRun) done(told('schemaMade'));
}

async function sayBookmark(deployment: Deployment, here: string[]): Promise<void> {
  const { name } = deployment.answers;
  const said = await look(deployment, 'wrangler', ['d1', 'time-travel', 'info', name, '--json', ...here]);
  const { bookmark } = JSON.parse(said) as { bookmark: string };
  deployment.bookmark = bookmark;
  done(told('bookmark', { name, bookmark, config: placesOf(deployment.folder).configuration }));
}
