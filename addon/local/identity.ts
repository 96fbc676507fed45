/** Who signs the identity tokens where there is no Google: a key pair of its own for each data folder. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { foldKey } from '../../shared/domain/keys.ts';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import { placesIn, readJson, writeJson } from '../../shared/local/dataFolder.ts';

export interface LocalIdentity {
  /** The public key as the Worker's LOCAL_IDENTITY_KEYS: a JSON Web Key Set. */
  keySet: string;
  /** The secret behind the Worker's download links. */
  linkKey: string;
  /** An ID token of one hour, as Google would give it to this e-mail address; with the nonce of a sign-in. */
  signToken(email: string, nonce?: string): Promise<string>;
}

interface StoredKeys {
  publicKey: JWK;
  privateKey: JWK;
  linkKey: string;
}

/** The folder's keys, made at the first call. They never leave the machine. */
export async function openIdentity(dataFolder: string): Promise<LocalIdentity> {
  const known = await knownIdentity(dataFolder);
  if (known) return known;
  const made = await makeKeys();
  await mkdir(dataFolder, { recursive: true });
  await writeJson(placesIn(dataFolder).keys, made, 0o600);
  return toIdentity(made);
}

/** The keys of a folder that has some, else null. */
export async function knownIdentity(dataFolder: string): Promise<LocalIdentity | null> {
  const stored = await readJson<StoredKeys>(placesIn(dataFolder).keys);
  return stored && toIdentity(stored);
}

async function makeKeys(): Promise<StoredKeys> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const named = { kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
  return {
    publicKey: { ...(await exportJWK(publicKey)), ...named },
    privateKey: { ...(await exportJWK(privateKey)), ...named },
    linkKey: randomBytes(32).toString('hex'),
  };
}

function toIdentity({ publicKey, privateKey, linkKey }: StoredKeys): LocalIdentity {
  return {
    keySet: JSON.stringify({ keys: [publicKey] }),
    linkKey,
    async signToken(email, nonce) {
      return new SignJWT({ email, email_verified: true, ...(nonce && { nonce }) })
        .setProtectedHeader({ alg: 'RS256', ...(publicKey.kid && { kid: publicKey.kid }) })
        .setIssuer(LOCAL_ISSUER)
        .setAudience(LOCAL_AUDIENCE)
        .setSubject(accountOf(email))
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(await importJWK(privateKey, 'RS256'));
    },
  };
}

/** An account's number that stays the same however its address is written, as Google's does. */
function accountOf(email: string): string {
  return createHash('sha256').update(foldKey(email)).digest('hex').slice(0, 21);
}
