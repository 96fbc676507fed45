/** Sidebar and dialogs of the add-on: frames on another origin, with Google's sandbox attributes. */
import { element, find } from './dom.ts';
import type { FromFrame, ToFrame } from './frame/messages.ts';
import { texts } from './texts.ts';

/** The attributes that Apps Script puts on its frames. */
const sandbox = [
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-same-origin',
  'allow-scripts',
  'allow-top-navigation-by-user-activation',
].join(' ');

/** Google runs ten calls of a user's frames at once; the others wait. */
const callsAtOnce = 10;

export interface FrameRequest {
  frameId: string;
  title: string;
  address: string;
  modal?: boolean;
  width?: number;
  height?: number;
}

export interface Frames {
  trust(origin: string): void;
  openSidebar(request: FrameRequest): void;
  openDialog(request: FrameRequest): void;
  close(frameId: string): void;
}

interface OpenFrame {
  iframe: HTMLIFrameElement;
  /** Its own: after a restart of the host new frames come from another port, and the open ones stay. */
  origin: string;
  resize(width?: number, height?: number): void;
  close(): void;
}

/**
 * @param call runs a function of the script
 * @param onClosed gives the keyboard back to the grid
 */
export function createFrames(
  call: (functionName: string, args: unknown[]) => Promise<unknown>,
  onClosed: () => void,
): Frames {
  const sidebar = find('[data-sidebar]');
  const frames = new Map<string, OpenFrame>();
  const queue: (() => Promise<void>)[] = [];
  let origin = '';
  let running = 0;
  let sidebarId: string | null = null;

  function pump(): void {
    while (running < callsAtOnce && queue.length > 0) {
      running += 1;
      void queue.shift()!().finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  async function answer(frame: OpenFrame, message: FromFrame & { decompte: 'call' }): Promise<void> {
    const reply = (outcome: { ok: true; value: unknown } | { ok: false; message: string }) => {
      const sent: ToFrame = { decompte: 'answer', call: message.call, ...outcome };
      frame.iframe.contentWindow?.postMessage(sent, frame.origin);
    };
    try {
      reply({ ok: true, value: await call(message.functionName, message.args) });
    } catch (failure) {
      reply({ ok: false, message: (failure as Error).message });
    }
  }

  addEventListener('message', (event: MessageEvent<FromFrame>) => {
    const frame = [...frames.values()].find(
      (one) => one.iframe.contentWindow === event.source && one.origin === event.origin,
    );
    if (!frame) return;
    const message = event.data;
    if (message.decompte === 'call') {
      queue.push(() => answer(frame, message));
      pump();
    } else if (message.decompte === 'size') frame.resize(message.width, message.height);
    else if (message.decompte === 'close') frame.close();
  });

  function makeFrame(name: 'sidebar' | 'dialog', request: FrameRequest): HTMLIFrameElement {
    return element('iframe', { name, title: request.title, sandbox, src: request.address });
  }

  function head(title: string, close: () => void): HTMLElement {
    const cross = element('button', {
      type: 'button',
      class: 'cross',
      'aria-label': texts.close,
      'data-close-frame': true,
    });
    cross.textContent = '✕';
    cross.addEventListener('click', close);
    return element('header', {}, element('h2', {}, title), cross);
  }

  return {
    trust(frameOrigin) {
      origin = frameOrigin;
    },
    openSidebar(request) {
      if (sidebarId !== null) frames.delete(sidebarId);
      sidebarId = request.frameId;
      const iframe = makeFrame('sidebar', request);
      const close = () => {
        frames.delete(request.frameId);
        sidebarId = null;
        sidebar.hidden = true;
        sidebar.replaceChildren();
        onClosed();
      };
      sidebar.replaceChildren(head(request.title, close), iframe);
      sidebar.hidden = false;
      // The width of a sidebar is Google's: 300 px.
      frames.set(request.frameId, { iframe, origin, resize: () => undefined, close });
    },
    openDialog(request) {
      const iframe = makeFrame('dialog', request);
      const dialog = element('dialog', { class: 'frame-dialog' });
      const resize = (width?: number, height?: number) => {
        if (width) iframe.style.width = `${width}px`;
        if (height) iframe.style.height = `${height}px`;
      };
      resize(request.width ?? 600, request.height ?? 400);
      dialog.append(
        head(request.title, () => dialog.close()),
        iframe,
      );
      dialog.addEventListener('close', () => {
        frames.delete(request.frameId);
        dialog.remove();
        onClosed();
      });
      find('[data-layers]').append(dialog);
      frames.set(request.frameId, { iframe, origin, resize, close: () => dialog.close() });
      if (request.modal === false) dialog.show();
      else dialog.showModal();
      iframe.focus();
    },
    close: (frameId) => frames.get(frameId)?.close(),
  };
}
