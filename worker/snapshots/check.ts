import type { ZipManifest } from '../../shared/domain/snapshotZip.ts';
import type { Reader } from '../books/reader.ts';

/** What the ledger says of a zip that somebody holds. */
export type LedgerFindingCode =
  | 'COUNT_UNKNOWN'
  | 'ZIP_NOT_STORED'
  | 'ZIP_DIFFERS'
  | 'POSITION_DIFFERS'
  | 'SEAL_MISSING'
  | 'SEAL_DIFFERS'
  | 'BEFORE_DIFFERS'
  | 'LINES_DIFFER'
  | 'STOCK_DIFFERS';

export interface LedgerFinding {
  code: LedgerFindingCode;
  expected?: string | number | null;
  found?: string | number | null;
}

const STORED = `
  SELECT c.sequence, s.sha256, s.facts ->> 'position' AS position,
    (SELECT sha256 FROM snapshots WHERE count = c.sequence AND moment = 'before') AS before
  FROM counts c LEFT JOIN snapshots s ON s.count = c.sequence AND s.moment = ?2 WHERE c.id = ?1`;
const SEAL = 'SELECT hash, movement FROM seals WHERE sequence = ?1';

/** The lines that the zip prints, and how many of them the movements up to its ledger position contradict. */
const FIGURES: Readonly<Record<'before' | 'after', string>> = {
  before: figures('k.theoretical', 'AND k.added = 0'),
  after: figures('k.retained', ''),
};

function figures(quantity: string, narrowed: string): string {
  return `
    SELECT count(*) AS lines, coalesce(sum(${quantity} IS NOT (SELECT coalesce(sum(m.quantity), 0) FROM movements m
      WHERE m.stock = k.stock AND m.sequence <= ?2)), 0) AS differing
    FROM count_lines k WHERE k.count = (SELECT sequence FROM counts WHERE id = ?1) ${narrowed}`;
}

/**
 * Checks a zip against the ledger: whether it is the very one that was stored, whether the chain of seals holds the
 * seal that its manifest names, and whether the movements up to its position still come to its quantities.
 * @param sha256 of the zip in hand
 */
export async function checkAgainstLedger(
  read: Reader,
  sha256: string,
  manifest: ZipManifest,
): Promise<LedgerFinding[]> {
  const { count, moment, position, seal } = manifest;
  const [[stored] = [], [link] = [], [lines] = []] = await read([
    { sql: STORED, bindings: [count.id, moment] },
    { sql: SEAL, bindings: [seal?.sequence ?? 0] },
    { sql: FIGURES[moment], bindings: [count.id, position] },
  ]);
  if (!stored) return [{ code: 'COUNT_UNKNOWN' }];
  const findings: LedgerFinding[] = [];
  if (stored.sha256 === null) findings.push({ code: 'ZIP_NOT_STORED' });
  else if (stored.sha256 !== sha256)
    findings.push({ code: 'ZIP_DIFFERS', expected: stored.sha256, found: sha256 });
  if (Number(stored.position) !== position)
    findings.push({ code: 'POSITION_DIFFERS', expected: stored.position, found: position });
  if (seal && !link) findings.push({ code: 'SEAL_MISSING', found: seal.sequence });
  else if (seal && (link?.hash !== seal.hash || link.movement !== seal.position))
    findings.push({ code: 'SEAL_DIFFERS', expected: String(link?.hash), found: seal.hash });
  if (moment === 'after' && manifest.beforeSha256 !== stored.before)
    findings.push({ code: 'BEFORE_DIFFERS', expected: stored.before, found: manifest.beforeSha256 });
  const [stock] = manifest.files.filter(({ name }) => name === 'stock.csv');
  if (stock && stock.rows !== lines?.lines)
    findings.push({ code: 'LINES_DIFFER', expected: lines?.lines, found: stock.rows });
  if (Number(lines?.differing) > 0) findings.push({ code: 'STOCK_DIFFERS', found: lines?.differing });
  return findings;
}
