/** Which line of an open count a scan means, and what it adds there. */
import { describe, expect, it } from 'vitest';
import type { KnownLine } from '../../addon/server/calls/countSheet.ts';
import {
  type CountScan,
  placesByItem,
  scannedFigure,
  scannedLine,
} from '../../addon/sidebar/counts/scannedLine.ts';

type Tracking = CountScan['item']['lotTracking'];
const known = (line: number, bin: string, item: string, lot = '', serial = ''): KnownLine => [
  ...([line, null, 0, 0, item, null] as const),
  [bin, item, lot, serial].join('\n'),
  '',
  {},
];
const places = placesByItem([
  known(1, 'A-01', 'COMP', 'A12'),
  known(2, 'A-02', 'COMP', 'B7'),
  known(3, 'A-03', 'COMP', 'B7'),
  known(4, 'D-01', 'POMPE', '', 'SN-001'),
  known(5, 'D-01', 'POMPE', '', 'SN-002'),
  known(6, '', 'VIS'),
]);
const scan = (code: string, more: Partial<CountScan> = {}, serialTracking: Tracking = 'optional') =>
  scannedLine(places, {
    item: { code, unit: 'u', lotTracking: 'optional', serialTracking },
    ...{ code, lot: '', expiry: null, serial: '', count: null, contained: null, article: '', quantity: 1 },
    ...more,
  });
const line = (found: ReturnType<typeof scan>) => (found.kind === 'one' ? found.place.line : found.kind);

describe('a scan in a count (B6)', () => {
  it('finds the line of its item and lot, however they are written', () => {
    expect(line(scan('comp', { lot: ' a12 ' }))).toBe(1);
    expect(line(scan('VIS'))).toBe(6);
  });

  it('of goods that lie in several bins or lots asks which', () => {
    expect(scan('COMP', { lot: 'B7' })).toMatchObject({
      kind: 'several',
      places: [{ line: 2 }, { line: 3 }],
    });
    expect(scan('COMP')).toMatchObject({ kind: 'several', places: [{ line: 1 }, { line: 2 }, { line: 3 }] });
  });

  it('goes by the lot where the depot follows no serial numbers, though the box bears one', () => {
    expect(line(scan('COMP', { lot: 'A12', serial: '7' }))).toBe(1);
    expect(line(scan('VIS', { lot: 'L1' }))).toBe(6);
  });

  it('of a lot, a serial number or an item that is not on the sheet finds none', () => {
    expect(line(scan('COMP', { lot: 'C9' }))).toBe('none');
    expect(line(scan('POMPE', { serial: 'SN-9' }))).toBe('none');
    expect(line(scan('VIS', { serial: 'S1' }, 'required'))).toBe('none');
    expect(line(scan('SIROP'))).toBe('none');
  });

  it('without the serial number counts no pump: it is asked for', () => {
    expect(line(scan('POMPE'))).toBe('serialWanted');
  });

  it('of a serial number makes its line 1, and twice the same stays 1 (Q10)', () => {
    const found = scan('POMPE', { serial: 'sn-002', lot: 'L1' });
    expect(line(found)).toBe(5);
    expect(found.kind === 'one' && scannedFigure(found.place, 30)).toEqual({ exactly: 1 });
  });

  it('proposes the quantity of the pack, which each further scan adds (Q18)', () => {
    expect(scannedFigure({ serial: '' }, 30)).toEqual({ more: 30 });
  });
});
