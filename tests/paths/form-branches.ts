import type { FieldDefinition } from '../../config/schema/form-field.ts';
import type { ServiceDefinition } from '../../config/schema/service.ts';

export interface Branch {
  /** The answers that make it, `plain` where nothing depends on any. */
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** Every combination of answers on which other questions depend; those of questions that are not asked are left out. */
export function branchesOf({ form }: ServiceDefinition): readonly Branch[] {
  const fields = form.flatMap((page) => page.fields);
  const decisive = fields.filter(({ id }) => fields.some(({ visibleIf }) => visibleIf?.field === id));
  const isAsked = (field: FieldDefinition, answers: Branch['answers']): boolean =>
    field.visibleIf === undefined || answers[field.visibleIf.field] === field.visibleIf.equals;
  let branches: readonly Branch['answers'][] = [{}];
  for (const field of decisive) {
    branches = branches.flatMap((answers) =>
      isAsked(field, answers) ? optionsOf(field).map((option) => ({ ...answers, [field.id]: option })) : [answers],
    );
  }
  return branches.map((answers) => ({ id: idOf(answers), answers }));
}

const idOf = (answers: Branch['answers']): string =>
  Object.entries(answers)
    .map(([field, value]) => `${field}=${value}`)
    .join('+') || 'plain';

function optionsOf({ id, type, options }: FieldDefinition): readonly string[] {
  if (type === 'yes-no') return ['no', 'yes'];
  if (options) return options.map(({ value }) => value);
  throw new TypeError(`questions depend on ${id}, which has no closed set of answers`);
}
