import JSZip from 'jszip';
import { sha256 } from '../http/sha256.ts';
import type { Seal } from '../seals/seal.ts';
import type { Facts, Moment } from './facts.ts';
import { valuer } from './figures.ts';
import { cutOffFile } from './files/cutOff.ts';
import { entryFile } from './files/entry.ts';
import { type Making, makingOf, type SnapshotFile } from './files/file.ts';
import { gapsFile } from './files/gaps.ts';
import { readmeFile } from './files/readme.ts';
import { reconciliationFile } from './files/reconciliation.ts';
import { recordFile } from './files/record.ts';
import { stockFile } from './files/stock.ts';
import { totalsFile } from './files/totals.ts';
import { linesOf } from './lines.ts';
import { type DescribedFile, manifestFile } from './manifest.ts';

/** The files of each moment, in the fixed order in which they enter the zip; the manifest comes last. */
const FILES: Record<Moment, readonly ((making: Making) => SnapshotFile)[]> = {
  before: [readmeFile, stockFile, totalsFile, cutOffFile],
  after: [
    ...[readmeFile, recordFile, gapsFile, reconciliationFile, entryFile],
    ...[stockFile, totalsFile, cutOffFile],
  ],
};

/**
 * Low levels of deflate are twice as fast as the usual one, for a tenth more bytes.
 * Part of the format: another level gives other bytes.
 */
const DEFLATE_LEVEL = 3;

export interface Snapshot {
  /** The count's row id. */
  count: number;
  moment: Moment;
  facts: Facts;
  /** The before zip's SHA-256, told by the after one. */
  beforeHash: string | null;
  /** The seal of the books at this very ledger position. */
  seal: Seal;
}

/**
 * Makes the zip of a moment from the frozen rows and the stored facts: the same bytes at every making, in
 * workerd and in Node (invariant 10). The lines go by once, in blocks; each file is chunks of bytes until the
 * zip takes it, so that 100,000 lines fit the isolate.
 */
export async function makeZip(db: D1Database, snapshot: Snapshot): Promise<Uint8Array> {
  const { count, moment, facts, beforeHash, seal } = snapshot;
  const making = makingOf(facts, moment, beforeHash, {
    position: facts.position,
    sequence: seal.sequence,
    hash: seal.hash,
  });
  const files = FILES[moment].map((make) => make(making));
  const value = valuer(facts, moment);
  for await (const lines of linesOf(db, count, moment, facts)) {
    if (moment === 'after') lines.forEach(making.countedBy.add, making.countedBy);
    const valued = lines.map(value);
    for (const file of files) file.add?.(valued);
  }
  const archive = new JSZip();
  // Fixed date, platform and order: all that jszip would otherwise take from the machine.
  const enter = (name: string, bytes: Uint8Array) =>
    archive.file(name, bytes, { date: new Date(facts.openedAt), createFolders: false });
  const described: DescribedFile[] = [];
  for (const file of files) {
    const bytes = file.bytes();
    const rows = file.rows?.();
    described.push({
      name: file.name,
      bytes: bytes.length,
      ...(rows !== undefined && { rows }),
      sha256: await sha256(bytes),
    });
    enter(file.name, bytes);
  }
  const manifest = manifestFile(making, described);
  enter(manifest.name, manifest.bytes());
  return archive.generateAsync({
    type: 'uint8array',
    platform: 'DOS',
    compression: 'DEFLATE',
    compressionOptions: { level: DEFLATE_LEVEL },
  });
}
