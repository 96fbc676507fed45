import { describe, expect, it } from 'vitest';
import { escapedFor } from '../../../addon/local/host/google/template-escaping.ts';
import type { UiEvent } from '../../../addon/local/host/types.ts';
import { bundleOf, desk } from './host-for-tests.ts';

type Alert = Extract<UiEvent, { what: 'alert' | 'prompt' }>;

/** Answers each dialog by `answer`, and keeps them. */
function answering(
  here: ReturnType<typeof desk>,
  answer: (alert: Alert) => [button: 'YES' | 'NO' | 'OK' | 'CLOSE', text?: string],
) {
  const asked: Alert[] = [];
  here.session.onUi((event) => {
    if (event.what !== 'alert' && event.what !== 'prompt') return;
    asked.push(event);
    const [button, text] = answer(event);
    here.session.answerAlert(event.alertId, button, text);
  });
  return asked;
}

it('a menu that a page’s call makes anew takes the place of the one before', async () => {
  const here = desk();
  const shown: UiEvent[] = [];
  here.session.onUi((event) => shown.push(event));
  await here.script("SpreadsheetApp.getUi().createAddonMenu().addItem('Stock exits', 'openExits').addToUi()");
  expect(shown).toEqual([{ what: 'menu', entries: [{ label: 'Stock exits', functionName: 'openExits' }] }]);
  await here.script('return 1');
  expect(shown).toHaveLength(1);
});

describe('dialogs of a script', () => {
  it('a menu click waits for the answer', async () => {
    const here = desk();
    const asked = answering(here, () => ['YES']);
    await here.session.choose('askSomething');
    expect(asked).toMatchObject([{ title: 'Titre', prompt: 'Vraiment ?', buttons: 'YES_NO' }]);
    expect(here.document.view(here.sheetId, 1, 1)[0]![0]!.text).toBe('YES');
  });

  it('blocks its own execution and no other', async () => {
    const here = desk();
    const waiting = here.script("return String(SpreadsheetApp.getUi().alert('Attendez'))");
    const alert = await new Promise<Alert>((resolve) => {
      here.session.onUi((event) => event.what === 'alert' && resolve(event));
    });
    expect(await here.script('return 2')).toBe(2);
    here.session.answerAlert(alert.alertId, 'CLOSE');
    expect(await waiting).toBe('CLOSE');
    expect(() => here.session.answerAlert(alert.alertId, 'OK')).toThrow('waiting');
  });

  it('loses the locks of the script, as in Google', async () => {
    const here = desk();
    answering(here, () => ['OK']);
    const body = `const lock = LockService.getScriptLock(); lock.waitLock(10);
      const before = lock.hasLock(); SpreadsheetApp.getUi().alert('x'); return [before, lock.hasLock()]`;
    expect(await here.script(body)).toEqual([true, false]);
  });

  it('alert and prompt take one, two or three arguments', async () => {
    const here = desk();
    const asked = answering(here, ({ what }) => (what === 'prompt' ? ['OK', 'douze'] : ['NO']));
    const body = `const ui = SpreadsheetApp.getUi();
      const said = ui.prompt('Titre', 'Combien ?', ui.ButtonSet.OK_CANCEL);
      return [ui.alert('a') === ui.Button.NO, ui.alert('b', ui.ButtonSet.YES_NO) === ui.Button.YES,
        said.getResponseText(), said.getSelectedButton() === ui.Button.OK]`;
    expect(await here.script(body)).toEqual([true, false, 'douze', true]);
    expect(asked.map(({ title, prompt, buttons }) => [title, prompt, buttons])).toEqual([
      ['Titre', 'Combien ?', 'OK_CANCEL'],
      ['', 'a', 'OK'],
      ['', 'b', 'YES_NO'],
    ]);
  });

  it('a closed window ends the script that waited in it', async () => {
    const here = desk();
    const waiting = here.script("SpreadsheetApp.getUi().alert('x')");
    await new Promise<void>((resolve) => {
      here.session.onUi((event) => event.what === 'alert' && resolve());
    });
    here.session.close();
    await expect(waiting).rejects.toThrow('The window was closed');
    await expect(here.script('return 1')).rejects.toThrow('The window was closed');
  });

  it('a closed window lets run what does not wait in it, until it asks', async () => {
    const here = desk();
    const write = "SpreadsheetApp.getActiveSheet().getRange('A1').setValue(5)";
    const running = here.script(`Utilities.sleep(100); ${write}; return 1`);
    const asking = here.script("Utilities.sleep(100); SpreadsheetApp.getUi().alert('x')");
    here.session.close();
    expect(await running).toBe(1);
    await expect(asking).rejects.toThrow('The window was closed');
    expect(here.document.view(here.sheetId, 1, 1)[0]![0]!.text).toBe('5');
  });
});

