import type { Condition, ConditionTest, SingleCondition } from '../../../config/schema/condition.ts';
import type { Expression, Operand } from '../../../config/schema/expression.ts';
import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { chosen } from './chosen.ts';
import { daysSinceEpoch, limitDay, span } from './date.ts';
import { entriesOf, inEntry } from './entries.ts';
import { judge } from './validate.ts';
import { type FormPage, typedValue, type Values } from './values.ts';

type Form = Pick<ServiceDefinition, 'form'>;

/** What follows from the answers that were given: what is asked, what holds, what is reckoned. */
export interface Answers {
  /** A field that depends on one that is not asked is not asked either. */
  isAsked(field: string): boolean;
  isPageAsked(page: FormPage): boolean;
  holds(condition: Condition): boolean;
  /** At most two decimals; `null`: something it needs is not known. */
  value(expression: Expression): number | null;
}

/** @param values inside a repeated page: those of the entry (`inEntry`) @param today ISO date */
export function answersOf({ form }: Form, values: Values, today: string): Answers {
  const places = new Map(form.flatMap((page) => page.fields.map((field) => [field.id, { page, field }] as const)));
  const under = new Set<string>();
  /** What waits for itself has no answer. */
  function guarded<T>(key: string, otherwise: T, look: () => T): T {
    if (under.has(key)) return otherwise;
    under.add(key);
    try {
      return look();
    } finally {
      under.delete(key);
    }
  }

  const isPageAsked = (page: FormPage): boolean =>
    guarded(`page ${page.id}`, false, () => page.visibleIf === undefined || holds(page.visibleIf));
  const isAsked = (id: string): boolean =>
    guarded(`field ${id}`, false, () => {
      const place = places.get(id);
      if (!place || !isPageAsked(place.page)) return false;
      return place.field.visibleIf === undefined || holds(place.field.visibleIf);
    });
  const find = (id: string): FieldDefinition | null => (isAsked(id) ? (places.get(id)?.field ?? null) : null);

  function holds(condition: Condition): boolean {
    if ('all' in condition) return condition.all.every(holdsSingle);
    return 'any' in condition ? condition.any.some(holdsSingle) : holdsSingle(condition);
  }
  const holdsSingle = (condition: SingleCondition): boolean =>
    'not' in condition ? test(condition.not) === false : test(condition) === true;

  /** `null`: not answered. */
  function test(condition: ConditionTest): boolean | null {
    if ('left' in condition) {
      const [left, right] = [operand(condition.left), operand(condition.right)];
      return left === null || right === null ? null : COMPARED[condition.is](left, right);
    }
    const field = find(condition.field);
    const typed = typedValue(values, condition.field);
    if (!field || typed === '') return null;
    const wanted = 'equals' in condition ? [condition.equals] : condition.oneOf;
    const given = field.type === 'multi-choice' ? chosen(typed) : [typed];
    return wanted.some((one) => given.includes(one));
  }

  /** What was typed into a field, if it is right. */
  function valid(field: FieldDefinition, within: Values): string | null {
    const verdict = judge(field, typedValue(within, field.id), today);
    return verdict.kind === 'valid' && verdict.value !== '' ? verdict.value : null;
  }
  function numberIn(field: FieldDefinition, within: Values): number | null {
    if (field.computed) {
      const { of } = field.computed;
      const inside = within === values ? value : answersOf({ form }, within, today).value;
      return guarded(`value ${field.id}`, null, () => inside(of));
    }
    const given = valid(field, within);
    if (given === null) return null;
    if (field.type === 'date') return daysSinceEpoch(given);
    const number = Number(given);
    return Number.isFinite(number) ? number : null;
  }
  const dayIn = (id: string): string | null => {
    const field = find(id);
    return field?.type === 'date' ? valid(field, values) : null;
  };

  function operand(one: Operand): number | null {
    if (typeof one === 'number') return one;
    if ('day' in one) return daysSinceEpoch(limitDay(one.day, today));
    if ('count' in one) {
      const page = form.find(({ id }) => id === one.count);
      return page && isPageAsked(page) ? entriesOf(page, values).length : null;
    }
    if ('total' in one) return total(one.total);
    if ('yearsSince' in one) {
      const born = dayIn(one.yearsSince);
      return born === null ? null : span(born, today, 'years');
    }
    if ('from' in one) {
      const [from, to] = [dayIn(one.from), dayIn(one.to)];
      return from === null || to === null ? null : span(from, to, one.unit);
    }
    const field = find(one.field);
    return field && numberIn(field, values);
  }
  function total(id: string): number | null {
    const place = places.get(id);
    if (!place || !isPageAsked(place.page)) return null;
    const all = entriesOf(place.page, values).flatMap((entry) => {
      const within = inEntry(place.page, values, entry);
      const isThere = answersOf({ form }, within, today).isAsked(id);
      return (isThere ? numberIn(place.field, within) : null) ?? [];
    });
    return all.length === 0 ? null : added(all);
  }
  function value(expression: Expression): number | null {
    if (typeof expression === 'object' && 'sum' in expression) {
      const known = expression.sum.flatMap((one) => operand(one) ?? []);
      return known.length === 0 ? null : rounded(added(known));
    }
    if (typeof expression === 'object' && 'product' in expression) {
      return expression.product.map(operand).reduce((a, b) => (a === null || b === null ? null : rounded(a * b)));
    }
    if (typeof expression === 'object' && 'difference' in expression) {
      const [from, without] = expression.difference.map(operand);
      return from === null || from === undefined || without === null || without === undefined
        ? null
        : rounded(from - without);
    }
    const alone = operand(expression);
    return alone === null ? null : rounded(alone);
  }
  return { isAsked, isPageAsked, holds, value };
}

/**
 * What an expression makes of the answers: euros for amounts, at most two decimals.
 * @param today ISO date
 * @returns `null` while something it needs is not known
 */
export const computedValue = (service: Form, values: Values, expression: Expression, today: string): number | null =>
  answersOf(service, values, today).value(expression);

const added = (all: readonly number[]): number => rounded(all.reduce((sum, one) => sum + one, 0));
/** Cents: sums of what has two decimals are exact again. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

const COMPARED: Readonly<
  Record<'less' | 'at-most' | 'equal' | 'at-least' | 'more', (a: number, b: number) => boolean>
> = {
  less: (a, b) => a < b,
  'at-most': (a, b) => a <= b,
  equal: (a, b) => a === b,
  'at-least': (a, b) => a >= b,
  more: (a, b) => a > b,
};
