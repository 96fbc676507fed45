/** Products of a document: serials and lots ticked, typed or scanned; what a count froze in an emergency. */
import { describe, expect, it } from 'vitest';
import {
  choiceKey,
  isProposedAnew,
  newLine,
  takenBy,
  takeProposal,
} from '../../addon/sidebar/lines/draftLine.ts';
import { heldOf, restOf } from '../../addon/sidebar/lines/held.ts';
import { takeScanned, tickSerial, tickSerials } from '../../addon/sidebar/lines/taking.ts';
import type { Allocation } from '../../shared/contract/stock.ts';

type Got = Allocation['items'][number];
const when = { date: '2026-11-20' };
const place = (more: Partial<Got['others'][number]>): Got['others'][number] => ({
  ...{
    bin: 'A-01',
    lot: '',
    expiry: null,
    serial: '',
    available: 1,
    unusable: null,
    unfit: null,
    frozenBy: null,
  },
  ...more,
});
const got = (others: Got['others'], more: Partial<Got> = {}): Got => ({
  ...{
    item: 'X',
    label: 'X',
    unit: 'u',
    decimals: 0,
    wanted: 1,
    delivered: 0,
    missing: 0,
    lines: [],
    others,
  },
  ...more,
});
function lineOf(
  others: Got['others'],
  more: Partial<Got> = {},
  draft: { date: string; emergency?: string } = when,
) {
  const line = newLine({ item: 'X', label: 'X', unit: 'u', decimals: 0 });
  takeProposal(line, got(others, more), 'fr', draft);
  return line;
}
const picked = (line: ReturnType<typeof lineOf>) =>
  line.picks.map(({ choice, quantity }) => [...JSON.parse(choice).slice(1), quantity]);

describe('what the depot holds', () => {
  it('what may go out is told apart from what expired, was blocked or stands in a count', () => {
    const count = 'Inventaire annuel';
    const line = lineOf([
      place({ lot: 'A', available: 40 }),
      place({ lot: 'B', available: 2.5 }),
      place({ lot: 'VIEUX', available: 20, unusable: 'expired' }),
      place({ lot: 'VIEUX-2', available: 5, unusable: 'expired' }),
      place({ lot: 'C', available: 8, unusable: 'frozen', frozenBy: count }),
    ]);
    const told = (emergency = '') => {
      const { usable, unusable } = heldOf(line, { ...when, emergency });
      return [usable, ...unusable.map(({ choice, quantity }) => [choice.unusable, quantity])];
    };
    expect(told()).toEqual([42_500, ['expired', 25_000], ['frozen', 8000]]);
    // An emergency exit may take what a count froze (Q12).
    expect(told('Choc septique')).toEqual([50_500, ['expired', 25_000]]);
  });
});

describe('a loss', () => {
  it('counts as usable what may go to use, not what it alone may take: expired goods are told apart', () => {
    // What expired may be lost: the service lists it without a reason against it.
    const line = lineOf([
      place({ lot: 'VIEUX', expiry: '2026-11-19', available: 470, unfit: 'expired' }),
      place({ lot: 'BON', expiry: '2026-11-20', available: 735 }),
    ]);
    line.picks = [{ choice: choiceKey(line.choices[0]!), quantity: '3' }];
    const { usable, unusable } = restOf([line], when, 'fr');
    expect([usable, ...unusable.map(({ choice, quantity }) => [choice.unusable, quantity])]).toEqual([
      735_000,
      ['expired', 467_000],
    ]);
    line.picks = [{ choice: choiceKey(line.choices[1]!), quantity: '35' }];
    expect(restOf([line], when, 'fr')).toMatchObject({ usable: 700_000, unusable: [{ quantity: 470_000 }] });
    // Two lines of one product: what both take is gone.
    const again = lineOf([place({ lot: 'BON', expiry: '2026-11-20', available: 700 })]);
    again.picks = [{ choice: choiceKey(again.choices[0]!), quantity: '100' }];
    expect(restOf([line, again], when, 'fr')).toMatchObject({
      usable: 600_000,
      unusable: [{ quantity: 470_000 }],
    });
  });
});

describe('a refusal for want of stock', () => {
  const short = { line: 1, code: 'STOCK_INSUFFICIENT', detail: '' };

  it('is a stock that changed where lots are proposed anew, not where a person took too much of one', () => {
    const line = lineOf([place({ lot: 'A', available: 100 })]);
    line.picks = [{ choice: choiceKey(line.choices[0]!), quantity: '101' }];
    const draft = { type: 'loss' as const, depot: 'PHC', date: when.date, lines: [line] };
    line.manual = true;
    expect(isProposedAnew(draft, [short])).toBe(false);
    line.manual = false;
    expect(isProposedAnew(draft, [short])).toBe(true);
    expect(isProposedAnew(draft, [short, { ...short, code: 'LOT_EXPIRED' }])).toBe(false);
  });
});

