import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { hasLongWord } from '../../printing/cells.ts';

/** What the record is made of: a section with its title, a list, a table. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export function section(title: string, content: Html | false): Html {
  return content ? html`<section><h2>${title}</h2>${content}</section>` : html``;
}

export function list(rows: readonly string[]): Html {
  return html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`;
}

/** `numbers` are the places of the columns that stand to the right. */
export function table(
  headings: readonly string[],
  rows: readonly string[][],
  numbers: readonly number[] = [],
): Html {
  const align = (at: number, cell = '') => {
    if (numbers.includes(at)) return raw(' class="number"');
    return hasLongWord(cell) ? raw(' class="long"') : '';
  };
  return html`<table tabindex="0"><thead><tr>${headings.map(
    (heading, at) => html`<th scope="col"${align(at)}>${heading}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, at) => html`<td${align(at, cell)}>${cell}</td>`)}</tr>
`,
  )}</tbody></table>`;
}
