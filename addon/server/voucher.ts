import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { wordsOf } from './language.ts';

/** The Worker's printable voucher. */
export function showVoucherPage(html: string, number: string, language: Language): void {
  showPrintPage(html, say(wordsOf(language).titles.voucher, language, { number }), language);
}

/** A printable page of the Worker, in a dialog with buttons that do not print. */
export function showPrintPage(html: string, title: string, language: Language): void {
  const words = wordsOf(language);
  // The print rule stands last: of two equal selectors the later one speaks.
  const bar = `<style>.decompte-bar{font:13px Arial,sans-serif;position:sticky;top:0;background:#fff;border-bottom:1px solid #dadce0;padding:8px 12px;display:flex;gap:8px}
.decompte-bar button{font:bold 13px Arial,sans-serif;min-height:32px;padding:0 16px;border-radius:4px;border:1px solid #80868b;background:#fff;cursor:pointer}
.decompte-bar button:first-child{background:#1a73e8;border-color:#1a73e8;color:#fff}
@media print{.decompte-bar{display:none}}</style>
<div class="decompte-bar"><button type="button" onclick="window.print()">${words.voucher.print}</button>
<button type="button" onclick="google.script.host.close()">${words.voucher.close}</button></div>
<script>addEventListener('keydown',function(e){if(e.key==='Escape')google.script.host.close()})</script>`;
  const body = /<body[^>]*>/i.exec(html);
  const page = body
    ? html.slice(0, body.index) + body[0] + bar + html.slice(body.index + body[0].length)
    : bar + html;
  const dialog = HtmlService.createHtmlOutput(page).setWidth(860).setHeight(640);
  SpreadsheetApp.getUi().showModalDialog(dialog, title);
}
