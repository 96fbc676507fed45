import type { ErrorCode } from '../../shared/domain/errors.ts';
import { lineValue } from './read.ts';
import type { DocumentRules } from './types.ts';

interface HeadRule {
  code: ErrorCode;
  refuses: string;
  figures?: string;
}

const DEPOT = `'depot', (SELECT code FROM depots WHERE id = h.depot)`;
const PARTY = `'party', h.party_shown`;

/** Where the other end of a document stands in the catalogue. */
const PARTY_TABLES = {
  patient: { table: 'patients', key: 'reference_key' },
  service: { table: 'services', key: 'code_key' },
  supplier: { table: 'suppliers', key: 'code_key' },
  depot: { table: 'depots', key: 'code_key' },
} as const;

/** The row id of the other end, as a column of the document: NULL where the type has another party. */
export function partyId(rules: DocumentRules, party: keyof typeof PARTY_TABLES): string {
  const { table, key } = PARTY_TABLES[party];
  return rules.party === party ? `(SELECT id FROM ${table} WHERE ${key} = h.party)` : 'NULL';
}

/** What the head of a document must say: depot switches, other end, dates, invoice (Q5, Q6); each fault a row. */
export function badHead(rules: DocumentRules): string {
  const faults = headRules(rules).map((group) => {
    const cases = group.map(
      ({ code, refuses, figures }) =>
        `WHEN ${refuses} THEN json_object('line', 0, 'code', '${code}'${figures ? `, ${figures}` : ''})`,
    );
    return `json(CASE ${cases.join('\n    ')} END)`;
  });
  return `SELECT fault.value AS bad FROM head h, json_each(json_array(${faults.join(',\n  ')})) fault`;
}

/** Rules by what they look at; of each group the first that refuses speaks, the others would only follow from it. */
function headRules(rules: DocumentRules): HeadRule[][] {
  return [
    [
      {
        code: 'TYPE_NOT_ALLOWED',
        refuses: 'NOT EXISTS (SELECT 1 FROM depot_types WHERE depot = h.depot AND type = h.type)',
        figures: DEPOT,
      },
    ],
    partyRules(rules),
    rules.transit === 'from' ? TRANSFER : [],
    rules.returns ? exitNamed(rules.party) : [],
    rules.reason ? [{ code: 'REASON_REQUIRED', refuses: `trim(h.reason) = ''` }] : [],
    rules.reason ? [LOSS_LIMIT] : [],
    DATES,
    rules.party === 'patient' ? invoiceRules(rules) : [],
  ].filter((group): group is HeadRule[] => group.length > 0);
}

const DATES: HeadRule[] = [
  { code: 'DATE_FUTURE', refuses: 'h.date > h.today', figures: `'date', h.date, 'today', h.today` },
  {
    code: 'PERIOD_CLOSED',
    refuses: 'h.date <= (SELECT closed_through FROM settings)',
    figures: `'closedThrough', (SELECT closed_through FROM settings)`,
  },
  {
    code: 'DATE_TOO_OLD',
    refuses: 'h.date < h.earliest',
    figures: `'date', h.date, 'earliest', h.earliest`,
  },
];

function partyRules({ party }: DocumentRules): HeadRule[] {
  if (party === null) return [];
  const { table, key } = PARTY_TABLES[party];
  const named = `(SELECT active FROM ${table} WHERE ${key} = h.party)`;
  return [
    { code: 'PARTY_REQUIRED', refuses: `coalesce(h.party, '') = ''` },
    { code: 'PARTY_UNKNOWN', refuses: `${named} IS NULL`, figures: PARTY },
    { code: 'INACTIVE', refuses: `${named} = 0`, figures: `'what', h.party_shown` },
    ...(party === 'depot' ? DESTINATION : []),
  ];
}

/** Above the depot's limit a loss is a manager's (Q5); a transit loss is a manager's anyway. */
const LOSS_LIMIT: HeadRule = {
  code: 'FORBIDDEN',
  refuses: `h.manages = 0 AND (SELECT loss_limit FROM depots WHERE id = h.depot)
    < (SELECT sum(${lineValue('p.quantity', 'p.average')}) FROM placed p)`,
};

const DESTINATION: HeadRule[] = [
  { code: 'SAME_DEPOT', refuses: `h.depot = (SELECT id FROM depots WHERE code_key = h.party)` },
  {
    code: 'DESTINATION_NOT_ALLOWED',
    refuses: `(SELECT limits_destinations FROM depots WHERE id = h.depot) = 1 AND NOT EXISTS (
      SELECT 1 FROM depot_destinations x JOIN depots d ON d.id = x.destination
      WHERE x.depot = h.depot AND d.code_key = h.party)`,
    figures: `${DEPOT}, 'destination', h.party_shown`,
  },
];

/** Received and lost where the goods were sent to, sent back to where they came from. */
const TRANSFER: HeadRule[] = [
  {
    code: 'DOCUMENT_UNKNOWN',
    refuses: `NOT EXISTS (SELECT 1 FROM sent
      WHERE h.depot = CASE h.type WHEN 'transit-return' THEN sent.depot ELSE sent.destination END)`,
    figures: `'document', h.transfer`,
  },
];

/** Goods may come back without an exit being named; one that is named must be of that kind, depot and party. */
const exitNamed = (party: DocumentRules['party']): HeadRule[] => [
  {
    code: 'DOCUMENT_UNKNOWN',
    refuses: `h.exit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM gone
      WHERE ${party === 'patient' ? 'gone.patient = (SELECT id FROM patients WHERE reference_key' : 'gone.service = (SELECT id FROM services WHERE code_key'} = h.party))`,
    figures: `'document', h.exit`,
  },
];

/** What goes out may need an invoice; what comes back may name one. Either is of that patient (Q6). */
const invoiceRules = ({ direction }: DocumentRules): HeadRule[] => [
  ...(direction === 'out' ? [INVOICE_REQUIRED] : []),
  ...INVOICE,
];

const INVOICE_REQUIRED: HeadRule = {
  code: 'INVOICE_REQUIRED',
  refuses: `h.invoice IS NULL AND (SELECT invoice_required FROM depots WHERE id = h.depot) = 1`,
};

const INVOICE: HeadRule[] = [
  {
    code: 'INVOICE_UNKNOWN',
    refuses: 'h.invoice IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoices WHERE number_key = h.invoice)',
    figures: `'invoice', h.invoice_shown`,
  },
  {
    code: 'INVOICE_OTHER_PARTY',
    refuses: `h.invoice IS NOT NULL AND (SELECT patient FROM invoices WHERE number_key = h.invoice)
      <> (SELECT id FROM patients WHERE reference_key = h.party)`,
    figures: `'invoice', h.invoice_shown`,
  },
];
