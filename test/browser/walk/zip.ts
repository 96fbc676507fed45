/** A zip of a count, opened as accounting would. It shares no code with what made it. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import JSZip from 'jszip';
import Papa from 'papaparse';
import type { Download } from 'playwright-core';
import { placesIn } from '../../../shared/local/dataFolder.ts';

export interface OpenedZip {
  names: string[];
  manifest: {
    moment: string;
    count: { id: string; name: string };
    depot: string;
    currency: string;
    adjustment: string | null;
    beforeSha256?: string;
    files: { name: string; bytes: number; sha256: string; rows?: number }[];
  };
  text(name: string): Promise<string>;
  /** The rows of a CSV by their headings, each cell as it was written. */
  table(name: string): Promise<Record<string, string>[]>;
  /** Size and SHA-256 of each file as they are, in the manifest's form. */
  measured(): Promise<{ name: string; bytes: number; sha256: string }[]>;
}

export async function savedBytes(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** An object as the local bucket holds it, read from its files: the Worker is not asked. */
export async function storedObject(dataFolder: string, key: string): Promise<Buffer> {
  const under = join(placesIn(dataFolder).storage, 'v3/r2');
  const lists = join(under, 'miniflare-R2BucketObject');
  const list = readdirSync(lists).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))!;
  const bucket = new DatabaseSync(join(lists, list), { readOnly: true });
  const row = bucket.prepare('SELECT blob_id AS blob FROM _mf_objects WHERE key = ?').get(key);
  bucket.close();
  return readFile(join(under, 'decompte/blobs', String(row?.blob)));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export async function openZip(bytes: Uint8Array): Promise<OpenedZip> {
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files);
  const content = async (name: string) => {
    const file = zip.file(name);
    if (!file) throw new Error(`no ${name} among ${names.join(', ')}`);
    return file.async('uint8array');
  };
  const text = async (name: string) => new TextDecoder().decode(await content(name));
  return {
    names,
    manifest: JSON.parse(await text('manifest.json')),
    text,
    async table(name) {
      const { data } = Papa.parse<Record<string, string>>(await text(name), {
        delimiter: ';',
        header: true,
        skipEmptyLines: true,
      });
      return data.map((row) =>
        Object.fromEntries(Object.entries(row).map(([heading, cell]) => [heading, asWritten(cell)])),
      );
    },
    async measured() {
      const files = names.filter((name) => name !== 'manifest.json');
      return Promise.all(
        files.map(async (name) => {
          const file = await content(name);
          return { name, bytes: file.length, sha256: sha256(file) };
        }),
      );
    },
  };
}

/** `="0012"` and `'=x` keep a spreadsheet from retyping what they hold. */
function asWritten(cell: string): string {
  const kept = /^="([\s\S]*)"$/.exec(cell);
  if (kept) return kept[1]!.replaceAll('""', '"');
  return /^'+\s*[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
