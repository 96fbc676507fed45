import { describe, expect, it } from 'vitest';
import { draftKey, fromPieces, isPiece, toPieces } from '../../addon/server/draftPieces.ts';
import { draftText, isEmpty, newDraft, readDraftText, toRequest } from '../../addon/sidebar/exits/draft.ts';
import { readQuantity } from '../../addon/sidebar/fields/typedQuantity.ts';
import { choiceKey, linePlaces, newLine, takeProposal } from '../../addon/sidebar/lines/draftLine.ts';
import { documentRequest } from '../../shared/contract/documents.ts';
import type { Allocation } from '../../shared/contract/stock.ts';
import { readTypedDate } from '../../shared/domain/typedDates.ts';

const KEY = draftKey('exits', 'PHC');
const ID = '7d0ad4f2-3f5c-4c0e-9a55-0f6f6a0d7b11';

function proposal(more: Partial<Allocation['items'][number]> = {}): Allocation['items'][number] {
  const at = { bin: 'A-02', lot: 'L2', expiry: '2030-06-30', serial: '', available: 50, unfit: null };
  return {
    item: 'PARA500',
    label: 'Paracétamol',
    unit: 'comprimé',
    decimals: 0,
    wanted: 60,
    delivered: 0,
    missing: 0,
    lines: [
      { ...at, quantity: 50 },
      { ...at, bin: 'A-01', lot: 'L1', expiry: '2031-01-31', available: 100, quantity: 10 },
    ],
    others: [
      {
        ...at,
        ...{ bin: '', lot: 'OLD', expiry: '2020-01-01', available: 5 },
        ...{ unusable: 'expired', unfit: 'expired', frozenBy: null },
      },
    ],
    ...more,
  };
}

function draftOf60(): ReturnType<typeof newDraft> {
  const draft = newDraft(ID, 'exit-patient', 'PHC', '2026-11-20');
  const line = newLine({ item: 'PARA500', label: 'Paracétamol', unit: 'comprimé', decimals: 0 });
  line.wanted = '60';
  takeProposal(line, proposal(), 'fr');
  draft.lines.push(line);
  return draft;
}

