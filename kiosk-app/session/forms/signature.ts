import { SIGNATURE_BOX, SIGNATURE_LIMITS } from '../contract/signature.ts';
import { hasLetter, isName, tidy } from './characters.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

/**
 * What stands in a field of the kind signature: strokes, one a line; or behind this mark the name that somebody types who
 * cannot draw or does not want to.
 */
const BY_NAME = 'name:';
/** Units that a signature is long at least: a touch by mistake is none. */
const LEAST_LENGTH = 150;
const STROKE = /^M\d{1,4} \d{1,4}(?:l-?\d{1,4} -?\d{1,4})+$/;

export const isSignedByName = (value: string): boolean => value.startsWith(BY_NAME);
export const nameSigned = (value: string): string => value.slice(BY_NAME.length);
export const signedByName = (name: string): string => `${BY_NAME}${name}`;
export const strokesIn = (value: string): readonly string[] =>
  value === '' || isSignedByName(value) ? [] : value.split('\n');

/** With one more stroke; `null`: it is none, leaves the box, or there is no room for it. */
export function withStroke(value: string, stroke: string): string | null {
  const strokes = [...strokesIn(value), stroke];
  const all = strokes.join('\n');
  const hasRoom = strokes.length <= SIGNATURE_LIMITS.strokes && all.length <= SIGNATURE_LIMITS.all;
  return hasRoom && lengthOf(stroke) !== null ? all : null;
}

export const withoutLastStroke = (value: string): string => strokesIn(value).slice(0, -1).join('\n');

/** As one path that can be drawn; `null`: nothing is drawn. */
export const pathOf = (value: string): string | null => strokesIn(value).join('') || null;

/** Neither a stroke nor a letter of a name. */
export const isUnsigned = (value: string): boolean => tidy(isSignedByName(value) ? nameSigned(value) : value) === '';

/** @param value of somebody who has signed (`isUnsigned`) @param max characters of a typed name */
export function judgeSignature(value: string, max: number): FieldVerdict {
  if (isSignedByName(value)) {
    const name = tidy(nameSigned(value));
    if (name.length > max) return wrong('too-long', String(max));
    if (!isName(name)) return wrong('characters');
    return hasLetter(name) ? valid(signedByName(name)) : incomplete('characters');
  }
  const lengths = strokesIn(value).map(lengthOf);
  if (lengths.some((length) => length === null)) return wrong('signature');
  const length = lengths.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return length < LEAST_LENGTH ? incomplete('signature') : valid(value);
}

/** In units of the box; `null`: it is no stroke, or leaves the box. */
function lengthOf(stroke: string): number | null {
  if (stroke.length > SIGNATURE_LIMITS.stroke || !STROKE.test(stroke)) return null;
  const [start = '', ...lines] = stroke.slice(1).split('l');
  const numbers = (pair: string) => pair.split(' ').map(Number) as [number, number];
  let [x, y] = numbers(start);
  if (!isInBox(x, y)) return null;
  let length = 0;
  for (const line of lines) {
    const [dx, dy] = numbers(line);
    [x, y] = [x + dx, y + dy];
    if (!isInBox(x, y)) return null;
    length += Math.hypot(dx, dy);
  }
  return length;
}

const isInBox = (x: number, y: number): boolean =>
  x >= 0 && x <= SIGNATURE_BOX.width && y >= 0 && y <= SIGNATURE_BOX.height;
