/** The add-on: built for this Worker, pushed to its Apps Script project. */
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson, writeJson } from '../../shared/local/dataFolder.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { buildAddon } from '../build.ts';
import { type Answers, keepAnswers } from './answers.ts';
import { change, type Deployment, done } from './deployment.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';

interface ClaspProject {
  scriptId?: string;
  rootDir: string;
}

/** A spreadsheet with its script, unless an existing script was named. */
export async function makeScript(deployment: Deployment): Promise<void> {
  const { folder, answers, dryRun } = deployment;
  const { clasp, addon } = placesOf(folder);
  const kept = (await readJson<ClaspProject>(clasp))?.scriptId;
  if (answers.script === '' && kept) await keepScript(deployment, kept);
  if (answers.script !== '') {
    await refuseAnothers(folder, answers.script);
    if (!dryRun && kept !== answers.script) await writeClasp(clasp, { scriptId: answers.script });
    return done(told('scriptThere', { script: answers.script }));
  }
  if (!dryRun) {
    await mkdir(addon, { recursive: true });
    if (!existsSync(clasp)) await writeClasp(clasp, {});
  }
  const title = ['--title', 'Décompte', '--rootDir', addon];
  const said = await change(deployment, 'clasp', [
    ...['create-script', '--type', 'sheets', ...title],
    ...['--project', clasp, '--json'],
  ]);
  if (dryRun) return;
  const { scriptId, parentId } = JSON.parse(said) as { scriptId: string; parentId: string };
  await keepScript(deployment, scriptId);
  done(told('scriptMade', { sheet: `https://drive.google.com/open?id=${parentId}` }));
}

/** Two deployments beside each other with one script: each would push its add-on over the other's. */
async function refuseAnothers(folder: string, script: string): Promise<void> {
  const beside = dirname(folder);
  const names = existsSync(beside) ? await readdir(beside) : [];
  for (const other of names.map((name) => join(beside, name)).filter((path) => path !== folder)) {
    const answers = await readJson<Partial<Answers>>(placesOf(other).answers);
    if (answers?.script === script) throw new Stopped(told('scriptOfAnother', { script, folder: other }));
  }
}

/** `rootDir` lies under the folder of the project file, or clasp refuses it. */
async function writeClasp(file: string, project: { scriptId?: string }): Promise<void> {
  await writeJson(file, { ...project, rootDir: 'addon' });
}

async function keepScript(deployment: Deployment, script: string): Promise<void> {
  deployment.answers.script = script;
  if (!deployment.dryRun) await keepAnswers(deployment.folder, deployment.answers);
}

export async function pushAddon(deployment: Deployment): Promise<void> {
  const { folder, url = '', dryRun } = deployment;
  const { clasp, addon } = placesOf(folder);
  if (!dryRun) await buildAddon({ outFolder: addon, apiUrl: url, environment: 'production' });
  // Without --force a changed manifest is skipped in silence where nobody can be asked.
  const said = await change(deployment, 'clasp', ['push', '--force', '--project', clasp, '--json']);
  if (dryRun) return;
  const files = (JSON.parse(said) as string[]).length;
  done(files === 0 ? told('pushNothing') : told('pushed', { files }));
}
