import type { Language } from '../../shared/domain/quantities.ts';
import type { Answer } from './calls.ts';
import { readerLanguage } from './language.ts';
import { refuse } from './refusals.ts';

/** The manifest's scopes; a test holds the two together. */
export const SCOPES = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.external_request',
];

/** First in everything that runs in mode FULL: asks for what was refused, and ends the execution. */
export function requireAllScopes(): void {
  ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, SCOPES);
}

/**
 * What every function called by a page does first: scopes, then the account. With several Google
 * accounts in one browser a sidebar's call may run as another account than its menu did.
 * Nothing is thrown: an error that crosses to the page keeps only its message.
 */
export function answer<T>(shown: string, work: (language: Language) => Answer<T>): Answer<T> {
  let language: Language = 'fr';
  try {
    language = readerLanguage();
    requireAllScopes();
  } catch (failure) {
    console.warn('scopes: %s', String(failure));
    return refuse('SCOPES_REFUSED', language);
  }
  try {
    const actual = Session.getActiveUser().getEmail();
    if (actual !== shown) return refuse('OTHER_ACCOUNT', language, { shown, actual });
    return work(language);
  } catch (failure) {
    console.error(failure instanceof Error ? failure.stack : String(failure));
    return refuse('UNEXPECTED', language);
  }
}
