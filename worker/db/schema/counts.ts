import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** `by…` say which of the three lists below narrow the scope; `position` is the ledger's at opening. */
export const counts = sqliteTable('counts', {
  sequence: integer().primaryKey(),
  id: text().notNull(),
  name: text().notNull(),
  depot: integer().notNull(),
  kind: text({ enum: ['article', 'part', 'all'] }).notNull(),
  date: text().notNull(),
  state: text({ enum: ['open', 'closed', 'confirmed', 'cancelled', 'reversed'] }).notNull(),
  version: integer().notNull(),
  blind: integer().notNull(),
  rounds: integer().notNull(),
  toleranceQuantity: integer('tolerance_quantity'),
  tolerancePercent: integer('tolerance_percent'),
  toleranceValue: integer('tolerance_value'),
  instructions: text().notNull(),
  scope: text().notNull(),
  byBins: integer('by_bins').notNull(),
  byItems: integer('by_items').notNull(),
  byLots: integer('by_lots').notNull(),
  position: integer().notNull(),
  responsible: integer(),
  openedBy: integer('opened_by').notNull(),
  openedAt: text('opened_at').notNull(),
  closedBy: integer('closed_by'),
  closedAt: text('closed_at'),
  confirmedBy: integer('confirmed_by'),
  confirmedAt: text('confirmed_at'),
  confirmedOn: text('confirmed_on'),
  cancelledBy: integer('cancelled_by'),
  cancelledAt: text('cancelled_at'),
  reversedBy: integer('reversed_by'),
  reversedAt: text('reversed_at'),
  adjustment: integer(),
  finalLines: integer('final_lines'),
  finalCounted: integer('final_counted'),
  spot: integer().notNull(),
  reason: text().notNull(),
});

export const countBins = sqliteTable(
  'count_bins',
  { count: integer().notNull(), bin: integer().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.bin] })],
);

export const countItems = sqliteTable(
  'count_items',
  { count: integer().notNull(), item: integer().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.item] })],
);

/** Lot 0 stands for «no lot». */
export const countLots = sqliteTable(
  'count_lots',
  { count: integer().notNull(), lot: integer().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.lot] })],
);

/** From `bin` to `theoretical` the copy taken at opening (10); a figure of NULL is «not counted» (7). */
export const countLines = sqliteTable(
  'count_lines',
  {
    count: integer().notNull(),
    stock: integer().notNull(),
    position: integer().notNull(),
    bin: text().notNull(),
    item: text().notNull(),
    label: text().notNull(),
    kind: text().notNull(),
    unit: text().notNull(),
    decimals: integer().notNull(),
    itemGroup: text('item_group').notNull(),
    supplier: text().notNull(),
    lot: text().notNull(),
    expiry: text(),
    serial: text().notNull(),
    unitCost: integer('unit_cost').notNull(),
    theoretical: integer().notNull(),
    added: integer().notNull(),
    first: integer(),
    firstBy: integer('first_by'),
    firstAt: text('first_at'),
    firstVersion: integer('first_version').notNull(),
    second: integer(),
    secondBy: integer('second_by'),
    secondAt: text('second_at'),
    secondVersion: integer('second_version').notNull(),
    secondDue: integer('second_due').notNull(),
    arbitrated: integer(),
    arbitratedBy: integer('arbitrated_by'),
    arbitrationReason: text('arbitration_reason'),
    gapReason: text('gap_reason').notNull(),
    note: text().notNull(),
    blank: text({ enum: ['keep', 'zero'] }),
    expected: integer(),
    retained: integer(),
    finalCost: integer('final_cost'),
    elsewhere: integer(),
  },
  (t) => [primaryKey({ columns: [t.count, t.stock] })],
);

export const countTeams = sqliteTable(
  'count_teams',
  { count: integer().notNull(), team: integer().notNull(), name: text().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.team] })],
);

export const countTeamMembers = sqliteTable(
  'count_team_members',
  {
    count: integer().notNull(),
    team: integer().notNull(),
    person: integer().notNull(),
    joinedAt: text('joined_at'),
  },
  (t) => [primaryKey({ columns: [t.count, t.team, t.person] })],
);

/** Who left a team after figures were sent of its lines: still one of the counters (Q5). */
export const countFormerMembers = sqliteTable(
  'count_former_members',
  { count: integer().notNull(), person: integer().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.person] })],
);

/** A bin belongs to one team of a count. */
export const countTeamBins = sqliteTable(
  'count_team_bins',
  { count: integer().notNull(), team: integer().notNull(), bin: integer().notNull() },
  (t) => [primaryKey({ columns: [t.count, t.bin] })],
);

/** A second person's nod to a count of that version, up to that value of its gaps (B3). */
export const countApprovals = sqliteTable(
  'count_approvals',
  {
    count: integer().notNull(),
    version: integer().notNull(),
    person: integer().notNull(),
    at: text().notNull(),
    value: integer(),
  },
  (t) => [primaryKey({ columns: [t.count, t.version, t.person] })],
);

/** A manager's nod to an emergency exit (Q12). */
export const countAcknowledgements = sqliteTable(
  'count_acknowledgements',
  {
    count: integer().notNull(),
    document: integer().notNull(),
    person: integer().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.count, t.document] })],
);

/** What an emergency exit took out of a line while the count ran: below zero (Q12). */
export const countEmergencies = sqliteTable(
  'count_emergencies',
  {
    count: integer().notNull(),
    stock: integer().notNull(),
    document: integer().notNull(),
    quantity: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.count, t.stock, t.document] })],
);

/** The undoing of a confirmed count: asked for by one person, approved by another (Q4). */
export const countReversals = sqliteTable('count_reversals', {
  count: integer().primaryKey(),
  reason: text().notNull(),
  askedBy: integer('asked_by').notNull(),
  askedAt: text('asked_at').notNull(),
  approvedBy: integer('approved_by'),
  approvedAt: text('approved_at'),
  document: integer(),
});

/** The hash is NULL until the zip is stored; `sealed` names the link that sealed it. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    count: integer().notNull(),
    moment: text({ enum: ['before', 'after'] }).notNull(),
    facts: text().notNull(),
    sha256: text(),
    bytes: integer(),
    storedAt: text('stored_at'),
    sealed: integer(),
  },
  (t) => [primaryKey({ columns: [t.count, t.moment] })],
);
