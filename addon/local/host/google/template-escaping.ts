/** Where in a page a printed value stands: that decides how it must be escaped. */
export type PrintContext = 'html' | 'script' | 'script-string' | 'style';

/** The quote that is open at the end of this JavaScript, or '' outside any string. Comments are skipped. */
function openQuote(script: string): string {
  let quote = '';
  for (let at = 0; at < script.length; at++) {
    const sign = script[at]!;
    if (quote) {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
      continue;
    }
    if (sign === '/' && script[at + 1] === '/') {
      const end = script.indexOf('\n', at);
      if (end < 0) return '';
      at = end;
    } else if (sign === '/' && script[at + 1] === '*') {
      const end = script.indexOf('*/', at + 2);
      if (end < 0) return '';
      at = end + 1;
    } else if (sign === '"' || sign === "'" || sign === '`') quote = sign;
  }
  return quote;
}

/** The context at the end of the page's text so far. */
export function contextAfter(text: string): PrintContext {
  const lower = text.toLowerCase();
  const opened = lower.lastIndexOf('<script');
  if (opened > lower.lastIndexOf('</script')) {
    const start = lower.indexOf('>', opened);
    if (start < 0) return 'html';
    return openQuote(text.slice(start + 1)) ? 'script-string' : 'script';
  }
  const styled = lower.lastIndexOf('<style');
  return styled > lower.lastIndexOf('</style') && lower.indexOf('>', styled) >= 0 ? 'style' : 'html';
}

const HTML: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

const inString = (text: string): string =>
  text.replace(/[\\"'`<>&=\n\r\u2028\u2029$]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });

/** The value as `<?= ?>` prints it: text in a page, a literal in a script, part of a string inside quotes. */
export function escapedFor(value: unknown, context: PrintContext): string {
  switch (context) {
    case 'html':
      return String(value).replace(/[&<>"'`]/g, (sign) => HTML[sign]!);
    case 'script-string':
      return inString(String(value));
    case 'script':
      if (value === null || value === undefined) return 'null';
      if (typeof value === 'number' || typeof value === 'boolean') return ` ${String(value)} `;
      return `'${inString(String(value))}'`;
    case 'style':
      return String(value).replace(/[^\w #.,%-]/g, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `);
  }
}
