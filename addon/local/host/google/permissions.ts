import type { RunFacts } from '../execution.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** Any one of these scopes opens the service. */
const SCOPES: [calls: RegExp, scopes: string[]][] = [
  [
    /^(SpreadsheetApp\.(getActive\w*|flush|setActive\w*)|(Spreadsheet|Sheet|Range|RangeList|Filter|Protection|DeveloperMetadata\w*)\..*)$/,
    [`${AUTH}spreadsheets.currentonly`, `${AUTH}spreadsheets`],
  ],
  [/^Ui\.(show\w+|alert|prompt)$/, [`${AUTH}script.container.ui`]],
  [/^UrlFetchApp\./, [`${AUTH}script.external_request`]],
  [/^Session\.get(Active|Effective)User$/, [`${AUTH}userinfo.email`]],
];

const FORBIDDEN = {
  FULL: null,
  /** onOpen: the document may be read, nothing may be shown but menus, nobody is known, nothing is fetched. */
  LIMITED: /^(Ui\.(show\w+|alert|prompt)|UrlFetchApp\..*|ScriptApp\.(getIdentityToken|requireScopes))$/,
  /** onOpen of an add-on not used in this file yet: the menu and nothing else. */
  NONE: /^(Ui\.(show\w+|alert|prompt)|UrlFetchApp\..*|ScriptApp\.(getIdentityToken|requireScopes)|SpreadsheetApp\.(getActive\w*|flush|setActive\w*)|(Spreadsheet|Sheet|Range|RangeList)\..*|PropertiesService\..*|CacheService\..*|LockService\..*)$/,
};

/**
 * Why Google refuses this call in this execution; null when it does not. `name` is «Service.method».
 * In simple triggers a call of Session is allowed and gives an empty e-mail: see session.ts.
 */
export function refusal(name: string, { mode, manifestScopes, refusedScopes }: RunFacts): string | null {
  const needed = SCOPES.find(([calls]) => calls.test(name))?.[1];
  const required = needed ? ` Required permissions: ${needed.join(' || ')}` : '';
  if (FORBIDDEN[mode]?.test(name)) return `You do not have permission to call ${name}.${required}`;
  if (!needed || mode !== 'FULL') return null;
  const listed = manifestScopes ? needed.filter((scope) => manifestScopes.includes(scope)) : needed;
  if (listed.length === 0) return `Specified permissions are not sufficient to call ${name}.${required}`;
  const refused = listed.every((scope) => refusedScopes.includes(scope));
  return refused ? `You do not have permission to call ${name}.${required}` : null;
}

const SHORT: Record<string, string> = { email: `${AUTH}userinfo.email`, profile: `${AUTH}userinfo.profile` };

/** Has the person granted the scope, and does the manifest ask for it? */
export function isGranted(scope: string, { manifestScopes, refusedScopes }: RunFacts): boolean {
  const full = SHORT[scope] ?? scope;
  return (
    (manifestScopes?.includes(full) ?? true) &&
    !refusedScopes.includes(full) &&
    !refusedScopes.includes(scope)
  );
}
