import type { ConfigurationDifference, LayerFiles } from '../../contract/configuration/configuration.ts';
import { isObject } from '../../contract/configuration/configuration-layers.ts';

/** Longest answer: whoever changed more reads files. */
const MOST = 2_000;

/** What differs between two sets of files, by file and by path within it; both sorted. */
export function difference(before: LayerFiles, after: LayerFiles): readonly ConfigurationDifference[] {
  const found: ConfigurationDifference[] = [];
  for (const file of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const [old, now] = [parsed(before[file]), parsed(after[file])];
    compare(old, now, [], (path, was, is) => {
      if (found.length < MOST) found.push({ file, path: path.join('.'), before: was ?? null, after: is ?? null });
    });
  }
  return found;
}

const parsed = (text: string | null | undefined): unknown =>
  text === null || text === undefined ? undefined : JSON.parse(text);

function compare(
  before: unknown,
  after: unknown,
  path: readonly string[],
  tell: (path: readonly string[], before: unknown, after: unknown) => void,
): void {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!old || !now || Array.isArray(before) !== Array.isArray(after)) {
    if (JSON.stringify(before) !== JSON.stringify(after)) tell(path, before, after);
    return;
  }
  for (const key of new Set([...old.keys(), ...now.keys()])) compare(old.get(key), now.get(key), [...path, key], tell);
}

/** Of a list, parts that have an `id` go by it: one that was put in shifts no other. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) {
    const ids = value.map((part) => (isObject(part) && typeof part.id === 'string' ? part.id : null));
    const hasIds = !ids.includes(null) && new Set(ids).size === ids.length;
    return new Map(value.map((part, at) => [(hasIds ? ids[at] : null) ?? `${at}`, part]));
  }
  return isObject(value) ? new Map(Object.entries(value)) : null;
}
