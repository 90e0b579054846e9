import type { PictureFile } from '../schema/branding.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';

export interface PictureFault {
  readonly word: 'picture-not-png' | 'picture-too-large' | 'picture-not-svg' | 'picture-active';
  /** What was found in it, or its size. */
  readonly detail: string;
}

/** Pixels in each direction: a few kilobytes can unfold into more memory than the screen has. */
const MOST_PIXELS = 2_000;
/** PNG (third edition), 5.2: signature; 5.6 and 11.2.2: IHDR is the first chunk, with width and height. */
const PNG_SIGNATURE = '89504e470d0a1a0a';
const IHDR = 'IHDR';

/** Elements that do, fetch or embed something, or could show something else later. */
const ACTIVE_ELEMENTS = /^(?:script|foreignObject|iframe|embed|object|audio|video|animate\w*|set|handler|listener)$/i;
/** Places in the picture itself, and pictures of which every bit is in the file. */
const WITHIN = /^(?:#|data:image\/(?:png|jpeg);base64,|$)/;
const SVG_LIMITS = { length: 131_072, depth: 64, elements: 20_000 };

/** What is wrong with a picture; `null`: it is what it says, and only that. */
export function pictureFault({ type, data }: PictureFile): PictureFault | null {
  const bytes = Buffer.from(data, 'base64');
  return type === 'image/png' ? pngFault(bytes) : svgFault(bytes);
}

function pngFault(bytes: Buffer): PictureFault | null {
  const isPng = bytes.length > 33 && bytes.subarray(0, 8).toString('hex') === PNG_SIGNATURE;
  if (!isPng || bytes.subarray(12, 16).toString('latin1') !== IHDR) return { word: 'picture-not-png', detail: '' };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === 0 || height === 0) return { word: 'picture-not-png', detail: '' };
  return Math.max(width, height) > MOST_PIXELS ? { word: 'picture-too-large', detail: `${width} × ${height}` } : null;
}

/**
 * A browser that shows an SVG as an image runs and fetches nothing; this keeps out what only waits for somebody to open
 * the file by itself.
 */
function svgFault(bytes: Buffer): PictureFault | null {
  const read = readXml(bytes.toString('utf8'), SVG_LIMITS);
  if (!read.ok && read.error === 'doctype') return { word: 'picture-active', detail: '<!DOCTYPE>' };
  if (!read.ok || read.value.name !== 'svg') return { word: 'picture-not-svg', detail: '' };
  const found = activeIn(read.value);
  return found === null ? null : { word: 'picture-active', detail: found.slice(0, 60) };
}

/** The first thing in a drawing that is more than a drawing. */
function activeIn({ name, attributes, children, text }: XmlElement): string | null {
  if (ACTIVE_ELEMENTS.test(name)) return `<${name}>`;
  for (const [key, value] of Object.entries(attributes)) {
    const isActive = /^on/i.test(key) || (/^(?:href|src)$/i.test(key) && !WITHIN.test(value.trim())) || leadsOut(value);
    if (isActive) return `${key}="${value}"`;
  }
  if (name === 'style' && leadsOut(text)) return '<style>';
  for (const child of children) {
    const found = activeIn(child);
    if (found !== null) return found;
  }
  return null;
}

/** Of a style: whether it names another address. A backslash could spell any of it in another way. */
function leadsOut(style: string): boolean {
  if (/javascript:|@import|image-set\(|\\/i.test(style)) return true;
  return [...style.matchAll(/url\(\s*["']?\s*([^"')]*)/gi)].some(([, address = '']) => !WITHIN.test(address));
}
