import { type App, accountOf } from './app.ts';

/** By hospital: another one knows nothing of it. */
const sessions = new WeakMap<App, Map<string, string>>();

/** The cookie of somebody signed in on the accounting page, without the way through the provider. */
export async function sessionOf(app: App, email: string): Promise<string> {
  const kept = sessions.get(app) ?? new Map<string, string>();
  sessions.set(app, kept);
  const known = kept.get(email);
  if (known) return known;
  const secret = [...crypto.getRandomValues(new Uint8Array(32))].map(toHex).join('');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  await app.db
    .prepare('INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(
      [...new Uint8Array(digest)].map(toHex).join(''),
      accountOf(email),
      email,
      '2026-01-01',
      '9999-01-01',
    )
    .run();
  kept.set(email, `decompte=${secret}`);
  return `decompte=${secret}`;
}

const toHex = (byte: number) => byte.toString(16).padStart(2, '0');
