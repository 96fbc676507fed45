import { expose, runFacts, Service, whole } from './service.ts';
import { User } from './user.ts';

type G = GoogleAppsScript.Base.Session;
type GUser = GoogleAppsScript.Base.User;

/** In a simple trigger nobody is known: the e-mail is empty there. */
const knownEmail = (): string => (runFacts().mode === 'FULL' ? runFacts().email : '');

class Session
  extends Service
  implements
    Pick<
      G,
      | 'getActiveUser'
      | 'getActiveUserLocale'
      | 'getEffectiveUser'
      | 'getScriptTimeZone'
      | 'getTemporaryActiveUserKey'
    >
{
  getActiveUser(): GUser {
    return whole(new User(knownEmail()));
  }
  getEffectiveUser(): GUser {
    return whole(new User(knownEmail()));
  }
  getActiveUserLocale(): string {
    return runFacts().userLocale;
  }
  getScriptTimeZone(): string {
    return runFacts().timeZone;
  }
  /** Different for each person, and no e-mail. */
  getTemporaryActiveUserKey(): string {
    let key = 7;
    for (const sign of runFacts().email) key = (key * 31 + sign.codePointAt(0)!) % 4_294_967_291;
    return `local-${key.toString(36)}`;
  }
}
expose('Session', Session);

export const session = new Session();
