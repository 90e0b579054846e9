import type { Expression, Operand } from './expression.ts';

/** Its values one by one, whatever is made of them. */
export function operandsIn(expression: Expression): readonly Operand[] {
  if (typeof expression === 'number') return [expression];
  if ('sum' in expression) return expression.sum;
  if ('product' in expression) return expression.product;
  return 'difference' in expression ? expression.difference : [expression];
}

/** The fields and repeated pages that one value names. */
export function namedIn(operand: Operand): { readonly fields: readonly string[]; readonly pages: readonly string[] } {
  if (typeof operand === 'number' || 'day' in operand) return { fields: [], pages: [] };
  if ('count' in operand) return { fields: [], pages: [operand.count] };
  if ('field' in operand) return { fields: [operand.field], pages: [] };
  if ('total' in operand) return { fields: [operand.total], pages: [] };
  return { fields: 'from' in operand ? [operand.from, operand.to] : [operand.yearsSince], pages: [] };
}
