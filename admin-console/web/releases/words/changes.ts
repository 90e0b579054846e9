import type { Say } from '../../texts.ts';
import { type Change, type ChangeGroup, is, name, sentence } from './change.ts';
import type { ComparedSide, Node } from './nodes.ts';
import { listOf, type OfferFiles, objectOf, readOffer, textIn } from './offer-files.ts';
import { SERVICE } from './service-nodes.ts';
import { SITE } from './site-nodes.ts';
import { textWords, walk } from './walk.ts';

type Files = Readonly<Record<string, string>>;

interface Reader {
  readonly say: Say;
  readonly language: string;
}

/**
 * What differs between two states of a place's files, in sentences, by service and by what it is about: no path, no key
 * and nothing that only a machine reads is in them.
 * @param before path → text, as terminals of the place get them; empty: there was nothing
 */
export function changesInWords(before: Files, after: Files, reader: Reader): readonly ChangeGroup[] {
  const [old, now] = [readOffer(before), readOffer(after)];
  const seen = new Set<string>();
  const groups = [
    ...siteGroups(old, now, reader, seen),
    ...serviceGroups(old, now, reader, seen),
    otherTexts(old, now, reader, seen),
    others(old, now, reader),
  ];
  return groups.filter(({ changes }) => changes.length > 0);
}

/** Collects what a walk over one thing tells. */
function told(
  node: Node | undefined,
  [old, now]: readonly [unknown, unknown],
  key: string,
  place: string,
  [before, after]: readonly [OfferFiles, OfferFiles],
  { say, language }: Reader,
  options: { readonly isNew?: boolean; readonly seen: Set<string> },
): Change[] {
  const changes: Change[] = [];
  const side = (files: OfferFiles, whole: unknown): ComparedSide => ({ files, whole: objectOf(whole), say, language });
  walk(
    node,
    old,
    now,
    { key, place, within: [], isNew: options.isNew ?? false },
    {
      ...{ before: side(before, old), after: side(after, now), say, language },
      tell: (change) => changes.push(change),
      seen: (textKey) => options.seen.add(textKey),
    },
  );
  return changes;
}

/** One group for each part of the site. */
function siteGroups(old: OfferFiles, now: OfferFiles, reader: Reader, seen: Set<string>): readonly ChangeGroup[] {
  const { say } = reader;
  const parts = SITE.kind === 'parts' ? SITE.parts : {};
  const keys = new Set([...Object.keys(parts), ...Object.keys(old.site), ...Object.keys(now.site)]);
  const isNew = Object.keys(old.site).length === 0;
  const groups = [...keys].map((part) => {
    const values = [old.site[part], now.site[part]] as const;
    const key = `change.site.${part}`;
    const changes =
      part === 'services'
        ? offered(values, [old, now], reader)
        : told(parts[part], values, key, `site/${part}`, [old, now], reader, { isNew, seen });
    return {
      key: `site/${part}`,
      title: say(say.has(`${key}.group`) ? `${key}.group` : 'change.site.group'),
      isNew,
      changes,
    };
  });
  return groups;
}

/** Which services are offered, and in which order. */
function offered(
  [before, after]: readonly [unknown, unknown],
  [old, now]: readonly [OfferFiles, OfferFiles],
  { say, language }: Reader,
): readonly Change[] {
  const [was, will] = [listOf(before).map(String), listOf(after).map(String)];
  const title = (files: OfferFiles, id: string) =>
    textIn(files, objectOf(files.services.get(id)).title, language) ?? say('change.unnamed-service');
  const line = (id: string, files: OfferFiles, key: string): Change => ({
    key: `site/services/${id}`,
    words: sentence(say(key), { service: name(title(files, id)) }),
  });
  const changes = [
    ...will.filter((id) => !was.includes(id)).map((id) => line(id, now, 'change.site.services.new')),
    ...was.filter((id) => !will.includes(id)).map((id) => line(id, old, 'change.site.services.gone')),
  ];
  const stayed = was.filter((id) => will.includes(id));
  const order = will.filter((id) => was.includes(id));
  if (stayed.join() === order.join()) return changes;
  const names = will.map((id) => title(now, id)).join(', ');
  return [
    ...changes,
    { key: 'site/services#order', words: sentence(say('change.site.services.order'), { order: is(names) }) },
  ];
}

function serviceGroups(old: OfferFiles, now: OfferFiles, reader: Reader, seen: Set<string>): readonly ChangeGroup[] {
  const { say, language } = reader;
  return [...new Set([...old.services.keys(), ...now.services.keys()])].map((id) => {
    const [before, after] = [old.services.get(id), now.services.get(id)];
    const title = textIn(after ? now : old, (after ?? before)?.title, language) ?? say('change.unnamed-service');
    const key = `service/${id}`;
    const isNew = before === undefined;
    const gone: readonly Change[] = [{ key, words: [{ kind: 'plain', text: say('change.service.gone') }] }];
    // A service that went is walked for its texts, which went with it.
    const walked = told(SERVICE, [before, after ?? before], 'change.service', key, [old, after ? now : old], reader, {
      isNew,
      seen,
    });
    const changes = after ? [...walked, ...schemaChange(old, now, id, say)] : gone;
    return { key, title, isNew, changes };
  });
}

/** The structure of what the authority gets belongs to the service that sends it. */
function schemaChange(old: OfferFiles, now: OfferFiles, id: string, say: Say): readonly Change[] {
  const path = `submission-schemas/${objectOf(now.services.get(id)?.route).dataSchema}`;
  if (!old.others.has(path) || old.others.get(path) === now.others.get(path)) return [];
  return [{ key: `service/${id}#schema`, words: [{ kind: 'plain', text: say('change.schema') }] }];
}

/** Texts that belong to no service and no place. */
function otherTexts(
  old: OfferFiles,
  now: OfferFiles,
  { say, language }: Reader,
  seen: ReadonlySet<string>,
): ChangeGroup {
  const changes: Change[] = [];
  for (const code of new Set([...old.texts.keys(), ...now.texts.keys()])) {
    const [before, after] = [old.texts.get(code) ?? {}, now.texts.get(code) ?? {}];
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (seen.has(key) || before[key] === after[key]) continue;
      const destination = /^site\.destinations\./.test(key);
      const what = [
        { kind: 'plain' as const, text: say(destination ? 'change.text.destination' : 'change.text.other') },
      ];
      const words = textWords({ what, code, old: before[key], now: after[key], isNew: false }, say, language);
      changes.push({ key: `texts/${code}/${key}`, words });
    }
  }
  return { key: 'texts', title: say('change.texts.group'), isNew: old.texts.size === 0, changes };
}

const FILES: Readonly<Record<string, string>> = { receipts: 'change.receipt', pictures: 'change.picture' };

/** What is compared as a whole. */
function others(old: OfferFiles, now: OfferFiles, { say }: Reader): ChangeGroup {
  const changes = [...new Set([...old.others.keys(), ...now.others.keys()])]
    .filter((path) => old.others.get(path) !== now.others.get(path) && !path.startsWith('submission-schemas/'))
    .map((path): Change => {
      const folder = path.split('/', 1)[0] ?? '';
      const known = FILES[folder] ?? 'change.other-file';
      return { key: path, words: [{ kind: 'plain', text: say(known) }] };
    });
  return { key: 'others', title: say('change.others.group'), isNew: old.others.size === 0, changes };
}
