import { Blob } from './blob.ts';
import { base64, bytesOf, fromBase64 } from './bytes.ts';
import { Charset, DigestAlgorithm, enumName, MacAlgorithm } from './enums.ts';
import { formatDate } from './format-date.ts';
import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Utilities.Utilities;
type Bytes = string | number[];

/** SHA_256 → sha256, as Node names it. */
const nodeName = (algorithm: unknown): string =>
  enumName(algorithm).replace('HMAC_', '').replace('_', '').toLowerCase();

function decoded(text: string): number[] {
  const bytes = fromBase64(text);
  if (!bytes) throw exception('Could not decode string.');
  return bytes;
}

const webSafe = (text: string): string => text.replace(/\+/g, '-').replace(/\//g, '_');

class Utilities
  extends Service
  implements
    Pick<
      G,
      | 'Charset'
      | 'DigestAlgorithm'
      | 'MacAlgorithm'
      | 'base64Decode'
      | 'base64DecodeWebSafe'
      | 'base64Encode'
      | 'base64EncodeWebSafe'
      | 'computeDigest'
      | 'computeHmacSha256Signature'
      | 'computeHmacSignature'
      | 'formatDate'
      | 'getUuid'
      | 'newBlob'
      | 'sleep'
    >
{
  readonly Charset = Charset;
  readonly DigestAlgorithm = DigestAlgorithm;
  readonly MacAlgorithm = MacAlgorithm;

  getUuid(): string {
    return model.uuid();
  }
  sleep(milliseconds: number): void {
    model.sleep(milliseconds);
  }
  formatDate(date: GoogleAppsScript.Base.Date, timeZone: string, format: string): string {
    if (!(date instanceof Date)) {
      throw exception("The parameters don't match the method signature for Utilities.formatDate.");
    }
    return formatDate(date, timeZone, format);
  }
  base64Encode(value: Bytes): string {
    return base64(bytesOf(value));
  }
  base64EncodeWebSafe(value: Bytes): string {
    return webSafe(base64(bytesOf(value)));
  }
  base64Decode(encoded: string): number[] {
    return decoded(encoded);
  }
  base64DecodeWebSafe(encoded: string): number[] {
    return decoded(encoded);
  }
  computeDigest(algorithm: GoogleAppsScript.Utilities.DigestAlgorithm, value: Bytes): number[] {
    return decoded(model.digest(nodeName(algorithm), base64(bytesOf(value))));
  }
  computeHmacSignature(
    algorithm: GoogleAppsScript.Utilities.MacAlgorithm,
    value: Bytes,
    key: Bytes,
  ): number[] {
    return decoded(model.hmac(nodeName(algorithm), base64(bytesOf(value)), base64(bytesOf(key))));
  }
  computeHmacSha256Signature(value: Bytes, key: Bytes): number[] {
    return this.computeHmacSignature(MacAlgorithm.HMAC_SHA_256, value, key);
  }
  newBlob(value: Bytes, contentType?: string, name?: string): GoogleAppsScript.Base.Blob {
    return whole(new Blob(value, contentType ?? null, name ?? null));
  }
}
expose('Utilities', Utilities);

export const utilities = new Utilities();
