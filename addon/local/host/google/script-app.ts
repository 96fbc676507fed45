import { AuthMode, AuthorizationStatus, enumName } from './enums.ts';
import { isGranted } from './permissions.ts';
import { exception, model } from './remote.ts';
import { expose, runFacts, Service, whole } from './service.ts';

type G = GoogleAppsScript.Script.ScriptApp;
type GMode = GoogleAppsScript.Script.AuthMode;
type GInfo = GoogleAppsScript.Script.AuthorizationInfo;

/** What version 2.0.13 of the type package does not know yet. */
interface NewerScriptApp {
  getIdentityToken(): string | null;
  requireScopes(mode: GMode, scopes: string[]): void;
  getAuthorizationInfo(mode: GMode, scopes?: string[]): GInfo;
}

class AuthorizationInfo
  extends Service
  implements Pick<GInfo, 'getAuthorizationStatus' | 'getAuthorizationUrl'>
{
  readonly #granted: string[];
  readonly #wanted: string[];
  constructor(wanted: string[], granted: string[]) {
    super();
    this.#wanted = wanted;
    this.#granted = granted;
  }
  getAuthorizationStatus(): GoogleAppsScript.Script.AuthorizationStatus {
    const missing = this.#wanted.some((scope) => !this.#granted.includes(scope));
    return missing ? AuthorizationStatus.REQUIRED : AuthorizationStatus.NOT_REQUIRED;
  }
  getAuthorizationUrl(): string {
    return 'https://script.google.com/macros/authorize';
  }
  getAuthorizedScopes(): string[] {
    return [...this.#granted];
  }
}
expose('AuthorizationInfo', AuthorizationInfo);

class ScriptApp
  extends Service
  implements Pick<G, 'AuthMode' | 'AuthorizationStatus' | 'requireAllScopes'>, NewerScriptApp
{
  readonly AuthMode = AuthMode;
  readonly AuthorizationStatus = AuthorizationStatus;

  /** Null where the person refused `openid` or the manifest does not ask for it. */
  getIdentityToken(): string | null {
    return isGranted('openid', runFacts()) ? model.identityToken() : null;
  }
  /** Ends the execution where a scope is missing; Google then asks the person for it. */
  requireScopes(mode: GMode, scopes: string[]): void {
    if (enumName(mode) !== 'FULL') throw exception('Only AuthMode.FULL can be required.');
    if (scopes.some((scope) => !isGranted(scope, runFacts()))) {
      throw exception(
        'Authorization is required to perform that action. Please run the script again to authorize it.',
      );
    }
  }
  requireAllScopes(mode: GMode): void {
    this.requireScopes(mode, runFacts().manifestScopes ?? []);
  }
  getAuthorizationInfo(_mode: GMode, scopes?: string[]): GInfo {
    const wanted = scopes ?? runFacts().manifestScopes ?? [];
    const granted = wanted.filter((scope) => isGranted(scope, runFacts()));
    return whole(new AuthorizationInfo(wanted, granted));
  }
}
expose('ScriptApp', ScriptApp);

export const scriptApp = new ScriptApp();
