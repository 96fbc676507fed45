/**
 * Item codes that no manufacturer owns: GS1 keeps the prefixes 2 and 04 for use inside an organisation.
 * A code of 13 digits stands for a box, one of 14 (a packing digit before it) for a carton of boxes.
 */
export function gtin13(prefix: '2' | '04', ordinal: number): string {
  return withCheckDigit(prefix + String(ordinal).padStart(12 - prefix.length, '0'));
}

export function gtin14(box: string): string {
  return withCheckDigit(`1${box.slice(0, 12)}`);
}

/** The check digit makes the weighted sum (3 and 1 in turn, from the right) a multiple of 10. */
export function withCheckDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
