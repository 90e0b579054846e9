/** Most effects that are searched: 2^16 sums take milliseconds, and a longer explanation would help nobody. */
const MOST = 16;

/**
 * The one selection of `effects` that adds up to `sum`.
 * @returns which are in it; `null` if none adds up, if several do, or if there are too many to look
 */
export function onlySelection(effects: readonly number[], sum: number): readonly boolean[] | null {
  if (effects.length > MOST) return null;
  let found: number | null = null;
  for (let selection = 0; selection < 1 << effects.length; selection++) {
    const total = effects.reduce((all, effect, i) => (selection & (1 << i) ? all + effect : all), 0);
    if (total !== sum) continue;
    if (found !== null) return null;
    found = selection;
  }
  const selected = found;
  return selected === null ? null : effects.map((_, i) => (selected & (1 << i)) !== 0);
}
