import type { Say } from '../../texts.ts';
import { type Change, is, name, sentence, type WordPart, was } from './change.ts';
import { markedText } from './marked-text.ts';
import type { ComparedSide, Node } from './nodes.ts';
import { listOf, objectOf } from './offer-files.ts';
import { named } from './sayers.ts';

/** Where the walk is: two values of one place. */
interface At {
  /** Of the locale file: `change.service.fee.cents`. */
  readonly key: string;
  /** Of the place, with ids. */
  readonly place: string;
  /** The things on the way that have a name: "Feld *Rasse*". */
  readonly within: readonly (readonly WordPart[])[];
  /** A thing on the way is new: what it holds was not there before. */
  readonly isNew: boolean;
  /** It is a thing itself, whose name says all. */
  readonly isThing?: boolean;
}

interface Sides {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly say: Say;
  readonly language: string;
  readonly tell: (change: Change) => void;
  /** Called with every text key that is compared, of either side. */
  readonly seen: (textKey: string) => void;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Tells every difference between two values of one place. */
export function walk(node: Node | undefined, before: unknown, after: unknown, at: At, sides: Sides): void {
  const { say, tell } = sides;
  switch (node?.kind) {
    case 'quiet':
      return;
    case 'parts': {
      const [old, now] = [objectOf(before), objectOf(after)];
      const keys = new Set([...Object.keys(node.parts), ...Object.keys(old), ...Object.keys(now)]);
      for (const part of keys) {
        const [key, place] = [`${at.key}.${part}`, `${at.place}/${part}`];
        walk(node.parts[part], old[part], now[part], { ...at, key, place, isThing: false }, sides);
      }
      return;
    }
    case 'things':
    case 'named':
      walkThings(node, before, after, at, sides);
      return;
    case 'text':
      walkText([before, after], at, sides);
      return;
    case 'texts':
      walkTexts(listOf(before), listOf(after), at, sides);
      return;
    case 'flag': {
      const [old, now] = [before ?? node.unset, after ?? node.unset] as const;
      // A new thing that is as things are unless something else is said needs no words.
      if (same(old, now) || (at.isNew && now === node.unset)) return;
      tell({ key: at.place, words: [...prefix(at, ' '), { kind: 'plain', text: say(`${at.key}.${now}`) }] });
      return;
    }
    case 'opaque':
      if (same(before, after) || at.isNew) return;
      tell({ key: at.place, words: sentence(say('change.opaque'), { what: what(at, say) }) });
      return;
    case 'value': {
      const [old, now] = [before ?? node.unset, after ?? node.unset];
      if (same(old, now) || (at.isNew && same(now, node.unset))) return;
      const said = (one: unknown, side: ComparedSide) => (one === undefined ? null : node.say(one, side, at.key));
      tellValue(said(old, sides.before), said(now, sides.after), at, sides);
      return;
    }
    default: {
      if (same(before, after)) return;
      // A setting of a newer program: better without a name than not told.
      const said = (one: unknown) => (typeof one === 'object' || one === undefined ? '…' : String(one));
      const values = { was: was(said(before)), is: is(said(after)) };
      tell({ key: at.place, words: [...prefix(at, ': '), ...sentence(say('change.unknown'), values)] });
    }
  }
}

function tellValue(old: string | null, now: string | null, at: At, { say, tell }: Sides): void {
  // Both sides may be said alike, such as two names of which one was only moved.
  if (old === now) return;
  const values = { what: what(at, say), was: was(old ?? ''), is: is(now ?? '') };
  const template =
    now === null ? 'change.gone' : old === null ? (at.isNew ? 'change.fact' : 'change.new') : 'change.set';
  tell({ key: at.place, words: sentence(say(template), values) });
}

const prefix = ({ within }: At, then: string): readonly WordPart[] =>
  within.length === 0
    ? []
    : [
        ...within.flatMap((part, n) => (n === 0 ? part : [{ kind: 'plain' as const, text: ', ' }, ...part])),
        { kind: 'plain', text: then },
      ];
const what = (at: At, say: Say): readonly WordPart[] =>
  at.isThing ? prefix(at, '') : [...prefix(at, ', '), { kind: 'plain', text: say(at.key) }];

/** Things that are there on both sides are compared; of those that came or went that is said, and of new ones what they are. */
function walkThings(
  node: Extract<Node, { readonly kind: 'things' | 'named' }>,
  before: unknown,
  after: unknown,
  at: At,
  sides: Sides,
): void {
  const { say, tell } = sides;
  const byId = (value: unknown): ReadonlyMap<string, unknown> =>
    node.kind === 'named'
      ? new Map(Object.entries(objectOf(value)))
      : new Map(listOf(value).map((thing, n) => [String(objectOf(thing)[node.id] ?? n), thing]));
  const [old, now] = [byId(before), byId(after)];
  const called = (thing: unknown, side: ComparedSide, id: string) =>
    sentence(say(at.key), {
      name: name(node.name(node.kind === 'things' ? objectOf(thing) : (thing as never), side, id)),
    });
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const place = `${at.place}/${id}`;
    const isGone = !now.has(id);
    const item = isGone ? called(old.get(id), sides.before, id) : called(now.get(id), sides.after, id);
    const within = node.kind === 'things' && node.isKnownAlone ? [item] : [...at.within, item];
    if (isGone || !old.has(id)) {
      const of = { ...at, within };
      tell({
        key: place,
        words: [...prefix(of, ' '), { kind: 'plain', text: say(isGone ? 'change.thing.gone' : 'change.thing.new') }],
      });
    }
    if (isGone) {
      walk(node.of, old.get(id), old.get(id), { ...at, place, within, isThing: true }, sides);
      continue;
    }
    const isNew = at.isNew || !old.has(id);
    walk(node.of, old.get(id), now.get(id), { ...at, place, within, isNew, isThing: true }, sides);
  }
  const stayed = [...old.keys()].filter((id) => now.has(id));
  const order = [...now.keys()].filter((id) => old.has(id));
  if (same(stayed, order)) return;
  const names = [...now].map(([id, thing]) => node.name(objectOf(thing), sides.after, id));
  tell({
    key: `${at.place}#order`,
    words: sentence(say(`${at.key}.order`), { order: is(names.join(', ')), what: prefix(at, '') }),
  });
}

