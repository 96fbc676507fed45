/** What clasp asks of Google when it makes and fills an Apps Script project. */
import type { CloudAccounts, Route } from './cloudAccounts.ts';

const SHEET = 'spreadsheet-of-the-hospital';
const SCRIPT = 'script-of-the-hospital-0001';
/** What a script holds that nobody has filled yet. */
export const EMPTY_PROJECT = [{ name: 'appsscript', type: 'JSON', source: '{"timeZone":"Europe/Paris"}' }];

export function googleRoutes({ scripts }: CloudAccounts): Route[] {
  return [
    [
      /^www\.googleapis\.com GET \/oauth2\/v2\/userinfo/,
      () => ({ json: { email: 'admin@hopital.example', id: '1' } }),
    ],
    [/^www\.googleapis\.com POST \/drive\/v3\/files/, () => ({ json: { id: SHEET } })],
    [
      /^script\.googleapis\.com POST \/v1\/projects$/,
      () => {
        if (scripts.has(SCRIPT)) throw new Error('a second script');
        scripts.set(SCRIPT, EMPTY_PROJECT);
        return { json: { scriptId: SCRIPT, parentId: SHEET } };
      },
    ],
    [
      /^script\.googleapis\.com GET \/v1\/projects\/([\w-]+)\/content/,
      ([id = '']) => ({ json: { scriptId: id, files: scripts.get(id) } }),
    ],
    [
      /^script\.googleapis\.com PUT \/v1\/projects\/([\w-]+)\/content/,
      ([id = ''], { body }) => {
        scripts.set(id, JSON.parse(body).files);
        return { json: { scriptId: id, files: scripts.get(id) } };
      },
    ],
  ];
}
