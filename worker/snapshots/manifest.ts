import type { Part } from './countedBy.ts';
import { FORMAT } from './facts.ts';
import type { Making, SnapshotFile } from './files/file.ts';

export interface DescribedFile {
  name: string;
  bytes: number;
  rows?: number;
  sha256: string;
}

/** What the zip holds and what it was made from, for a machine to check and a person to read. */
export function manifestFile(making: Making, files: readonly DescribedFile[]): SnapshotFile {
  // Dates are ISO in both languages: a manifest is for machines first.
  const { facts, moment, beforeHash, seal, countedBy, isoLocal, money } = making;
  const { organisation, currency, currencyDecimals, timeZone, depot, depotName, count } = facts;
  const { openedBy, openedAt, closedBy, closedAt, confirmedBy, confirmedAt, adjustment } = facts;
  const namesOf = (part: Part) =>
    countedBy
      .of(part)
      .flatMap(({ person }) => facts.counters[person] ?? [])
      .toSorted();
  const content = {
    product: 'Décompte',
    // Of these files, whenever the count was opened; facts that an older format kept may lack what this one prints.
    format: FORMAT,
    ...(facts.format !== FORMAT && { factsFormat: facts.format }),
    moment,
    valuation: 'weighted average cost',
    ...{ organisation, currency, currencyDecimals, timeZone, depot, depotName, count },
    ...{ openedBy, openedAt, openedAtLocal: isoLocal(openedAt) },
    ...(moment === 'after' && {
      ...{ closedBy, closedAt, closedAtLocal: isoLocal(closedAt) },
      ...{ confirmedBy, confirmedAt, confirmedAtLocal: isoLocal(confirmedAt) },
      teams: facts.record.teams,
      counters: { first: namesOf('first'), second: namesOf('second'), arbitration: namesOf('arbitrated') },
      approvals: facts.record.approvals.map(({ by, at, value }) => ({
        ...{ by, at },
        ...(typeof value === 'number' && { value: money(value) }),
      })),
      emergencyExits: facts.record.emergencies.map(({ number }) => number),
      adjustment,
      beforeSha256: beforeHash,
    }),
    position: facts.position,
    seal: { sequence: seal.sequence, position: seal.position, hash: seal.hash },
    files,
  };
  return {
    name: 'manifest.json',
    bytes: () => new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`),
  };
}
