import * as z from 'zod';
import { itemKind } from './catalogue.ts';
import {
  badLine,
  binCode,
  civilDate,
  code,
  instant,
  label,
  money,
  quantity,
  textLine,
  uuid,
} from './common.ts';
import { recap } from './countRecap.ts';

/** What is typed, and what it comes to. */
export * from './countLines.ts';
export * from './countRecap.ts';

/** open → closed → confirmed or reopened; cancel until confirmation; confirmed → reversed (Q4). */
export const countState = z.enum(['open', 'closed', 'confirmed', 'cancelled', 'reversed']);

/** Filters that narrow a count (Q2); each list absent = all. */
export const countScope = z.strictObject({
  bins: z.array(z.string().max(64)).max(1000).optional(),
  items: z.array(code).max(10_000).optional(),
  suppliers: z.array(code).max(1000).optional(),
  groups: z.array(z.string().max(64)).max(1000).optional(),
  expiringBefore: civilDate.optional(),
  notCountedForDays: z.int().min(1).max(3660).optional(),
});

const email = z.string().min(3).max(200);

/** A team of a count (Q21): it counts the bins given; bins that no team has are those of team 0. */
export const countTeam = z.strictObject({
  team: z.int().min(1).max(99),
  name: label,
  /** E-mail addresses of people with a role in the depot; others may join by themselves. */
  members: z.array(email).max(50).default([]),
  bins: z.array(binCode).max(1000).default([]),
});
const teams = z.array(countTeam).max(50);

/** All the teams as they shall be: one that is not named any more is gone, its bins are nobody's. */
export const putCountTeams = z.strictObject({ teams }).meta({ id: 'PutCountTeams' });

/** «Je compte, équipe 2»: whoever joins leaves the team he was in; 0 leaves without joining another. */
export const joinCountTeam = z.strictObject({ team: z.int().min(0).max(99) }).meta({ id: 'JoinCountTeam' });

/** What is counted: all that decides which lines there are, and when. */
const what = {
  depot: code,
  /** Ignored where the depot's counts cover the whole depot. */
  kind: itemKind,
  /** Today unless given. */
  date: civilDate.optional(),
  scope: countScope.optional(),
  /** Lines that hold nothing any more are listed too (Q19): those of the scope where something once moved. */
  zeros: z.boolean().default(false),
};

export const openCount = z
  .strictObject({
    /** The count's id, made by the client; equal to the Idempotency-Key. */
    id: uuid,
    name: label,
    ...what,
    blind: z.boolean().default(false),
    /** 2: lines beyond the tolerance must be counted a second time before the count closes. */
    rounds: z.union([z.literal(1), z.literal(2)]).default(1),
    /** A line is beyond it where one of those given is exceeded; none given: every gap is. */
    tolerance: z
      .strictObject({
        quantity: quantity.min(0).optional(),
        percent: z.number().min(0).max(100).optional(),
        value: z.number().min(0).optional(),
      })
      .optional(),
    /** E-mail address of somebody with a role in the depot. */
    responsible: email.optional(),
    teams: teams.optional(),
    instructions: textLine(1000).optional(),
  })
  .meta({ id: 'OpenCount' });

/** A look at what opening would do; nothing is opened. */
export const countPreviewRequest = z.strictObject(what).meta({ id: 'CountPreviewRequest' });

export const countPreview = z
  .strictObject({
    depot: z.string(),
    depotName: z.string(),
    /** `all` where the depot's counts cover the whole depot. */
    kind: z.enum(['article', 'part', 'all']),
    date: civilDate,
    /** Count lines that opening would take and freeze, how many items they are of, and their value. */
    lines: z.int(),
    items: z.int(),
    value: money,
    currency: z.string(),
    bins: z.array(z.strictObject({ bin: z.string(), lines: z.int() })),
    /** Transfers not received yet, to the depot or from it: they belong to no count. */
    transit: z.array(
      z.strictObject({
        transfer: z.string(),
        date: civilDate,
        from: z.string(),
        to: z.string(),
        lines: z.int(),
      }),
    ),
    /** Who has a role in the depot, for the teams and the responsible person. */
    people: z.array(z.strictObject({ email: z.string(), name: z.string() })),
    /** Why opening would be refused: COUNT_SCOPE_TAKEN, COUNT_SCOPE_EMPTY, COUNT_DATE_MOVED, …; empty: it may be opened. */
    problems: z.array(badLine),
  })
  .meta({ id: 'CountPreview' });

export const snapshotState = z.strictObject({
  /** pending: to be made from the frozen rows; stored: kept write-once with this hash. */
  state: z.enum(['none', 'pending', 'stored']),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
});

const documentName = z.strictObject({ id: z.string(), number: z.string() });

