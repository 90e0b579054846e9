import type { FieldDefinition } from '../schema/form-field.ts';
import type { ServiceDefinition } from '../schema/service.ts';

/** What is wrong with the conditions of a form, by path below the service. */
export interface ConditionFault {
  readonly path: string;
  readonly word: 'unknown-field' | 'condition-on-later' | 'never-visible';
  readonly detail: string;
}

interface Placed {
  readonly field: FieldDefinition;
  readonly page: number;
  readonly path: string;
}

/** Values that a field can have; `null`: any. */
function valuesOf({ type, options }: FieldDefinition): readonly string[] | null {
  if (type === 'yes-no') return ['yes', 'no'];
  return options ? options.map(({ value }) => value) : null;
}

/** Conditions that ask for what there is not, or cannot be true. */
export function conditionFaults({ form }: Pick<ServiceDefinition, 'form'>): readonly ConditionFault[] {
  const placed: readonly Placed[] = form.flatMap((page, at) =>
    page.fields.map((field, index) => ({ field, page: at, path: `form.${at}.fields.${index}.visibleIf` })),
  );
  const find = (id: string) => placed.find(({ field }) => field.id === id);
  /** False if no answer leads to it: it waits for a value that cannot be, for itself, or for one that does. */
  const canBeAsked = (at: Placed, seen: ReadonlySet<string>): boolean => {
    const { visibleIf, id } = at.field;
    if (!visibleIf) return true;
    const other = find(visibleIf.field);
    if (!other || seen.has(id)) return false;
    const values = valuesOf(other.field);
    return (values?.includes(visibleIf.equals) ?? true) && canBeAsked(other, new Set([...seen, id]));
  };
  return placed.flatMap((at): ConditionFault[] => {
    const { visibleIf } = at.field;
    if (!visibleIf) return [];
    const { path } = at;
    const detail = visibleIf.field;
    const other = find(visibleIf.field);
    if (!other) return [{ path: `${path}.field`, word: 'unknown-field', detail }];
    if (!canBeAsked(at, new Set())) return [{ path, word: 'never-visible', detail }];
    return other.page > at.page ? [{ path: `${path}.field`, word: 'condition-on-later', detail }] : [];
  });
}
