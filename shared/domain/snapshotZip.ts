import JSZip from 'jszip';

/**
 * A count's zip checked against its own manifest: pure, so that the terminal, the Worker and a page in the browser
 * judge alike. Whether it is the zip that was stored, only the ledger knows.
 */
export type ZipFindingCode =
  | 'NOT_A_ZIP'
  | 'MANIFEST_MISSING'
  | 'MANIFEST_UNREADABLE'
  | 'FILE_MISSING'
  | 'FILE_EXTRA'
  | 'FILE_TWICE'
  | 'FILE_UNREADABLE'
  | 'FILE_SIZE'
  | 'FILE_CHANGED';

export interface ZipFinding {
  code: ZipFindingCode;
  file: string;
  expected?: string | number;
  found?: string | number;
}

/** What the check and the ledger need of a manifest; it says more to people. */
export interface ZipManifest {
  format: number;
  moment: 'before' | 'after';
  organisation: string;
  depot: string;
  count: { id: string; name: string; date: string };
  position: number;
  /** null in zips made before there was a seal. */
  seal: { sequence: number; position: number; hash: string } | null;
  beforeSha256?: string | null;
  files: { name: string; bytes: number; rows?: number; sha256: string }[];
}

export interface CheckedZip {
  /** SHA-256 and size of the whole file, which the ledger keeps. */
  sha256: string;
  bytes: number;
  manifest: ZipManifest | null;
  findings: ZipFinding[];
}

const MANIFEST = 'manifest.json';

/** `hash` gives a SHA-256 in hexadecimal: each place has its own. */
export async function checkZip(
  bytes: Uint8Array,
  hash: (bytes: Uint8Array) => Promise<string>,
): Promise<CheckedZip> {
  const checked = { sha256: await hash(bytes), bytes: bytes.length };
  const refused = (code: ZipFindingCode, file = '') => ({
    ...checked,
    manifest: null,
    findings: [{ code, file }],
  });
  const zip = await JSZip.loadAsync(bytes).catch(() => null);
  if (!zip) return refused('NOT_A_ZIP');
  const written = zip.file(MANIFEST);
  if (!written) return refused('MANIFEST_MISSING', MANIFEST);
  const manifest = toManifest(await written.async('string').catch(() => ''));
  if (!manifest) return refused('MANIFEST_UNREADABLE', MANIFEST);
  const findings: ZipFinding[] = [];
  for (const described of manifest.files) {
    const { name: file } = described;
    const entry = zip.file(file);
    if (!entry) {
      findings.push({ code: 'FILE_MISSING', file });
      continue;
    }
    const content = await entry.async('uint8array').catch(() => null);
    if (!content) findings.push({ code: 'FILE_UNREADABLE', file });
    else if (content.length !== described.bytes)
      findings.push({ code: 'FILE_SIZE', file, expected: described.bytes, found: content.length });
    else if ((await hash(content)) !== described.sha256) findings.push({ code: 'FILE_CHANGED', file });
  }
  const known = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
  const names = Object.keys(zip.files);
  for (const file of names) if (!known.has(file)) findings.push({ code: 'FILE_EXTRA', file });
  // A second file of the same name hides the first one from some programs.
  const entries = entriesOf(bytes);
  if (entries !== null && entries !== names.length)
    findings.push({ code: 'FILE_TWICE', file: '', expected: names.length, found: entries });
  return { ...checked, manifest, findings };
}

function toManifest(text: string): ZipManifest | null {
  try {
    const read = JSON.parse(text);
    const isWhole =
      typeof read.count?.id === 'string' &&
      (read.moment === 'before' || read.moment === 'after') &&
      Number.isInteger(read.position) &&
      Array.isArray(read.files) &&
      read.files.every(
        (file: Record<string, unknown>) => typeof file.name === 'string' && typeof file.sha256 === 'string',
      );
    return isWhole ? read : null;
  } catch {
    return null;
  }
}

/** How many entries the end of the central directory counts; null where it is not found. */
function entriesOf(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= 0; at--)
    if (view.getUint32(at, true) === 0x06054b50) return view.getUint16(at + 10, true);
  return null;
}
