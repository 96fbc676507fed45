import type { Context } from 'hono';
import { textOf } from '../../shared/text/index.ts';
import type { AppEnv } from '../http/env.ts';
import { allowInline } from './frame.tsx';

const STYLE = `
.paper-bar { display: flex; flex-wrap: wrap; gap: 8px 24px; justify-content: space-between; align-items: center; max-width: 190mm; margin: 0 auto 6mm; font: 16px/1.5 system-ui, 'Segoe UI', Arial, sans-serif; }
.paper-bar a { color: #106b5b; }
.paper-bar button { font: inherit; background: #106b5b; color: #fff; border: 0; border-radius: 4px; padding: 7px 14px; cursor: pointer; }
.paper-bar :focus-visible { outline: 3px solid #1a73e8; outline-offset: 2px; }
@media print { .paper-bar { display: none; } }
`;

/** The portal's one script: no element prints by itself. Without it the button does not show. */
const SCRIPT = `for (const button of document.querySelectorAll('.paper-bar button')) { button.hidden = false; button.addEventListener('click', () => print()); }`;

/**
 * A page that was made to be printed, as the portal shows it: above it a way back and a button that prints, neither of
 * them on the paper. Its own style, the bar's and the script are allowed by their hashes, and no other.
 * @param html the whole page, as it is printed or was sealed
 */
export async function showPaper(
  c: Context<AppEnv>,
  html: string,
  { back, name }: { back: string; name: string },
): Promise<Response> {
  const language = c.get('language');
  const { portal, printed } = textOf(language);
  const bar = (
    <nav class="paper-bar" lang={language} aria-label={portal.paper.label}>
      <a href={back}>{`‹ ${name}`}</a>
      <button type="button" hidden>
        {printed.voucher.print}
      </button>
    </nav>
  );
  const own = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style);
  await allowInline(c, [...own, STYLE], SCRIPT);
  return c.html(
    html
      .replace('</head>', () => `<style>${STYLE}</style></head>`)
      .replace('<body>', () => `<body>${bar}`)
      .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `<script>${SCRIPT}</script></body>`),
  );
}
