import { expect, test } from 'vitest';
import type { Needle } from './canaries.ts';
import { inventVisitor, type Visitor } from './invented-people.ts';
import { createSearch } from './search.ts';
import type { Everything } from './search-everywhere.ts';
import { peopleNobodyKnows } from './unknown-people.ts';

/** A world in which one thing stands already. */
const worldWith = (text: string) => ({
  search: (needles: readonly Needle[]): Promise<Everything> => {
    const hits = createSearch(needles)
      .in(Buffer.from(`.${text}.`))
      .map(({ needle: { canary, encoding } }) => ({ place: 'world', region: '', canary, encoding, context: '' }));
    return Promise.resolve({ hits, processes: [], files: 0, fileBytes: 0, atHome: 0 });
  },
});

function inventing() {
  const invented: Visitor[] = [];
  return { invented, invent: () => invented[invented.push(inventVisitor()) - 1] as Visitor };
}

test('somebody whose PIN stands somewhere by chance stays at home', async () => {
  const { invented, invent } = inventing();
  const people = await peopleNobodyKnows(
    2,
    { search: (needles) => worldWith(first(invented).person.pin).search(needles) },
    invent,
  );
  expect(people).toEqual(invented.slice(1, 3));
});

test('a word that stands somewhere before anybody has said it is a fault of the search', async () => {
  const { invented, invent } = inventing();
  const world = { search: (needles: readonly Needle[]) => worldWith(first(invented).typed.city).search(needles) };
  await expect(peopleNobodyKnows(2, world, invent)).rejects.toThrow('before anybody had said it');
});

function first(invented: readonly Visitor[]): Visitor {
  const [one] = invented;
  if (!one) throw new Error('nobody was invented');
  return one;
}