/** What a text says, in each language. */
function walkText(
  [old, now]: readonly [unknown, unknown],
  at: At,
  { say, language, tell, seen, ...sides }: Sides,
): void {
  for (const key of [old, now]) if (typeof key === 'string') seen(key);
  const [before, after] = [sides.before.files.texts, sides.after.files.texts];
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const was_ = typeof old === 'string' ? before.get(code)?.[old] : undefined;
    const is_ = typeof now === 'string' ? after.get(code)?.[now] : undefined;
    if (was_ === is_) continue;
    tell({
      key: `${at.place}/${code}`,
      words: textWords({ what: what(at, say), code, old: was_, now: is_, isNew: at.isNew }, say, language),
    });
  }
}

/** A text of one language, what it was and what it is. */
export function textWords(
  of: {
    readonly what: readonly WordPart[];
    readonly code: string;
    readonly old: string | undefined;
    readonly now: string | undefined;
    readonly isNew: boolean;
  },
  say: Say,
  language: string,
): readonly WordPart[] {
  const { what, code, old, now, isNew } = of;
  const values = {
    what,
    language: [
      { kind: 'plain' as const, text: new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code },
    ],
    was: was(old ?? ''),
    is: is(now ?? ''),
  };
  const marked = old !== undefined && now !== undefined ? markedText(old, now) : null;
  if (marked) return sentence(say('change.text.marked'), { ...values, text: marked });
  if (now === undefined) return sentence(say('change.text.gone'), values);
  if (old === undefined) return sentence(say(isNew ? 'change.text.fact' : 'change.text.new'), values);
  return sentence(say('change.text.set'), values);
}

/** A list of texts: which came, which went, which say something else. */
function walkTexts(before: readonly unknown[], after: readonly unknown[], at: At, sides: Sides): void {
  const { say, tell } = sides;
  for (const key of new Set([...before, ...after])) {
    const place = `${at.place}/${key}`;
    const [old, now] = [before.includes(key), after.includes(key)];
    sides.seen(String(key));
    if (old && now) walkText([key, key], { ...at, place }, sides);
    else if (now) {
      const values = { what: what(at, say), is: is(named(key, sides.after)) };
      tell({ key: place, words: sentence(say(at.isNew ? 'change.fact' : 'change.sentence.new'), values) });
    } else {
      const values = { what: what(at, say), was: was(named(key, sides.before)) };
      tell({ key: place, words: sentence(say('change.sentence.gone'), values) });
    }
  }
  const stayed = before.filter((key) => after.includes(key));
  const order = after.filter((key) => before.includes(key));
  if (same(stayed, order)) return;
  tell({ key: `${at.place}#order`, words: sentence(say('change.sentence.order'), { what: what(at, say) }) });
}