export const count = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    depot: z.string(),
    depotName: z.string(),
    kind: z.enum(['article', 'part', 'all']),
    date: civilDate,
    state: countState,
    /** Raised by one by each command on the count, but for notes on a closed one; `confirm` sends back the one it read. */
    version: z.int(),
    /** A spot count (Q20): typed and confirmed at once, without zips. */
    spot: z.boolean(),
    blind: z.boolean(),
    rounds: z.int(),
    tolerance: z.strictObject({
      quantity: quantity.nullable(),
      percent: z.number().nullable(),
      value: money.nullable(),
    }),
    /** As asked for at opening. */
    scope: countScope,
    responsible: z.string().nullable(),
    openedBy: z.string(),
    openedAt: instant,
    closedBy: z.string().nullable(),
    closedAt: instant.nullable(),
    confirmedBy: z.string().nullable(),
    confirmedAt: instant.nullable(),
    cancelledBy: z.string().nullable(),
    cancelledAt: instant.nullable(),
    instructions: z.string(),
    teams: z.array(
      z.strictObject({
        team: z.int(),
        name: z.string(),
        members: z.array(z.strictObject({ name: z.string(), email: z.string() })),
        bins: z.array(z.string()),
      }),
    ),
    /** The team the caller has joined; 0: none. */
    myTeam: z.int(),
    /** Progress: lines of the count, and lines with a figure. */
    lines: z.int(),
    counted: z.int(),
    /**
     * Who approved the recap of this very version (B3), and what its gaps were worth then, without their signs: an
     * approval holds up to that value; null: given before values were kept.
     */
    approvals: z.array(
      z.strictObject({ by: z.string(), email: z.string(), at: instant, value: money.nullable() }),
    ),
    /** Emergency exits out of the scope (Q12), with the manager's nod. */
    emergencies: z.array(
      z.strictObject({
        document: documentName,
        by: z.string(),
        at: instant,
        reason: z.string(),
        /** The count lines it took from, what it took, and whether each was counted again since. */
        lines: z.array(
          z.strictObject({
            line: z.int(),
            item: z.string(),
            bin: z.string(),
            lot: z.string(),
            serial: z.string(),
            unit: z.string(),
            taken: quantity,
            counted: z.boolean(),
          }),
        ),
        acknowledgedBy: z.string().nullable(),
        acknowledgedAt: instant.nullable(),
      }),
    ),
    /** The one adjustment document; null before confirmation and where nothing differed. */
    adjustment: documentName.nullable(),
    /** A spot count's reason; of a clerk's, who acknowledged it (Q20); null: not yet, or needs nobody. */
    reason: z.string(),
    acknowledgedBy: z.string().nullable(),
    /** The undoing of a confirmed count (Q4): asked for by one, approved by another. */
    reversal: z
      .strictObject({
        askedBy: z.string(),
        askedAt: instant,
        reason: z.string(),
        approvedBy: z.string().nullable(),
        approvedAt: instant.nullable(),
        document: documentName.nullable(),
      })
      .nullable(),
    snapshots: z.strictObject({ before: snapshotState, after: snapshotState }),
    /** What the caller may do now. */
    may: z.strictObject({
      type: z.boolean(),
      /** Ajouter réf. of what the catalogue does not know yet. */
      addItem: z.boolean(),
      /** Teams, second count, arbitration, gap reasons. */
      lead: z.boolean(),
      close: z.boolean(),
      approve: z.boolean(),
      confirm: z.boolean(),
      cancel: z.boolean(),
      acknowledge: z.boolean(),
      askReversal: z.boolean(),
      approveReversal: z.boolean(),
    }),
  })
  .meta({ id: 'Count' });

export const countProgress = z
  .strictObject({
    lines: z.int(),
    counted: z.int(),
    /**
     * The second count: lines sent to it, those it has counted, and, told to managers only (B2), those that differ and
     * are not arbitrated.
     */
    second: z.strictObject({ lines: z.int(), counted: z.int(), differing: z.int().optional() }),
    bins: z.array(
      z.strictObject({
        bin: z.string(),
        team: z.int(),
        lines: z.int(),
        counted: z.int(),
        second: z.strictObject({ lines: z.int(), counted: z.int() }),
      }),
    ),
    /** By the person who sent the figure that stands. */
    people: z.array(z.strictObject({ name: z.string(), counted: z.int() })),
  })
  .meta({ id: 'CountProgress' });

export const closeResult = z.strictObject({ count, recap }).meta({ id: 'CloseResult' });

export const noBody = z.strictObject({}).meta({ id: 'NoBody' });

export const snapshotLink = z
  .strictObject({ url: z.string(), expiresAt: instant, fileName: z.string() })
  .meta({ id: 'SnapshotLink' });

export type CountState = z.output<typeof countState>;
export type CountScope = z.output<typeof countScope>;
export type CountTeam = z.input<typeof countTeam>;
export type OpenCount = z.input<typeof openCount>;
export type CountPreviewRequest = z.input<typeof countPreviewRequest>;
export type CountPreview = z.output<typeof countPreview>;
export type PutCountTeams = z.input<typeof putCountTeams>;
export type JoinCountTeam = z.input<typeof joinCountTeam>;
export type Count = z.output<typeof count>;
export type CloseResult = z.output<typeof closeResult>;
export type CountProgress = z.output<typeof countProgress>;
export type SnapshotLink = z.output<typeof snapshotLink>;
