/**
 * What a deployment's folder knows as its own at Cloudflare. Written before anything is made, so that what stands
 * there under its name is its own after a failure, and somebody else's where this is missing.
 */
import { mkdir } from 'node:fs/promises';
import { writeJson } from '../../shared/local/dataFolder.ts';
import { placesOf, readKept } from './places.ts';

export interface Made {
  /** The Cloudflare account's id: an upgrade never goes to another. */
  account: string;
  name: string;
  jurisdiction: string;
  /** Undefined until the database was made. */
  databaseId?: string | undefined;
}

export function keptMade(folder: string): Promise<Made | null> {
  return readKept<Made>(placesOf(folder).made);
}

export async function keepMade(folder: string, made: Made): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeJson(placesOf(folder).made, made);
}
