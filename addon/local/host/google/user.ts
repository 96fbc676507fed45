import { expose, Service } from './service.ts';

export class User extends Service implements Pick<GoogleAppsScript.Base.User, 'getEmail'> {
  readonly #email: string;
  constructor(email: string) {
    super();
    this.#email = email;
  }
  getEmail(): string {
    return this.#email;
  }
}
expose('User', User);