describe('an exit being written', () => {
  it('takes the first-expired proposal over two lots, and the contract accepts what it posts', () => {
    const draft = { ...draftOf60(), party: 'P-0001', description: ' Sortie vers un patient ' };
    const request = toRequest(draft, 'fr');
    expect(documentRequest.safeParse(request).error).toBeUndefined();
    expect(request).toEqual({
      id: ID,
      type: 'exit-patient',
      depot: 'PHC',
      date: '2026-11-20',
      party: 'P-0001',
      description: 'Sortie vers un patient',
      lines: [
        { item: 'PARA500', bin: 'A-02', lot: 'L2', quantity: 50 },
        { item: 'PARA500', bin: 'A-01', lot: 'L1', quantity: 10 },
      ],
    });
  });

  it('offers the lots that may not be used too, with why', () => {
    const [line] = draftOf60().lines;
    expect(line?.choices.map(({ lot, unusable }) => [lot, unusable])).toEqual([
      ['L2', null],
      ['L1', null],
      ['OLD', 'expired'],
    ]);
  });

  it('keeps the lots a person chose when the stock is asked again, even one that is gone', () => {
    const [line] = draftOf60().lines;
    line!.manual = true;
    line!.picks = [{ choice: choiceKey({ bin: 'A-01', lot: 'L1', serial: '' }), quantity: '3' }];
    takeProposal(line!, proposal({ lines: [proposal().lines[0]!], others: [] }), 'fr');
    expect(line!.picks).toEqual([{ choice: '["A-01","L1",""]', quantity: '3' }]);
    expect(line!.choices.map(({ lot, available }) => [lot, available])).toEqual([
      ['L2', 50],
      ['L1', 0],
    ]);
  });

  it('prints what was wished and is not to be had, without posting it', () => {
    const draft = { ...draftOf60(), party: 'P-0001' };
    takeProposal(draft.lines[0]!, proposal({ missing: 5 }), 'fr');
    const gone = newLine({ item: 'SIROP', label: 'Sirop', unit: 'ml', decimals: 3 });
    takeProposal(gone, proposal({ lines: [], others: [], missing: 2.5 }), 'fr');
    draft.lines.push(gone);
    const { lines, undelivered } = toRequest(draft, 'fr');
    expect(lines).toHaveLength(2);
    expect(undelivered).toEqual([
      { item: 'PARA500', quantity: 5 },
      { item: 'SIROP', quantity: 2.5 },
    ]);
  });

  it('posts a loss with its reason and no destination (S41), a serial with its number', () => {
    const draft = {
      ...newDraft(ID, 'loss', 'PHC', '2026-11-20'),
      reason: 'casse',
      party: 'P-0001',
      invoice: 'F-1',
    };
    const line = newLine({ item: 'POMPE', label: 'Pompe', unit: 'unité', decimals: 0 });
    line.picks = [{ choice: choiceKey({ bin: '', lot: '', serial: '0004' }), quantity: '1' }];
    draft.lines.push(line);
    expect(toRequest(draft, 'fr')).toEqual({
      id: ID,
      type: 'loss',
      depot: 'PHC',
      date: '2026-11-20',
      reason: 'casse',
      lines: [{ item: 'POMPE', bin: '', serial: '0004', quantity: 1 }],
    });
  });

  it('finds the line that a refusal names: lines are numbered over all lots', () => {
    const draft = draftOf60();
    draft.lines.push(...draftOf60().lines);
    expect(linePlaces(draft)[2]).toEqual({ line: 1, pick: 0 });
  });

  it('judges quantities as they are typed', () => {
    expect(readQuantity('2,5', 3, 'fr')).toEqual({ quantity: 2.5, problem: null });
    expect(readQuantity('1 250', 0, 'fr').quantity).toBe(1250);
    expect(readQuantity('2,5', 0, 'fr').problem).toBe('whole');
    expect(readQuantity('2,55', 1, 'fr').problem).toBe('decimals');
    for (const text of ['', '0', '-1', 'dix', '1e3'])
      expect(readQuantity(text, 3, 'fr').problem).toBe('unclear');
    // A barcode scanned into the field is a figure, and positive: what is wrong is its size.
    expect(readQuantity('99999999999999999999', 0, 'fr').problem).toBe('large');
    expect(readQuantity('1000000000', 0, 'fr').problem).toBeNull();
  });
});

describe('a draft', () => {
  it('comes back as it was, with its id and the text of every field', () => {
    const draft = { ...draftOf60(), party: 'P-0001', partyName: 'Zoé', reason: 'é'.repeat(200) };
    const back = readDraftText(draftText(draft));
    expect({ ...back, lines: [] }).toEqual({ ...draft, lines: [] });
    expect(back?.lines[0]?.picks).toEqual(draft.lines[0]?.picks);
    expect(isEmpty(draft)).toBe(false);
    expect(isEmpty(newDraft(ID, 'loss', 'PHC', '2026-11-20'))).toBe(true);
  });

  it('is no draft where it is another format or damaged', () => {
    for (const text of ['', '{', 'null', '{"format":1,"lines":[]}']) expect(readDraftText(text)).toBeNull();
  });

  it('is kept in pieces under 8 KB each, accents and all', () => {
    const text = `x${'😀'.repeat(4000)}漢é`;
    const pieces = toPieces(text, KEY, 'stamp');
    for (const piece of Object.values(pieces)) expect(Buffer.byteLength(piece)).toBeLessThan(8 * 1024);
    // No character is cut in two.
    expect(Object.values(pieces).every((piece) => piece.isWellFormed())).toBe(true);
    expect(Object.keys(pieces).every((name) => isPiece(name, KEY))).toBe(true);
    expect(fromPieces(pieces, KEY)).toBe(text);
  });

  it('is never put together from two drafts, nor without a piece', () => {
    const second = `draft.1 ${KEY}`;
    const old = toPieces('a'.repeat(9000), KEY, 'one');
    const shorter = toPieces('b'.repeat(3000), KEY, 'two');
    expect(fromPieces({ ...old, ...shorter }, KEY)).toBe('b'.repeat(3000));
    expect(fromPieces({ ...shorter, [second]: old[second]! }, KEY)).toBeNull();
    const { [second]: _, ...holed } = old;
    expect(fromPieces(holed, KEY)).toBeNull();
    expect(fromPieces({ depot: 'PHC' }, KEY)).toBeNull();
  });
});

