import { describe, expect, it } from 'vitest';
import { desk, texts } from './host-for-tests.ts';

describe('protections', () => {
  it('a warning asks the person who types, and never a script', async () => {
    const here = desk();
    await here.script(`const sheet = SpreadsheetApp.getActiveSheet();
      sheet.protect().setWarningOnly(true).setDescription('Théorique').setUnprotectedRanges([sheet.getRange('C2:C1000')])`);
    const type = (column: number, confirmed?: boolean) =>
      here.session.document.type('bob@example.org', here.sheetId, 2, column, [['5']], confirmed);
    expect(type(3)).toEqual({ refused: [] });
    expect(type(2).needsConfirmation).toContain('Théorique');
    expect(texts(here, here.sheetId, 2, 3)[1]).toEqual(['', '', '5']);
    expect(type(2, true)).toEqual({ refused: [] });
    await here.session.call(
      'evaluate',
      ["SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1)"],
      'bob@example.org',
    );
    expect(texts(here, here.sheetId, 1, 1)).toEqual([['1']]);
  });

  it('a hard protection keeps others out, and their scripts too', async () => {
    const here = desk();
    await here.script("SpreadsheetApp.getActiveSheet().getRange('A1:B2').protect()");
    const { refused } = here.session.document.type('bob@example.org', here.sheetId, 2, 2, [['x', 'y']]);
    expect(refused.map(({ row, column }) => [row, column])).toEqual([
      [2, 2],
      [2, 3],
    ]);
    expect(here.session.document.type('alice@example.org', here.sheetId, 2, 2, [['x']]).refused).toEqual([]);
    const bob = here.host.session(here.document.id, 'bob@example.org');
    await expect(
      bob.call('evaluate', ["SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1)"]),
    ).rejects.toThrow('You are trying to edit a protected cell or object.');
    for (const change of [
      'insertRowsAfter(1, 1)',
      'deleteRows(2, 1)',
      'insertColumnsAfter(1, 1)',
      'deleteColumns(1, 1)',
    ]) {
      await expect(bob.call('evaluate', [`SpreadsheetApp.getActiveSheet().${change}`])).rejects.toThrow(
        'protected',
      );
    }
    expect(bob.document.sheets()[0]!.protections[0]!.mayEdit).toBe(false);
    expect(here.session.document.sheets()[0]!.protections[0]!.mayEdit).toBe(true);
  });
});

describe('data validation', () => {
  const RULE = `SpreadsheetApp.getActiveSheet().getRange('A1:A9').setDataValidation(SpreadsheetApp.newDataValidation()
    .requireNumberGreaterThanOrEqualTo(0).setAllowInvalid(args[0]).setHelpText('Une quantité').build())`;

  it('refuses the cells it does not like, and keeps the others', async () => {
    const here = desk();
    await here.script(RULE, false);
    const { refused } = here.session.document.type(here.session.email, here.sheetId, 1, 1, [
      ['3'],
      ['-1'],
      ['x'],
      [''],
    ]);
    expect(refused.map(({ row }) => row)).toEqual([2, 3]);
    expect(refused[0]!.why).toContain('A2');
    expect(refused[0]!.why).toContain('Une quantité');
    expect(texts(here, here.sheetId, 3, 1)).toEqual([['3'], [''], ['']]);
    await expect(here.script("SpreadsheetApp.getActiveSheet().getRange('A2').setValue(-1)")).rejects.toThrow(
      'The data you entered in cell A2 violates the data validation rules set on this cell.',
    );
  });

  it('only marks them where invalid data is allowed', async () => {
    const here = desk();
    await here.script(RULE, true);
    expect(
      here.session.document.type(here.session.email, here.sheetId, 1, 1, [['-1'], ['3']]).refused,
    ).toEqual([]);
    expect(here.document.view(here.sheetId, 1, 2).map((cells) => cells[0]!.warning)).toEqual([
      'Une quantité',
      undefined,
    ]);
  });
});
