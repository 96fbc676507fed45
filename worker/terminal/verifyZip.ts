/**
 * `npm run verify-zip -- FILE.zip`: checks an export of a count against its own manifest, and against the ledger of
 * the local data folder. It writes nothing. Ends with 0 where all agrees, 1 where anything differs, 2 where there is
 * nothing to read, 3 where the content is whole and the ledger is not here.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Language } from '../../shared/domain/quantities.ts';
import { type CheckedZip, checkZip, type ZipManifest } from '../../shared/domain/snapshotZip.ts';
import { chosenDataFolder, databaseIn } from '../../shared/local/dataFolder.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { checkAgainstLedger, type LedgerFinding } from '../snapshots/check.ts';
import { hasSeals, openBookFile, readerOf } from './bookFile.ts';

const EXIT = { agrees: 0, differs: 1, unreadable: 2, noLedger: 3 };

const asked = process.argv.slice(2);
const language: Language = asked.includes('--en') ? 'en' : 'fr';
const { zip: texts } = textOf(language);
const files = asked.filter((word) => word !== '--en');

process.exitCode = await verifyZip(files);

async function verifyZip([file, ...more]: string[]): Promise<number> {
  if (!file || more.length > 0) {
    console.error(texts.usage);
    return EXIT.unreadable;
  }
  // npm runs in the project's folder, whoever calls it may stand in another.
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) {
    console.error(say(texts.noFile, language, { file: path }));
    return EXIT.unreadable;
  }
  const checked = await checkZip(bytes, async (part) => createHash('sha256').update(part).digest('hex'));
  const { manifest, findings } = checked;
  if (manifest) console.log(whatItIs(checked, manifest));
  const ledger = manifest && (await fromLedger(checked.sha256, manifest));
  const told = [...findings, ...(ledger ?? [])];
  if (told.length > 0) {
    for (const finding of told) console.error(say(texts.findings[finding.code], language, { ...finding }));
    console.error(say(texts.broken, language, { findings: told.length }));
    return EXIT.differs;
  }
  console.log(say(texts.whole, language, { files: manifest?.files.length }));
  if (!ledger) {
    console.log(say(texts.noLedger, language, { folder: chosenDataFolder() }));
    return EXIT.noLedger;
  }
  const ours = manifest?.seal ? texts.ours : texts.oursUnsealed;
  console.log(say(ours, language, { position: manifest?.position }));
  return EXIT.agrees;
}

function whatItIs({ sha256, bytes }: CheckedZip, manifest: ZipManifest): string {
  const { count, depot, organisation, moment } = manifest;
  const told = { count: count.name, date: count.date, depot, organisation };
  return `${say(texts[moment], language, told)}\n${say(texts.hash, language, { sha256, bytes })}`;
}

/** null where this machine keeps no ledger. */
async function fromLedger(sha256: string, manifest: ZipManifest): Promise<LedgerFinding[] | null> {
  const file = databaseIn(chosenDataFolder());
  const database = file === null ? null : openBookFile(file);
  if (!database) return null;
  try {
    if (!hasSeals(database)) return null;
    return await checkAgainstLedger(readerOf(database), sha256, manifest);
  } finally {
    database.close();
  }
}