describe('serial numbers', () => {
  const pumps = () =>
    lineOf(
      ['SN-1', 'SN-2', 'SN-3']
        .map((serial) => place({ serial }))
        .concat(place({ serial: 'SN-9', unusable: 'blocked' })),
    );

  it('ticked in a list: the quantity is how many there are', () => {
    const line = pumps();
    tickSerial(line, line.choices[1]!, true, 'fr');
    tickSerial(line, line.choices[0]!, true, 'fr');
    tickSerial(line, line.choices[1]!, false, 'fr');
    expect(picked(line)).toEqual([['', 'SN-1', '1']]);
    expect([line.wanted, line.manual]).toEqual(['1', true]);
  });

  it('pasted at once replace those ticked; strangers and blocked ones come back by name', () => {
    const line = pumps();
    tickSerial(line, line.choices[2]!, true, 'fr');
    const { unknown, unusable } = tickSerials(line, ['sn-1', 'SN-2', 'SN-7', 'SN-9'], when, 'fr');
    expect(picked(line)).toEqual([
      ['', 'SN-1', '1'],
      ['', 'SN-2', '1'],
    ]);
    expect(unknown).toEqual(['SN-7']);
    expect(unusable.map(({ serial }) => serial)).toEqual(['SN-9']);
  });

  it('scanned twice are taken once', () => {
    const line = pumps();
    const scan = { lot: '', serial: 'SN-2', quantity: 1 };
    expect(takeScanned(line, scan, when, 'fr')).toEqual({ taken: true });
    expect(takeScanned(line, scan, when, 'fr')).toEqual({ taken: false, why: 'already' });
    expect(takeScanned(line, { ...scan, serial: 'SN-8' }, when, 'fr')).toEqual({
      taken: false,
      why: 'unknown',
    });
    expect(takeScanned(line, { ...scan, serial: 'SN-9' }, when, 'fr')).toMatchObject({ why: 'unusable' });
    expect(line.wanted).toBe('1');
  });
});

describe('a scanned lot', () => {
  const lots = () =>
    lineOf([
      place({ lot: 'A12', bin: 'A-01', available: 20 }),
      place({ lot: 'a12', bin: 'A-02', available: 15 }),
      place({ lot: 'B7', available: 50, unusable: 'expired' }),
    ]);

  it('is taken pack by pack, over its bins, and never beyond what is there', () => {
    const line = lots();
    const pack = { lot: 'A12', serial: '', quantity: 30 };
    expect(takeScanned(line, pack, when, 'fr')).toEqual({ taken: true });
    expect(picked(line)).toEqual([
      ['A12', '', '20'],
      ['a12', '', '10'],
    ]);
    expect(line.wanted).toBe('30');
    expect(takeScanned(line, pack, when, 'fr')).toEqual({ taken: false, why: 'short' });
    expect(line.wanted).toBe('30');
    expect(takeScanned(line, { ...pack, quantity: 5 }, when, 'fr')).toEqual({ taken: true });
    expect([heldOf(line, when).usable, takenBy(line, 'fr')]).toEqual([35_000, 35_000]);
  });

  it('that expired is refused by what it is', () => {
    expect(takeScanned(lots(), { lot: 'B7', serial: '', quantity: 1 }, when, 'fr')).toMatchObject({
      why: 'unusable',
      choice: { unusable: 'expired' },
    });
  });
});

describe('an emergency exit (Q12)', () => {
  const frozen = [
    place({ lot: 'OLD', expiry: '2026-01-31', available: 8, unusable: 'frozen' }),
    place({ lot: 'L1', expiry: '2027-01-31', available: 4, unusable: 'frozen' }),
    place({ lot: 'L2', available: 9, unusable: 'frozen' }),
    place({ lot: 'L3', available: 9, unusable: 'blocked' }),
  ];

  it('takes what a count froze, first expired first, but no lot that expired or is blocked', () => {
    const line = lineOf(frozen, { wanted: 6, missing: 6 }, { ...when, emergency: 'réanimation' });
    expect(picked(line)).toEqual([
      ['L1', '', '4'],
      ['L2', '', '2'],
    ]);
    expect(line.missing).toBe(0);
  });

  it('without it nothing frozen is taken', () => {
    const line = lineOf(frozen, { wanted: 6, missing: 6 });
    expect([picked(line), line.missing]).toEqual([[], 6]);
  });
});
