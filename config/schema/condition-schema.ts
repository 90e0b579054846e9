import type { Condition, ConditionTest, SingleCondition } from './condition.ts';
import type { FieldFile } from './service-file.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * A condition as JSON Schema of the object that holds the answers; what was not answered makes nothing true, so each
 * answer it names must be there.
 * @returns `null` if JSON Schema cannot say it: it does not compare two values
 */
export function conditionSchema(condition: Condition, fields: readonly FieldFile[]): Schema | null {
  if ('all' in condition || 'any' in condition) {
    const [singles, join] = 'all' in condition ? [condition.all, 'allOf'] : [condition.any, 'anyOf'];
    const parts = singles.map((single) => singleSchema(single, fields));
    return parts.includes(null) ? null : { [join]: parts };
  }
  return singleSchema(condition, fields);
}

function singleSchema(single: SingleCondition, fields: readonly FieldFile[]): Schema | null {
  return 'not' in single ? testSchema(single.not, fields, true) : testSchema(single, fields, false);
}

function testSchema(test: ConditionTest, fields: readonly FieldFile[], isNot: boolean): Schema | null {
  if ('left' in test) return null;
  const field = fields.find(({ id }) => id === test.field);
  if (!field) return null;
  const wanted = ('equals' in test ? [test.equals] : test.oneOf).map((value) => inData(field, value));
  const list = wanted.length === 1 ? { const: wanted[0] } : { enum: wanted };
  const answer = field.type === 'multi-choice' ? { contains: list } : list;
  return { properties: { [field.id]: isNot ? { not: answer } : answer }, required: [field.id] };
}

/** An answer as the data holds it. */
function inData({ type }: FieldFile, value: string): unknown {
  if (type === 'yes-no') return value === 'yes';
  return type === 'number' || type === 'amount' ? Number(value) : value;
}
