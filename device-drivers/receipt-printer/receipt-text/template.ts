import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { formatEuro } from '../../../foundation/money.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { ReceiptBlock } from '../contract.ts';

/**
 * Receipts as configuration: what stands where on the paper, in which order. Strings may hold placeholders:
 *
 * | placeholder | becomes |
 * | --- | --- |
 * | `{{text:key}}` | the text of that key in the citizen's language |
 * | `{{value:name}}` | a value of the receipt, as it is |
 * | `{{value:name\|euro}}` | cents as an amount of money |
 * | `{{value:name\|date}}`, `\|time`, `\|date-time` | milliseconds since 1970 in the language's way, in `timeZone` |
 * | `{{item:name}}` | inside `repeat`: a field of the item |
 */
const PLACEHOLDER = /\{\{(text|value|item):([\w.-]+)(?:\|(euro|date|time|date-time))?\}\}/g;
const LEFTOVER = /\{\{|\}\}/;

const Line = z
  .string()
  .max(400)
  .refine(
    (text) => !LEFTOVER.test(text.replace(PLACEHOLDER, '')),
    'not a placeholder: {{text:…}}, {{value:…}}, {{item:…}}',
  );
const Condition = z
  .string()
  .regex(/^!?[\w.-]+$/)
  .describe('Print only if this value or list is there; "!" negates');

const Simple = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: Line,
    /** `item`: as the repeated item says in its field of that name. */
    align: z.enum(['left', 'center', 'right', 'item']).default('left'),
    bold: z.union([z.boolean(), z.literal('item')]).default(false),
    size: z.union([z.literal(1), z.literal(2), z.literal('item')]).default(1),
    when: Condition.optional(),
  }),
  z.strictObject({
    type: z.literal('columns'),
    left: Line,
    right: Line,
    bold: z.boolean().default(false),
    when: Condition.optional(),
  }),
  z.strictObject({ type: z.literal('rule'), when: Condition.optional() }),
  z.strictObject({ type: z.literal('space'), lines: z.int().min(1).max(10).default(1), when: Condition.optional() }),
  z.strictObject({ type: z.literal('qr'), data: Line, when: Condition.optional() }),
  z.strictObject({ type: z.literal('logo'), name: z.string().max(40), when: Condition.optional() }),
  z.strictObject({ type: z.literal('cut'), when: Condition.optional() }),
]);
type Simple = z.output<typeof Simple>;

const Repeat = z.strictObject({
  type: z.literal('repeat'),
  over: z.string().max(40),
  blocks: z.array(Simple).min(1).max(10),
  when: Condition.optional(),
});

export const ReceiptTemplate = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  blocks: z
    .array(z.union([Repeat, Simple]))
    .min(1)
    .max(60),
});
export type ReceiptTemplate = z.output<typeof ReceiptTemplate>;

type Value = string | number | boolean;
type Item = Readonly<Record<string, Value>>;

/** What a template is filled with. Free of names by contract, as everything that is printed. */
export interface TemplateData {
  /** BCP 47, of `texts` and of the way amounts and dates are written. */
  readonly language: string;
  /** IANA name, of the place. */
  readonly timeZone: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Value | null>>;
  readonly lists: Readonly<Record<string, readonly Item[]>>;
}

/** `detail` is the name of what is missing or does not fit: a mistake in the configuration. */
export type TemplateError = Refusal<'missing-text' | 'missing-value' | 'missing-list' | 'wrong-format'>;

/** Fills a template. Nothing is left out in silence: what is missing is refused, unless `when` says it may be. */
export function fillTemplate(
  template: ReceiptTemplate,
  data: TemplateData,
): Result<readonly ReceiptBlock[], TemplateError> {
  try {
    return ok(template.blocks.flatMap((block) => fill(block, data)));
  } catch (refused) {
    if (refused instanceof Refusal) return err(refused as TemplateError);
    throw refused;
  }
}

function fill(block: z.output<typeof Repeat> | Simple, data: TemplateData): readonly ReceiptBlock[] {
  if (block.when !== undefined && !holds(block.when, data)) return [];
  if (block.type !== 'repeat') return fillSimple(block, data, null);
  const list = data.lists[block.over];
  if (!list) throw new Refusal('missing-list', block.over);
  return list.flatMap((item) =>
    block.blocks.flatMap((inner) =>
      inner.when !== undefined && !holds(inner.when, data) ? [] : fillSimple(inner, data, item),
    ),
  );
}

function holds(condition: string, data: TemplateData): boolean {
  const name = condition.replace(/^!/, '');
  const value = data.values[name];
  const list = data.lists[name];
  const isThere = list ? list.length > 0 : value !== undefined && value !== null && value !== false && value !== '';
  return isThere !== condition.startsWith('!');
}

function fillSimple(block: Simple, data: TemplateData, item: Item | null): readonly ReceiptBlock[] {
  const filled = (text: string) => fillText(text, data, item);
  switch (block.type) {
    case 'text': {
      const align = block.align === 'item' ? itemAlign(item) : block.align;
      const bold = block.bold === 'item' ? item?.bold === true : block.bold;
      const size = block.size === 'item' ? (item?.large === true ? 2 : 1) : block.size;
      return [{ type: 'text', text: filled(block.text), align, bold, size }];
    }
    case 'columns':
      return [{ type: 'columns', left: filled(block.left), right: filled(block.right), bold: block.bold }];
    case 'space':
      return [{ type: 'space', lines: block.lines }];
    case 'qr':
      return [{ type: 'qr', data: filled(block.data) }];
    case 'logo':
      return [{ type: 'logo', name: block.name }];
    case 'rule':
    case 'cut':
      return [{ type: block.type }];
  }
}

function itemAlign(item: Item | null): 'left' | 'center' | 'right' {
  const align = item?.align;
  return align === 'center' || align === 'right' ? align : 'left';
}

function fillText(text: string, data: TemplateData, item: Item | null): string {
  return text.replace(PLACEHOLDER, (_, source: string, name: string, format: string | undefined) => {
    if (source === 'text') {
      const found = data.texts[name];
      if (found === undefined) throw new Refusal('missing-text', name);
      return found;
    }
    const value = source === 'item' ? item?.[name] : data.values[name];
    if (value === undefined || value === null) throw new Refusal('missing-value', name);
    return format === undefined ? String(value) : formatted(value, format, name, data);
  });
}

function formatted(value: Value, format: string, name: string, { language, timeZone }: TemplateData): string {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Refusal('wrong-format', name);
  const date = { dateStyle: 'medium', timeZone } as const;
  const time = { timeStyle: 'short', timeZone } as const;
  switch (format) {
    case 'euro':
      return formatEuro(value, language);
    case 'date':
      return new Intl.DateTimeFormat(language, date).format(value);
    case 'time':
      return new Intl.DateTimeFormat(language, time).format(value);
    default:
      return new Intl.DateTimeFormat(language, { ...date, ...time }).format(value);
  }
}
