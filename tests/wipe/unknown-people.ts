import { Bug } from '../../foundation/errors.ts';
import { needlesOf } from './canaries.ts';
import { inventVisitor, type Visitor } from './invented-people.ts';
import type { Searcher } from './searcher.ts';

/** More people than sessions: who has a number that stands somewhere already stays at home. */
const SPARE = 4;

/**
 * People of whom nothing stands anywhere yet, in any form: found later it would prove nothing. A number may be somebody
 * else's by chance; a word may not.
 * @throws Bug if a word is found, or hardly anybody is unknown: then the search finds what is not there
 */
export async function peopleNobodyKnows(
  count: number,
  searcher: Pick<Searcher, 'search'>,
  invent: () => Visitor = inventVisitor,
): Promise<readonly Visitor[]> {
  const candidates = Array.from({ length: count + SPARE }, invent);
  const mark = (i: number) => `${i}:`;
  const marked = candidates.flatMap(({ canaries }, i) =>
    canaries.map((one) => ({ canary: { ...one, name: mark(i) + one.name }, isNumber: isNumber(one.bytes) })),
  );
  const { hits } = await searcher.search(needlesOf(marked.map(({ canary }) => canary)));
  const words = new Set(marked.flatMap((one) => (one.isNumber ? [] : [one.canary.name])));
  const word = hits.find(({ canary }) => words.has(canary));
  if (word) throw new Bug(`${word.canary} was found in ${word.place} before anybody had said it`);
  const unknown = candidates.filter((_, i) => !hits.some(({ canary }) => canary.startsWith(mark(i))));
  if (unknown.length < count) throw new Bug('these people were known before');
  return unknown.slice(0, count);
}

const isNumber = (bytes: Buffer) => /^[\d.-]+$/.test(bytes.toString('latin1'));
