import { err, ok, type Result } from '../../foundation/result.ts';
import type { FimElement, FimFault, FimField, FimForm } from './fim-form.ts';

type Json = Readonly<Record<string, unknown>>;

/** Deeper is nothing that is meant well, or refers to itself. */
const DEEPEST = 20;
/** Groups and fields: objects that refer to each other twice would double with each step. */
const MOST = 4_000;
const NO_LIMITS = { maxLength: '', minValue: '', maxValue: '', pattern: '' };

/** Reads the JSON Schema of a Stammdatenschema: objects are groups, their properties fields. */
export function readJsonSchema(text: string): Result<FimForm, FimFault> {
  const root = parsed(text);
  if (!root || !isJson(root.properties)) return err('not-fim');
  const room = { left: MOST };
  const elements = elementsOf(root, root, 0, room);
  if (room.left < 0) return err('too-many-elements');
  return ok({
    id: /S\d{6,}/.exec(textOf(root.$id))?.[0] ?? '',
    name: textOf(root.title),
    description: textOf(root.description),
    elements,
    rules: [],
  });
}

function elementsOf(schema: Json, root: Json, depth: number, room: { left: number }): readonly FimElement[] {
  if (!isJson(schema.properties) || depth > DEEPEST) return [];
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries(schema.properties).flatMap(([id, property]): FimElement[] => {
    room.left -= 1;
    if (!isJson(property) || room.left < 0) return [];
    const outer = resolved(property, root);
    const isList = outer.type === 'array';
    const inner = isList && isJson(outer.items) ? resolved(outer.items, root) : outer;
    const part = {
      id,
      label: textOf(outer.title) || textOf(inner.title) || id,
      hint: textOf(outer.description) || textOf(inner.description),
      least: required.has(id) ? 1 : 0,
      most: isList ? null : 1,
      rules: [],
    };
    if (isJson(inner.properties))
      return [{ kind: 'group', ...part, children: elementsOf(inner, root, depth + 1, room) }];
    return [{ kind: 'field', ...part, ...fieldParts(inner) }];
  });
}

type FieldParts = Pick<FimField, 'use' | 'type' | 'limits' | 'values' | 'codeList' | 'content'>;

function fieldParts(schema: Json): FieldParts {
  const values = valuesOf(schema);
  return {
    use: values.length > 0 ? 'select' : 'input',
    type: typeOf(schema),
    limits: {
      ...NO_LIMITS,
      maxLength: textOf(schema.maxLength),
      minValue: textOf(schema.minimum),
      maxValue: textOf(schema.maximum),
      pattern: textOf(schema.pattern),
    },
    values,
    codeList: null,
    content: '',
  };
}

function valuesOf({ enum: list, oneOf }: Json): FimField['values'] {
  if (Array.isArray(list)) return list.map((code) => ({ code: String(code), name: String(code) }));
  const options = Array.isArray(oneOf) ? oneOf.filter(isJson) : [];
  return options.flatMap(({ const: code, title }) =>
    code === undefined ? [] : [{ code: String(code), name: textOf(title) || String(code) }],
  );
}

function typeOf({ type, format }: Json): string {
  if (type === 'boolean') return 'bool';
  if (type === 'integer') return 'num_int';
  if (type === 'number') return 'num';
  if (format === 'date' || format === 'time') return format;
  return format === 'date-time' ? 'datetime' : 'text';
}

/** What a `$ref` within the file stands for; one that leads elsewhere, or in a circle, is left as it is. */
function resolved(schema: Json, root: Json): Json {
  let found = schema;
  for (let step = 0; step < DEEPEST && typeof found.$ref === 'string' && found.$ref.startsWith('#/'); step += 1) {
    const keys = found.$ref
      .slice(2)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const target = keys.reduce<unknown>((at, key) => (isJson(at) && Object.hasOwn(at, key) ? at[key] : null), root);
    if (!isJson(target)) return found;
    const { $ref: _, ...own } = found;
    found = { ...target, ...own };
  }
  return found;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
