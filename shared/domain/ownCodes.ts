/**
 * Codes that we print ourselves: `$B/PHC/A-01` is a bin. The sign in front tells them from codes of goods;
 * a voucher bears its number alone, which looks like nothing else.
 */
const SIGNS = { patient: 'P', invoice: 'F', bin: 'B' } as const;
export type OwnKind = keyof typeof SIGNS;

/** What the barcode holds. A bin is named by its depot and its code. */
export function ownCode(kind: OwnKind, ...parts: string[]): string {
  return [
    '$' + SIGNS[kind],
    ...parts.map((part) => part.replace(/[%/]/g, (sign) => encodeURIComponent(sign))),
  ].join('/');
}

export function readOwnCode(text: string): { kind: OwnKind; parts: string[] } | null {
  const [sign = '', ...parts] = text.split('/');
  const kind = (Object.keys(SIGNS) as OwnKind[]).find((each) => sign === `$${SIGNS[each]}`);
  if (!kind || parts.length !== (kind === 'bin' ? 2 : 1)) return null;
  return { kind, parts: parts.map((part) => part.replace(/%(25|2F)/gi, (sign) => decodeURIComponent(sign))) };
}
