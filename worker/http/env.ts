import type { Language } from '../../shared/domain/quantities.ts';
import type { Caller } from '../people/caller.ts';

/** What wrangler.toml and the secrets give the Worker. */
export interface Bindings {
  DB: D1Database;
  FILES: R2Bucket;
  ENVIRONMENT: string;
  /** OAuth client ids accepted as audience, separated by spaces. */
  AUTH_AUDIENCES: string;
  ADMIN_EMAIL?: string;
  /** Addresses outside these domains are nobody's here: domains separated by spaces; empty: any domain. */
  ALLOWED_DOMAINS?: string;
  /** Cloudflare's rate limiting, counted by person. */
  RATE_LIMIT?: RateLimit;
  /** Secret that signs download links. */
  LINK_KEY?: string;
  /** JSON Web Key Set of the local Sheets host; honoured only where ENVIRONMENT is `local`. */
  LOCAL_IDENTITY_KEYS?: string;
  /** OAuth client (type «web application») by which people sign in to the accounting page, and its secret. */
  SIGN_IN_CLIENT_ID?: string;
  SIGN_IN_CLIENT_SECRET?: string;
  /** Where the local Sheets host signs people in; honoured only where ENVIRONMENT is `local`. */
  LOCAL_SIGN_IN_URL?: string;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: { requestId: string; language: Language; caller: Caller };
}
