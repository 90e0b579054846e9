import { MOST_TAGS } from '../../contract/terminals/tags.ts';

/** Words that terminals are to have, and words that they are not to have. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface Tagged {
  readonly terminalId: string;
  readonly tags: readonly string[];
}

/** What a change does to one terminal. */
export interface TagEffect extends TagChange {
  readonly terminalId: string;
}

export interface PlannedChange {
  readonly effects: readonly TagEffect[];
  readonly unchanged: number;
  /** Left as they are, because they would have too many. */
  readonly full: number;
}

/** What becomes of each. What is both added and removed is removed. */
export function planChange(terminals: readonly Tagged[], change: TagChange): PlannedChange {
  const effects: TagEffect[] = [];
  let full = 0;
  for (const { terminalId, tags } of terminals) {
    const remove = [...new Set(change.remove)].filter((tag) => tags.includes(tag));
    const add = [...new Set(change.add)].filter((tag) => !tags.includes(tag) && !change.remove.includes(tag));
    if (add.length + remove.length === 0) continue;
    if (add.length > 0 && tags.length + add.length - remove.length > MOST_TAGS) full++;
    else effects.push({ terminalId, add, remove });
  }
  return { effects, unchanged: terminals.length - effects.length - full, full };
}

/** What takes an effect back. */
export const inverseOf = ({ terminalId, add, remove }: TagEffect): TagEffect => ({
  terminalId,
  add: remove,
  remove: add,
});
