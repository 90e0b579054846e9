/** One thing that an act changed; `undefined`: it was not there. */
export interface ChangedValue {
  /** Names from the outside to the inside, such as `order.how`; empty where the whole is one value. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Leaves = ReadonlyMap<string, unknown>;

/** What was and what is now, as JSON texts, told as the values that differ. */
export function changesOf(before: string | null, after: string | null): readonly ChangedValue[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function leavesOf(text: string | null): Leaves {
  const leaves = new Map<string, unknown>();
  if (text !== null) gather(JSON.parse(text), '', leaves);
  return leaves;
}

/** Lists stay whole: a list of roles is one thing. */
function gather(value: unknown, path: string, into: Map<string, unknown>): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) into.set(path, value);
  else for (const [name, inner] of Object.entries(value)) gather(inner, path === '' ? name : `${path}.${name}`, into);
}
