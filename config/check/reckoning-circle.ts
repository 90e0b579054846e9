import type { Expression } from '../schema/expression.ts';
import { namedIn, operandsIn } from '../schema/expression-operands.ts';
import type { FieldDefinition } from '../schema/form-field.ts';

/** A computed field that, in the end, counts with itself. */
export function isInCircle(
  start: FieldDefinition,
  at: ReadonlyMap<string, { readonly field: FieldDefinition }>,
): boolean {
  const named = ({ computed }: FieldDefinition): readonly string[] => (computed ? fieldsOf(computed.of) : []);
  const walk = (id: string, seen: ReadonlySet<string>): boolean => {
    if (id === start.id) return true;
    const field = at.get(id)?.field;
    if (!field || seen.has(id)) return false;
    return named(field).some((next) => walk(next, new Set([...seen, id])));
  };
  return named(start).some((id) => walk(id, new Set()));
}

const fieldsOf = (expression: Expression): readonly string[] =>
  operandsIn(expression).flatMap((one) => namedIn(one).fields);
