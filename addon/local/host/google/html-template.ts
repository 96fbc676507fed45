import { HtmlOutput } from './html-output.ts';
import { expose, outside, Service, whole } from './service.ts';
import { contextAfter, escapedFor } from './template-escaping.ts';

type G = GoogleAppsScript.HTML.HtmlTemplate;

const sources = new WeakMap<object, string>();

/**
 * The template as the body of a function of `__put`, which takes text and how to escape it.
 * `<? ?>` is code, `<?= ?>` prints with the escaping of its place, `<?!= ?>` prints as it is.
 */
export function templateCode(source: string): string {
  const lines: string[] = [];
  let statics = '';
  let from = 0;
  for (const scriptlet of source.matchAll(/<\?(!?=)?([\s\S]*?)\?>/g)) {
    const text = source.slice(from, scriptlet.index);
    statics += text;
    lines.push(`__put(${JSON.stringify(text)});`);
    const [, sign, code = ''] = scriptlet;
    if (sign === '=') lines.push(`__put(${code.trim()}, ${JSON.stringify(contextAfter(statics))});`);
    else if (sign === '!=') lines.push(`__put(${code.trim()});`);
    else lines.push(code);
    // A printed value stands for a word: whatever it is, it does not end a tag or a string.
    if (sign) statics += 'x';
    from = scriptlet.index + scriptlet[0].length;
  }
  lines.push(`__put(${JSON.stringify(source.slice(from))});`);
  return lines.join('\n');
}

/** A page with scriptlets; what a script sets on it (`template.name = …`) is a variable of the page. */
export class HtmlTemplate extends Service implements Pick<G, 'evaluate' | 'getCode' | 'getRawContent'> {
  constructor(source: string) {
    super();
    sources.set(this, source);
  }
  getRawContent(): string {
    return sources.get(this)!;
  }
  getCode(): string {
    return templateCode(sources.get(this)!);
  }
  evaluate(): GoogleAppsScript.HTML.HtmlOutput {
    const code = templateCode(sources.get(this)!);
    const parts: string[] = [];
    const put = (value: unknown, context?: Parameters<typeof escapedFor>[1]) => {
      parts.push(context ? escapedFor(value, context) : String(value));
    };
    const variables = { ...(this as Record<string, unknown>) };
    // `with` gives the page its variables without declaring them; only sloppy code may use it, as Google's does.
    const page = new Function('__variables', '__put', `with (__variables) {\n${code}\n}`);
    outside(() => page(variables, put));
    return whole(new HtmlOutput(parts.join('')));
  }
}
expose('HtmlTemplate', HtmlTemplate);
