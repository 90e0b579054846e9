import { expect, test } from 'vitest';
import { z } from 'zod';
import { SiteOffer } from '../../../../config/schema/offer.ts';
import { ServiceDefinition } from '../../../../config/schema/service.ts';
import de from '../../locales/de/changes.json' with { type: 'json' };
import type { Node } from './nodes.ts';
import { plain, plains, word, words } from './sayers.ts';
import { SERVICE } from './service-nodes.ts';
import { SITE } from './site-nodes.ts';

/** As much of JSON Schema as the configuration needs. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Field {
  readonly key: string;
  readonly schema: Schema;
  readonly node: Node | undefined;
}

/** Every field of a schema with what the difference knows of it. */
function* fieldsOf(schema: Schema, node: Node | undefined, key: string): Generator<Field> {
  yield { key, schema, node };
  for (const variant of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* fieldsOf(variant, node, key);
  if (node?.kind === 'parts') {
    for (const [name, part] of Object.entries(schema.properties ?? {})) {
      yield* fieldsOf(part, node.parts[name], `${key}.${name}`);
    }
  }
  if (node?.kind === 'things' && schema.items) yield* fieldsOf(schema.items, node.of, key);
  if (node?.kind === 'named' && typeof schema.additionalProperties === 'object') {
    yield* fieldsOf(schema.additionalProperties, node.of, key);
  }
  if (node?.kind === 'value' && schema.items) yield* fieldsOf(schema.items, node, key);
}

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Schema;
const FIELDS = [
  ...fieldsOf(jsonSchema(SiteOffer), SITE, 'change.site'),
  ...fieldsOf(jsonSchema(ServiceDefinition), SERVICE, 'change.service'),
];
const KEYS: ReadonlySet<string> = new Set(Object.keys(de));
/** Which services are offered is told by their names. */
const TOLD_ELSEWHERE = 'change.site.services';

/** What is missing for a field to be told in words. */
function missing({ key, schema, node }: Field): readonly string[] {
  switch (node?.kind) {
    case undefined:
      return [`${key}: not known to the difference`];
    case 'quiet':
    case 'parts':
      return [];
    case 'flag':
      return [`${key}.true`, `${key}.false`].filter((one) => !KEYS.has(one));
    case 'things':
      return [key, `${key}.order`].filter((one) => !KEYS.has(one));
    case 'value': {
      const values = [...(schema.enum ?? []), ...('const' in schema ? [schema.const] : [])];
      if (values.length > 0 && [plain, plains].includes(node.say)) return [`${key}: a code that is shown as it is`];
      const coded = [word, words].includes(node.say) ? values.map((one) => `${key}.${one}`) : [];
      return [key, ...coded].filter((one) => !KEYS.has(one));
    }
    default:
      return [key].filter((one) => !KEYS.has(one));
  }
}

test.each([...new Set(FIELDS.map(({ key }) => key))].filter((key) => key !== TOLD_ELSEWHERE))('%s has words', (key) => {
  expect(FIELDS.filter((field) => field.key === key).flatMap(missing)).toEqual([]);
});

test('what holds where nothing is said is what the schema says', () => {
  const said = FIELDS.filter(({ schema }) => 'default' in schema).flatMap(({ key, schema, node }) => {
    if (node?.kind !== 'value' && node?.kind !== 'flag') return [];
    return JSON.stringify(node.unset) === JSON.stringify(schema.default) ? [] : [key];
  });
  expect(said).toEqual([]);
});

test('no words are kept for what the configuration does not have', () => {
  const own = [...KEYS].filter(
    (key) => /^change\.(site|service)\./.test(key) && !/\.(group|order|new|gone)$/.test(key),
  );
  const known = new Set(
    FIELDS.flatMap(({ key, schema, node }) => [
      key,
      ...(node?.kind === 'flag' ? [`${key}.true`, `${key}.false`] : []),
      ...[...(schema.enum ?? []), ...('const' in schema ? [schema.const] : [])].map((one) => `${key}.${one}`),
    ]),
  );
  expect(own.filter((key) => !known.has(key))).toEqual([]);
});