describe('a typed date', () => {
  const today = '2026-11-20';
  const french = (text: string) => readTypedDate(text, today, 'fr');
  const english = (text: string) => readTypedDate(text, today, 'en');

  it.each([
    ['20/11', '2026-11-20'],
    ['3/4', '2026-04-03'],
    ['21/11', '2025-11-21'],
    ['20/11/2025', '2025-11-20'],
    ['20.11.25', '2025-11-20'],
    ['2026-11-02', '2026-11-02'],
    ['hier', '2026-11-19'],
    ['Aujourd’hui', '2026-11-20'],
    ['avant-hier', '2026-11-18'],
    ['1er août', '2026-08-01'],
    ['5 févr. 2026', '2026-02-05'],
    ['29/02', '2024-02-29'],
  ])('«%s» is %s', (typed, date) => {
    expect(french(typed)).toBe(date);
  });

  it.each(['', '31/02', '12', 'demain', '5 ju', '2026-13-01', '99/99'])('«%s» is unclear', (typed) => {
    expect(french(typed)).toBeNull();
  });

  it('is refused in English where it could be two dates', () => {
    expect(english('3/4')).toBeNull();
    expect(english('20/11')).toBe('2026-11-20');
    expect(english('11/20')).toBe('2026-11-20');
    expect(english('4/4')).toBe('2026-04-04');
    expect(english('20 Nov')).toBe('2026-11-20');
    expect(english('yesterday')).toBe('2026-11-19');
  });

  it('crosses a new year', () => {
    expect(readTypedDate('hier', '2026-01-01', 'fr')).toBe('2025-12-31');
    expect(readTypedDate('31/12', '2026-01-01', 'fr')).toBe('2025-12-31');
  });
});

describe('a typed expiry', () => {
  const today = '2026-11-20';
  it.each([
    ['03/2027', '2027-03-31'],
    ['2/2028', '2028-02-29'],
    ['2027-11', '2027-11-30'],
    ['11.2027', '2027-11-30'],
    ['2028/2', '2028-02-29'],
    ['nov. 2027', '2027-11-30'],
    ['novembre 2027', '2027-11-30'],
    ['31/03/2027', '2027-03-31'],
    ['15/03', '2027-03-15'],
    ['20/11', '2026-11-20'],
    ['31/12/2020', '2020-12-31'],
    ['12/27', '2027-12-31'],
    ['02/28', '2028-02-29'],
    ['31/02', null],
    ['13/27', null],
  ])('«%s» is %s', (typed, date) => {
    expect(readTypedDate(typed, today, 'fr', 'future')).toBe(date);
  });

  it('a month alone is no date of a document', () => {
    expect(readTypedDate('03/2027', today, 'fr')).toBeNull();
    expect(readTypedDate('2027-03', today, 'fr')).toBeNull();
    expect(readTypedDate('13/2027', today, 'fr', 'future')).toBeNull();
    expect(readTypedDate('2027-13', today, 'fr', 'future')).toBeNull();
    expect(readTypedDate('ju 2027', today, 'fr', 'future')).toBeNull();
  });
});
