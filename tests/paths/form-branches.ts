import { testsIn } from '../../config/schema/condition-tests.ts';
import type { FieldDefinition } from '../../config/schema/form-field.ts';
import type { ServiceDefinition } from '../../config/schema/service.ts';
import { Personal } from '../../foundation/personal.ts';
import { answersOf } from '../../kiosk-app/session/forms/answers.ts';

export interface Branch {
  /** The answers that make it, `plain` where nothing depends on any. */
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Every combination of answers on which other questions or pages depend; those of questions that are not asked are left
 * out. What depends on how numbers or days compare is walked one way only.
 */
export function branchesOf(service: ServiceDefinition): readonly Branch[] {
  const { form } = service;
  const conditions = form.flatMap((page) => [page, ...page.fields].flatMap(({ visibleIf }) => visibleIf ?? []));
  const named = new Set(conditions.flatMap(testsIn).flatMap((test) => ('left' in test ? [] : [test.field])));
  const decisive = form.flatMap((page) => page.fields).filter(({ id }) => named.has(id));
  let branches: readonly Branch['answers'][] = [{}];
  for (const field of decisive) {
    branches = branches.flatMap((answers) =>
      isAsked(service, field, answers)
        ? optionsOf(field).map((option) => ({ ...answers, [field.id]: option }))
        : [answers],
    );
  }
  return branches.map((answers) => ({ id: idOf(answers), answers }));
}

const ANY_DAY = '2026-01-05';
const isAsked = (service: ServiceDefinition, { id }: FieldDefinition, answers: Branch['answers']): boolean => {
  const values = new Map(Object.entries(answers).map(([field, value]) => [field, new Personal(value)]));
  return answersOf(service, values, ANY_DAY).isAsked(id);
};

const idOf = (answers: Branch['answers']): string =>
  Object.entries(answers)
    .map(([field, value]) => `${field}=${value}`)
    .join('+') || 'plain';

function optionsOf({ id, type, options }: FieldDefinition): readonly string[] {
  if (type === 'yes-no') return ['no', 'yes'];
  if (options) return options.map(({ value }) => value);
  throw new TypeError(`questions depend on ${id}, which has no closed set of answers`);
}
