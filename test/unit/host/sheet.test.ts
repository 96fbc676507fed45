import { describe, expect, it } from 'vitest';
import { desk, texts } from './host-for-tests.ts';

const FILL = `SpreadsheetApp.getActiveSheet().getRange(1, 1, 5, 2).setValues(
  [['lot', 'qté'], ["'b", 3], ["'a", 1], ["'c", 2], ["'a", '']]);`;

describe('rows and columns', () => {
  it('inserting and deleting rows moves what stands there, with protections and formats', async () => {
    const here = desk();
    await here.script(`${FILL}
      const sheet = SpreadsheetApp.getActiveSheet();
      sheet.getRange('A3:B3').protect().setDescription('ligne');
      sheet.getRange('A2').setFontWeight('bold').setNumberFormat('@');
      sheet.insertRowsAfter(2, 2);`);
    expect(texts(here, here.sheetId, 7, 2)).toEqual([
      ['lot', 'qté'],
      ['b', '3'],
      ['', ''],
      ['', ''],
      ['a', '1'],
      ['c', '2'],
      ['a', ''],
    ]);
    expect(here.document.sheets()[0]!.protections[0]!.a1).toBe('A5:B5');
    expect(here.document.view(here.sheetId, 3, 1)[0]![0]!.bold).toBe(true);
    here.document.deleteRows(here.sheetId, 2, 2);
    expect(here.document.sheets()[0]!.protections[0]!.a1).toBe('A3:B3');
    here.document.deleteRows(here.sheetId, 3, 1);
    expect(here.document.sheets()[0]!.protections).toEqual([]);
    expect(texts(here, here.sheetId, 3, 2)).toEqual([
      ['lot', 'qté'],
      ['', ''],
      ['c', '2'],
    ]);
  });

  it('refuses to delete every row, or every row that is not frozen', async () => {
    const { script } = desk();
    await expect(script('SpreadsheetApp.getActiveSheet().deleteRows(1, 1000)')).rejects.toThrow(
      "You can't delete all the rows on the sheet.",
    );
    await expect(
      script('const s = SpreadsheetApp.getActiveSheet(); s.setFrozenRows(1); s.deleteRows(2, 999)'),
    ).rejects.toThrow('not possible to delete all non-frozen rows');
  });

  it('columns come, go and move, and hidden ones stay hidden', async () => {
    const here = desk();
    await here.script(`${FILL}
      const sheet = SpreadsheetApp.getActiveSheet();
      sheet.hideColumns(2);
      sheet.setColumnWidth(2, 60);
      sheet.insertColumnBefore(1);`);
    expect(here.document.sheets()[0]).toMatchObject({
      hiddenColumns: [3],
      columnWidths: { 3: 60 },
      columns: 27,
    });
    here.document.moveColumn(here.sheetId, 3, 1);
    expect(texts(here, here.sheetId, 2, 3)).toEqual([
      ['qté', '', 'lot'],
      ['3', '', 'b'],
    ]);
    expect(here.document.sheets()[0]).toMatchObject({ hiddenColumns: [1], columnWidths: { 1: 60 } });
    await here.script('SpreadsheetApp.getActiveSheet().deleteColumns(1, 2)');
    expect(texts(here, here.sheetId, 1, 2)).toEqual([['lot', '']]);
  });

  it('sorts below the frozen rows: numbers, then text, empty cells last both ways', async () => {
    const here = desk();
    await here.script(`${FILL} SpreadsheetApp.getActiveSheet().setFrozenRows(1)`);
    here.document.sort(here.sheetId, 2, false);
    expect(texts(here, here.sheetId, 5, 2).map(([, quantity]) => quantity)).toEqual([
      'qté',
      '3',
      '2',
      '1',
      '',
    ]);
    await here.script(
      "SpreadsheetApp.getActiveSheet().getRange('A2:B5').sort([{ column: 1, ascending: true }, { column: 2, ascending: false }])",
    );
    expect(texts(here, here.sheetId, 5, 2).slice(1)).toEqual([
      ['a', '1'],
      ['a', ''],
      ['b', '3'],
      ['c', '2'],
    ]);
  });
});

