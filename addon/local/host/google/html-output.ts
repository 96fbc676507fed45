import { exception } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.HTML.HtmlOutput;

interface Page {
  html: string;
  title: string;
  width?: number;
  height?: number;
  metaTags: [name: string, content: string][];
}

const pages = new WeakMap<object, Page>();

/** Google takes no other meta tags into its frames. */
const META_TAGS = [
  'apple-mobile-web-app-capable',
  'google-site-verification',
  'mobile-web-app-capable',
  'viewport',
];

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What a frame shows: the page with its meta tags in front. */
export function shownHtml(output: unknown): Page {
  const page = output !== null && typeof output === 'object' ? pages.get(output) : undefined;
  if (!page) throw exception('An HtmlOutput is expected: evaluate the template first.');
  const tags = page.metaTags.map(([name, content]) => `<meta name="${name}" content="${escaped(content)}">`);
  return { ...page, html: tags.join('') + page.html };
}

export class HtmlOutput
  extends Service
  implements
    Pick<
      G,
      | 'addMetaTag'
      | 'append'
      | 'appendUntrusted'
      | 'clear'
      | 'getContent'
      | 'getHeight'
      | 'getTitle'
      | 'getWidth'
      | 'setContent'
      | 'setHeight'
      | 'setSandboxMode'
      | 'setTitle'
      | 'setWidth'
      | 'setXFrameOptionsMode'
    >
{
  constructor(html: string) {
    super();
    pages.set(this, { html, title: '', metaTags: [] });
  }
  #with(change: Partial<Page>): G {
    pages.set(this, { ...pages.get(this)!, ...change });
    return whole(this);
  }
  getContent(): string {
    return pages.get(this)!.html;
  }
  setContent(html: string): G {
    return this.#with({ html: String(html) });
  }
  append(html: string): G {
    return this.#with({ html: pages.get(this)!.html + String(html) });
  }
  appendUntrusted(text: string): G {
    return this.append(escaped(String(text)));
  }
  clear(): G {
    return this.#with({ html: '' });
  }
  getTitle(): string {
    return pages.get(this)!.title;
  }
  setTitle(title: string): G {
    return this.#with({ title: String(title) });
  }
  getWidth(): number {
    return pages.get(this)!.width ?? 0;
  }
  setWidth(width: number): G {
    return this.#with({ width });
  }
  getHeight(): number {
    return pages.get(this)!.height ?? 0;
  }
  setHeight(height: number): G {
    return this.#with({ height });
  }
  addMetaTag(name: string, content: string): G {
    if (!META_TAGS.includes(name))
      throw exception(`The meta tag you specified is not allowed in this context: ${name}`);
    return this.#with({ metaTags: [...pages.get(this)!.metaTags, [name, content]] });
  }
  /** Both modes have had one meaning only for years; Google keeps the methods. */
  setSandboxMode(_mode: GoogleAppsScript.HTML.SandboxMode): G {
    return whole(this);
  }
  setXFrameOptionsMode(_mode: GoogleAppsScript.HTML.XFrameOptionsMode): G {
    return whole(this);
  }
}
expose('HtmlOutput', HtmlOutput);
