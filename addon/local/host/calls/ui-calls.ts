import { randomUUID } from 'node:crypto';
import type { DialogAnswer, Execution } from '../execution.ts';
import type { MenuEntry } from '../types.ts';

export type Buttons = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';

/** What Ui and its menus ask of the window that the script runs for. */
export const uiCalls = {
  addMenu({ menus }: Execution, menu: MenuEntry) {
    menus.push(menu);
  },
  showSidebar({ window }: Execution, title: string, html: string) {
    if (window.sidebarFrame) window.emit({ what: 'closeFrame', frameId: window.sidebarFrame });
    window.sidebarFrame = randomUUID();
    window.emit({ what: 'sidebar', frameId: window.sidebarFrame, title, html });
  },
  showDialog(
    { window }: Execution,
    title: string,
    html: string,
    modal: boolean,
    size: { width?: number; height?: number },
  ) {
    window.emit({ what: 'dialog', frameId: randomUUID(), title, html, modal, ...size });
  },
  toast({ window }: Execution, message: string, title: string, seconds: number) {
    window.emit({ what: 'toast', message, title, seconds });
  },
  /** Waits for the person. Meanwhile the clock stands still, and the script's locks are lost, as in Google. */
  async ask(run: Execution, what: 'alert' | 'prompt', title: string, prompt: string, buttons: Buttons) {
    const alertId = randomUUID();
    run.host.locks.releaseAll(run.id);
    run.pauseClock();
    const drop = () => run.end(new Error('The window was closed'));
    const answered = new Promise<DialogAnswer>((answer) => {
      run.window.waiting.set(alertId, { answer, drop });
      run.signal.addEventListener('abort', () => run.window.waiting.delete(alertId));
    });
    run.window.emit({ what, alertId, title, prompt, buttons });
    if (run.window.closed) drop();
    const given = await answered;
    run.resumeClock();
    return given;
  },
};
