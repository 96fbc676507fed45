import type { zip as french } from '../fr/zip.ts';
import type { Same } from '../same.ts';

export const zip: Same<typeof french> = {
  usage: 'Usage: npm run verify-zip -- FILE.zip   (DATA_DIR chooses the ledger; --en answers in English)',
  noFile: 'The file {file} cannot be read.',
  before: 'Export BEFORE the count “{count}” of {date}, depot {depot}, {organisation}',
  after: 'Export AFTER the count “{count}” of {date}, depot {depot}, {organisation}',
  hash: 'SHA-256: {sha256}, {bytes} bytes',
  whole: 'The content is whole: {files|file|files} as the manifest describes them.',
  ours: 'It is the export that the ledger keeps, at position {position}; the seal and the quantities agree.',
  oursUnsealed:
    'It is the export that the ledger keeps, at position {position}; it is older than the seal. The quantities agree.',
  noLedger: 'The ledger is not here ({folder}): only the content was checked.',
  broken: 'This file cannot be relied on: {findings|thing does|things do} not agree.',
  findings: {
    NOT_A_ZIP: 'This is no zip, or it is damaged.',
    MANIFEST_MISSING: '{file} is missing: this is no export of Décompte.',
    MANIFEST_UNREADABLE: '{file} cannot be read, or was damaged.',
    FILE_MISSING: '{file} is missing.',
    FILE_EXTRA: '{file} is not in the manifest: it was added.',
    FILE_TWICE: 'The zip holds {found} entries for {expected} names: one file hides another.',
    FILE_UNREADABLE: '{file} is damaged.',
    FILE_SIZE: '{file} was changed: {found} bytes instead of {expected}.',
    FILE_CHANGED: '{file} was changed: its SHA-256 is no longer that of the manifest.',
    COUNT_UNKNOWN: 'The ledger does not know this count.',
    ZIP_NOT_STORED: 'The ledger has not kept this export yet.',
    ZIP_DIFFERS: 'It is not the export that is kept: its SHA-256 should be {expected}.',
    POSITION_DIFFERS: 'Ledger position: {found} in the manifest, {expected} in the ledger.',
    SEAL_MISSING: 'Seal no. {found} that the manifest names is not in the chain.',
    SEAL_DIFFERS: 'The manifest’s seal ({found}) is not that of the chain ({expected}).',
    BEFORE_DIFFERS:
      'The BEFORE export that the manifest names ({found}) is not the one that is kept ({expected}).',
    LINES_DIFFER: 'stock.csv has {found} lines, the ledger {expected}.',
    STOCK_DIFFERS:
      '{found|line no longer agrees|lines no longer agree} with the movements up to that position.',
  },
  seal: {
    none: 'Seal: nothing is sealed yet.',
    whole:
      'The seal is whole: {links|link|links}, from the first to position {position} of the ledger, sealed on {at}.',
    waiting: '{unsealed|command waits|commands wait} to be sealed.',
    wholeThrough:
      'The chain is whole from its first link to link {link} (position {position}, sealed on {at}).',
    broken: '{faults|link no longer agrees|links no longer agree} with the seal.',
    place: 'link {link}, command no. {command}[ ({documents})][, count “{count}”]',
    faults: {
      missing: '{place}: a sealed row is missing.',
      changed: '{place}: a sealed row was changed, or put in another’s place.',
      chain: '{place}: the link itself was changed, or the one before is missing.',
      head: '{place}: this is no longer the chain whose head was kept apart.',
    },
  },
};
