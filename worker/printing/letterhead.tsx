import { withRetry } from '../db/retry.ts';

/** Who prints: read only where something is printed, for a logo is long. */
export interface Letterhead {
  name: string;
  /** Lines of text; '' where none is set. */
  address: string;
  /** A `data:` URL of a PNG or JPEG; '' where none is set. */
  logo: string;
}

export async function readLetterhead(db: D1Database): Promise<Letterhead> {
  const found = await withRetry(() =>
    db.prepare('SELECT name, address, logo FROM settings').first<Letterhead>(),
  );
  if (!found) throw new Error('the settings row is missing');
  return found;
}

/** The organisation's name, address and logo, at the head of what is printed. */
export function PrintedLetterhead({ letterhead }: { letterhead: Letterhead }) {
  const { name, address, logo } = letterhead;
  return (
    <div class="letterhead">
      {logo && <img src={logo} alt="" />}
      <div>
        <p class="organisation">{name}</p>
        {address && <p class="address">{address}</p>}
      </div>
    </div>
  );
}

/** Beside `PRINT_STYLE`. */
export const LETTERHEAD_STYLE = `
.letterhead { display: flex; gap: 4mm; align-items: flex-start; }
.letterhead img { max-height: 16mm; max-width: 40mm; }
.address { margin: 0; white-space: pre-line; font-size: 9pt; color: #555; }
`;
