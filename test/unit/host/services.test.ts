import { describe, expect, it } from 'vitest';
import { desk } from './host-for-tests.ts';

describe('properties', () => {
  it('are kept apart by user, document and script', async () => {
    const { host, session, script } = desk();
    const write = `for (const kind of ['User', 'Document', 'Script'])
      PropertiesService['get' + kind + 'Properties']().setProperty('k', args[0])`;
    const read = `return ['User', 'Document', 'Script'].map((kind) => PropertiesService['get' + kind + 'Properties']().getProperty('k'))`;
    await script(write, 'alice');
    expect(await script(read)).toEqual(['alice', 'alice', 'alice']);
    expect(await session.call('evaluate', [read], 'bob@example.org')).toEqual([null, 'alice', 'alice']);
    const elsewhere = host.session(host.createSpreadsheet('Autre').id, 'alice@example.org');
    expect(await elsewhere.call('evaluate', [read])).toEqual(['alice', null, 'alice']);
  });

  it('take 9 KB a value and 500 KB in all, everything or nothing', async () => {
    const { script } = desk();
    const put = "PropertiesService.getUserProperties().setProperty('k', 'é'.repeat(args[0]))";
    await script(put, 4608);
    await expect(script(put, 4609)).rejects.toThrow('Argument too large: value');
    const many = `const all = {}; for (let at = 0; at < args[0]; at++) all['key' + at] = 'x'.repeat(9000);
      PropertiesService.getDocumentProperties().setProperties(all)`;
    await script(many, 50);
    await expect(script(many, 60)).rejects.toThrow('You have exceeded the property storage quota.');
    expect(await script('return PropertiesService.getDocumentProperties().getKeys().length')).toBe(50);
  });
});

describe('the cache', () => {
  it('forgets after its time, and whenever it likes', async () => {
    const { host, script } = desk();
    const body = `const cache = CacheService.getUserCache(); cache.put('short', 'a', 1); cache.putAll({ long: 'b' });
      Utilities.sleep(1050); return [cache.get('short'), cache.getAll(['short', 'long'])]`;
    expect(await script(body)).toEqual([null, { long: 'b' }]);
    host.forgetCache();
    expect(await script("return CacheService.getUserCache().get('long')")).toBeNull();
  });

  it('takes 100 KB a value', async () => {
    const { script } = desk();
    const put = "CacheService.getScriptCache().put('k', 'x'.repeat(args[0]))";
    await script(put, 102_400);
    await expect(script(put, 102_401)).rejects.toThrow('Argument too large: value');
  });
});

describe('locks', () => {
  const HOLD = `const lock = LockService.getDocumentLock(); lock.waitLock(1000);
    const cell = SpreadsheetApp.getActiveSheet().getRange('A1');
    const before = Number(cell.getValue());
    Utilities.sleep(args[0]);
    cell.setValue(before + 1);
    lock.releaseLock();
    return lock.hasLock()`;

  it('two people never stand inside one together', async () => {
    const { host, document, script, sheetId } = desk();
    const bob = host.session(document.id, 'bob@example.org');
    expect(await Promise.all([script(HOLD, 80), bob.call('evaluate', [HOLD, 80]), script(HOLD, 80)])).toEqual(
      [false, false, false],
    );
    expect(document.view(sheetId, 1, 1)[0]![0]!.text).toBe('3');
  });

  it('are given up after the time asked, and freed when the holder ends', async () => {
    const { host, document, script } = desk();
    const bob = host.session(document.id, 'bob@example.org');
    const told = 'PropertiesService.getScriptProperties()';
    const until = (what: string) => `while (!${told}.getProperty('${what}')) Utilities.sleep(10);`;
    const holding = script(
      `LockService.getScriptLock().waitLock(1); ${told}.setProperty('held', '1'); ${until('over')}`,
    );
    await script(until('held'));
    expect(await bob.call('evaluate', ['return LockService.getScriptLock().tryLock(50)'])).toBe(false);
    await expect(bob.call('evaluate', ['LockService.getScriptLock().waitLock(50)'])).rejects.toThrow(
      'Lock timeout: another process was holding the lock for too long.',
    );
    await script(`${told}.setProperty('over', '1')`);
    await holding;
    expect(await bob.call('evaluate', ['return LockService.getScriptLock().tryLock(0)'])).toBe(true);
  });
});

it('utilities: digests, base64, dates', async () => {
  const { script } = desk();
  const body = `return [
    Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'abc').slice(0, 3),
    Utilities.base64EncodeWebSafe('é?>~'), Utilities.base64Encode([-1, 0]),
    Utilities.newBlob(Utilities.base64Decode('w6nwn5iA')).getDataAsString(),
    Utilities.formatDate(new Date(Date.UTC(2026, 10, 20, 23, 5)), 'Europe/Paris', "EEE d MMM yyyy 'à' HH:mm Z"),
    Utilities.getUuid().length]`;
  expect(await script(body)).toEqual([
    [-70, 120, 22],
    'w6k_Pn4=',
    '/wA=',
    'é😀',
    'Sat 21 Nov 2026 à 00:05 +0100',
    36,
  ]);
});

describe('the limit of an execution', () => {
  it.each([
    'for (;;);',
    'Utilities.sleep(60000)',
    'for (;;) SpreadsheetApp.getActiveSheet()',
  ])('ends %s', async (body) => {
    const { script } = desk({ executionLimitMs: 1500 });
    await expect(script(body)).rejects.toThrow('Exceeded maximum execution time');
    expect(await script('return 1')).toBe(1);
  });

  it('does not run while a person reads a dialog', async () => {
    const { session, script } = desk({ executionLimitMs: 3000 });
    session.onUi((event) => {
      if (event.what === 'alert') setTimeout(() => session.answerAlert(event.alertId, 'OK'), 3300);
    });
    expect(await script("return String(SpreadsheetApp.getUi().alert('?'))")).toBe('OK');
  });
});

it('saves and restores documents, properties and cache as JSON', async () => {
  const { host, document, script } = desk();
  await script(`const sheet = SpreadsheetApp.getActiveSheet();
    sheet.getRange('B2').setValue("'007").setFontWeight('bold').setNote('n');
    sheet.protect().setWarningOnly(true);
    sheet.addDeveloperMetadata('k', 'v');
    PropertiesService.getUserProperties().setProperty('p', '1');
    CacheService.getUserCache().put('c', '2')`);
  const kept = JSON.parse(JSON.stringify(host.save())) as unknown;
  const other = desk();
  other.host.load(kept);
  expect(other.host.spreadsheet(document.id)!.view(0, 1, 3)).toEqual(document.view(0, 1, 3));
  const session = other.host.session(document.id, 'alice@example.org');
  const read = `return [SpreadsheetApp.getActiveSheet().getDeveloperMetadata()[0].getValue(),
    PropertiesService.getUserProperties().getProperty('p'), CacheService.getUserCache().get('c')]`;
  expect(await session.call('evaluate', [read])).toEqual(['v', '1', '2']);
  await session.call('evaluate', ["SpreadsheetApp.getActiveSheet().getRange('B2').setBackground('red')"]);
  expect(document.view(0, 2, 1)[0]![1]!.background).toBeUndefined();
});

it('a closed host ends its threads and whatever ran in them', async () => {
  const { host, script } = desk({});
  await script('return 1');
  const running = Promise.allSettled([script('for (;;);'), script('Utilities.sleep(60000)')]);
  await host.close();
  expect((await running).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(script('return 1')).rejects.toThrow('The host is closed');
});