it('a menu click that fails shows the message and rejects', async () => {
  const here = desk();
  await expect(here.session.choose('nothing')).rejects.toThrow('Script function not found: nothing');
  expect(here.shown).toEqual([{ what: 'failure', message: 'Script function not found: nothing' }]);
});

it('shows sidebars, dialogs and toasts; a second sidebar closes the first', async () => {
  const here = desk();
  await here.script(`const ui = SpreadsheetApp.getUi();
    ui.showSidebar(HtmlService.createHtmlOutput('<p>1</p>').setTitle('Un').addMetaTag('viewport', 'width=300'));
    ui.showSidebar(HtmlService.createHtmlOutput('<p>2</p>').append('!').setTitle('Deux'));
    ui.showModalDialog(HtmlService.createHtmlOutput('bon').setWidth(400).setHeight(300), 'Bon de sortie');
    SpreadsheetApp.getActive().toast('Fait', 'Décompte', 3);`);
  const [first, closed, second, dialog, toast] = here.shown;
  expect(first).toMatchObject({ what: 'sidebar', title: 'Un' });
  expect(first).toHaveProperty('html', '<meta name="viewport" content="width=300"><p>1</p>');
  expect(closed).toEqual({ what: 'closeFrame', frameId: (first as { frameId: string }).frameId });
  expect(second).toMatchObject({ what: 'sidebar', html: '<p>2</p>!', title: 'Deux' });
  expect(dialog).toMatchObject({
    what: 'dialog',
    modal: true,
    title: 'Bon de sortie',
    width: 400,
    height: 300,
  });
  expect(toast).toEqual({ what: 'toast', message: 'Fait', title: 'Décompte', seconds: 3 });
});

const PANEL = `<h1><?= name ?></h1>
<p title="<?= name ?>"><?!= '<b>raw</b>' ?></p>
<? for (let at = 1; at <= 2; at++) { ?><i><?= at ?></i><? } ?>
<script>
  const literal = <?= name ?>;
  const inside = "<?= name ?>";
  const count = <?= 3 ?>;
</script>`;

describe('templates', () => {
  it('escape what they print by the place it stands in', async () => {
    const bundleFolder = await bundleOf({
      'code.js': `function show() {
        const template = HtmlService.createTemplateFromFile('panel');
        template.name = 'Zoé & <Cie>';
        SpreadsheetApp.getUi().showSidebar(template.evaluate());
      }`,
      'panel.html': PANEL,
    });
    const here = desk({ bundleFolder });
    await here.session.choose('show');
    const { html } = here.shown[0] as { html: string };
    expect(html).toContain('<h1>Zoé &amp; &lt;Cie&gt;</h1>');
    expect(html).toContain('<p title="Zoé &amp; &lt;Cie&gt;"><b>raw</b></p>');
    expect(html).toContain('<i>1</i><i>2</i>');
    expect(html).toContain("const literal = 'Zoé \\x26 \\x3cCie\\x3e';");
    expect(html).toContain('const inside = "Zoé \\x26 \\x3cCie\\x3e";');
    expect(html).toContain('const count =  3 ;');
  });

  it('let no value leave its place', () => {
    const hostile = `</script><script>"'\`${'\u2028'}\\`;
    expect(escapedFor(hostile, 'html')).not.toMatch(/[<>"'`]/);
    const literal = escapedFor(hostile, 'script');
    expect(literal).not.toMatch(/<|>|\u2028/);
    expect(new Function(`return ${literal}`)()).toBe(hostile);
    expect(new Function(`return "${escapedFor(hostile, 'script-string')}"`)()).toBe(hostile);
  });

  it('count what their scriptlets call, and fail by what they lack', async () => {
    const here = desk();
    here.host.resetCalls();
    await here.script(
      "return HtmlService.createTemplate('<?= SpreadsheetApp.getActiveSheet().getName() ?>').evaluate().getContent()",
    );
    expect(here.host.serviceCalls()['Sheet.getName']).toBe(1);
    await expect(here.script("HtmlService.createTemplate('<?= absent ?>').evaluate()")).rejects.toThrow(
      'absent is not defined',
    );
    await expect(here.script("HtmlService.createHtmlOutputFromFile('none')")).rejects.toThrow(
      'No HTML file named none was found.',
    );
  });
});