describe('a filter', () => {
  it('hides rows by value and by condition, and gives them back', async () => {
    const here = desk();
    const hidden = () => here.document.sheets()[0]!.hiddenRows;
    await here.script(`${FILL}
      SpreadsheetApp.getActiveSheet().getRange('A1:B5').createFilter()
        .setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['a']).build());`);
    expect(hidden()).toEqual([3, 5]);
    expect(await here.script('return SpreadsheetApp.getActiveSheet().isRowHiddenByFilter(3)')).toBe(true);
    await here.script(`SpreadsheetApp.getActiveSheet().getFilter().removeColumnFilterCriteria(1)
      .setColumnFilterCriteria(2, SpreadsheetApp.newFilterCriteria().whenCellEmpty().build())`);
    expect(hidden()).toEqual([2, 3, 4]);
    here.document.sort(here.sheetId, 2, true);
    await here.script('SpreadsheetApp.getActiveSheet().getFilter().remove()');
    expect(hidden()).toEqual([]);
  });

  it('is one to a tab', async () => {
    const { script } = desk();
    const filter = "SpreadsheetApp.getActiveSheet().getRange('A1:B5').createFilter();";
    await expect(script(filter + filter)).rejects.toThrow('already has a filter');
  });
});

describe('tabs', () => {
  it('are made, named, moved, copied and deleted', async () => {
    const here = desk();
    const names = () => here.document.sheets().map(({ name }) => name);
    await here.script(`const book = SpreadsheetApp.getActive();
      const count = book.insertSheet('Inventaire');
      book.insertSheet().setName('Autre');
      book.setActiveSheet(count);
      book.moveActiveSheet(1);`);
    expect(names()).toEqual(['Inventaire', 'Feuille 1', 'Autre']);
    expect(here.shown.filter(({ what }) => what === 'activate')).toHaveLength(3);
    await expect(here.script("SpreadsheetApp.getActive().insertSheet('inventaire')")).rejects.toThrow(
      'A sheet with the name "inventaire" already exists.',
    );
    here.document.copySheet(here.document.sheets()[0]!.id);
    expect(names()).toEqual(['Inventaire', 'Copie de Inventaire', 'Feuille 1', 'Autre']);
    for (const { id } of here.document.sheets().slice(1)) here.document.deleteSheet(id);
    expect(() => here.document.deleteSheet(here.document.sheets()[0]!.id)).toThrow("You can't remove all");
  });

  it('a tab that is gone fails', async () => {
    const { script } = desk();
    await expect(
      script(`const book = SpreadsheetApp.getActive(); const sheet = book.insertSheet('x');
        book.deleteSheet(sheet); sheet.getName()`),
    ).rejects.toThrow('not found');
  });

  it('each person has a tab of his own in sight', async () => {
    const { host, document, session, script } = desk();
    const other = host.session(document.id, 'bob@example.org');
    const second = document.addSheet('Seconde');
    document.activate('bob@example.org', second, 4, 2);
    const where =
      "return SpreadsheetApp.getActiveSheet().getName() + '!' + SpreadsheetApp.getActiveRange().getA1Notation()";
    expect(await script(where)).toBe('Feuille 1!A1');
    expect(await other.call('evaluate', [where])).toBe('Seconde!B4');
    expect(session.document.id).toBe(other.document.id);
  });

  it('a copied tab carries the developer metadata of its original', async () => {
    const here = desk();
    await here.script(`const sheet = SpreadsheetApp.getActive().insertSheet('Comptage');
      sheet.addDeveloperMetadata('count', 'c-1', SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
      SpreadsheetApp.getActive().addDeveloperMetadata('book', 'b-1');`);
    const original = here.document.sheets()[1]!;
    const copy = here.document.copySheet(original.id);
    const found = `return SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('count').withValue('c-1')
      .withVisibility(SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT).find()
      .map((entry) => [entry.getValue(), entry.getLocation().getSheet().getSheetId()])`;
    expect(await here.script(found)).toEqual([
      ['c-1', original.id],
      ['c-1', copy],
    ]);
    here.document.deleteSheet(original.id);
    expect(await here.script(found)).toEqual([['c-1', copy]]);
    expect(
      await here.script(
        'return SpreadsheetApp.getActive().getDeveloperMetadata().map((entry) => entry.getKey())',
      ),
    ).toEqual(['book']);
  });
});

it('draws formats, notes and conditional formats', async () => {
  const here = desk();
  await here.script(`const sheet = SpreadsheetApp.getActiveSheet();
    const range = sheet.getRange('A1:B1');
    range.setValues([['écart', 4]]).setBackgrounds([['#ABC', null]]).setFontColor('red').setHorizontalAlignment('center');
    range.setNotes([['à voir', '']]);
    sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange('B1:B9')])
      .whenNumberGreaterThan(3).setBackground('#ff0000').setBold(true).build()]);`);
  const [first, second] = here.document.view(here.sheetId, 1, 1)[0]!;
  expect(first).toMatchObject({ background: '#aabbcc', colour: 'red', align: 'center', note: 'à voir' });
  expect(second).toMatchObject({ background: '#ff0000', bold: true });
  expect(
    await here.script("return SpreadsheetApp.getActiveSheet().getRange('A1:B1').getBackgrounds()"),
  ).toEqual([['#aabbcc', '#ffffff']]);
});
