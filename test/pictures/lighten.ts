/**
 * Chromium writes its pictures fast, not small. The same picture with a palette of at most 256 colours, as tight as
 * deflate makes it: a page of text on white comes to a quarter.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;

/** A PNG of 8 bits a channel, without interlace, as Chromium writes it; transparency is not kept. */
export function lighten(png: Buffer): Buffer {
  const { width, height, channels, pixels } = decode(png);
  const at = (pixel: number) =>
    [0, 1, 2].map((channel) => pixels[pixel * channels + channel]!) as [number, number, number];
  const { palette, placeOf } = paletteOf(width * height, at);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = placeOf(at(y * width + x));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits, by palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

type Colour = [number, number, number];

/** The colours that the picture has most of, as they are; each other one becomes the nearest of them. */
function paletteOf(pixels: number, at: (pixel: number) => Colour) {
  const seen = new Map<number, number>();
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const key = keyOf(at(pixel));
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const keys = [...seen].sort(([, one], [, other]) => other - one).map(([key]) => key);
  const palette = keys.slice(0, COLOURS_MAX).map((key): Colour => [key >> 16, (key >> 8) & 255, key & 255]);
  const places = new Map(palette.map((colour, place) => [keyOf(colour), place]));
  const placeOf = (colour: Colour) => {
    const known = places.get(keyOf(colour));
    if (known !== undefined) return known;
    const far = palette.map((one) => one.reduce((sum, part, at) => sum + (part - colour[at]!) ** 2, 0));
    const place = far.indexOf(Math.min(...far));
    places.set(keyOf(colour), place);
    return place;
  };
  return { palette, placeOf };
}

const keyOf = ([red, green, blue]: Colour) => (red << 16) | (green << 8) | blue;

function decode(png: Buffer) {
  const parts: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') {
      [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
      channels = content[9] === 6 ? 4 : 3;
      if (content[8] !== 8 || ![2, 6].includes(content[9]!) || content[12] !== 0)
        throw new Error('a PNG of another kind');
    }
    if (name === 'IDAT') parts.push(content);
    at += length + 12;
  }
  return {
    width,
    height,
    channels,
    pixels: unfilter(inflateSync(Buffer.concat(parts)), width, height, channels),
  };
}

/** Each row tells by which of five rules its bytes differ from those beside and above (PNG, section 9). */
function unfilter(rows: Buffer, width: number, height: number, channels: number): Buffer {
  const length = width * channels;
  const pixels = Buffer.alloc(height * length);
  for (let y = 0; y < height; y += 1) {
    const rule = rows[y * (length + 1)]!;
    for (let x = 0; x < length; x += 1) {
      const here = y * length + x;
      const left = x >= channels ? pixels[here - channels]! : 0;
      const above = y > 0 ? pixels[here - length]! : 0;
      const corner = x >= channels && y > 0 ? pixels[here - length - channels]! : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][rule]!;
      pixels[here] = rows[y * (length + 1) + 1 + x]! + guess;
    }
  }
  return pixels;
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(estimate - one)) as Colour;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
