import type { Condition, ConditionTest } from '../schema/condition.ts';
import { testsIn } from '../schema/condition-tests.ts';
import type { Operand } from '../schema/expression.ts';
import { namedIn, operandsIn } from '../schema/expression-operands.ts';
import type { FieldDefinition } from '../schema/form-field.ts';
import type { ServiceDefinition } from '../schema/service.ts';

import { isInCircle } from './reckoning-circle.ts';

/** What is wrong with the conditions and sums of a form, by path below the service. */
export interface ConditionFault {
  readonly path: string;
  readonly word:
    | 'unknown-field'
    | 'condition-on-later'
    | 'never-visible'
    | 'value-impossible'
    | 'not-a-number'
    | 'mixed-comparison'
    | 'no-repeated-page'
    | 'in-circle'
    | 'first-page-conditional'
    | 'inside-repeated';
  readonly detail: string;
}

type Form = ServiceDefinition['form'];
type Page = Form[number];

/** Where something stands that names answers: what comes after it cannot have been answered yet. */
interface Place {
  readonly path: string;
  readonly page: number;
  /** `null`: the page itself, before any of its fields. */
  readonly field: Pick<FieldDefinition, 'id'> | null;
}

/** Values that a field can have; `null`: any. */
function valuesOf({ type, options }: FieldDefinition): readonly string[] | null {
  if (type === 'yes-no') return ['yes', 'no'];
  return options ? options.map(({ value }) => value) : null;
}

/** A rule is read behind all fields of its page. */
const LAST = { id: '' };

const CAN_BE_COUNTED: readonly FieldDefinition['type'][] = ['number', 'amount', 'computed', 'date'];
const isNumeric = ({ type, options }: FieldDefinition): boolean =>
  CAN_BE_COUNTED.includes(type) ||
  (type === 'choice' && (options ?? []).every(({ value }) => value !== '' && Number.isFinite(Number(value))));

/** Conditions that ask for what there is not, or cannot be true; sums of what is no number. */
export function conditionFaults({ form, route }: Pick<ServiceDefinition, 'form' | 'route'>): readonly ConditionFault[] {
  const at = new Map(form.flatMap((page, index) => page.fields.map((field) => [field.id, { field, index, page }])));

  /** False if no answer leads to it: it waits for a value that cannot be, for itself, or for one that does. */
  function canHold(condition: Condition, seen: ReadonlySet<string>): boolean {
    if ('any' in condition) return condition.any.some((single) => canHold(single, seen));
    if ('all' in condition) return condition.all.every((single) => canHold(single, seen));
    return 'not' in condition ? canTest(condition.not, seen, true) : canTest(condition, seen, false);
  }
  function canTest(test: ConditionTest, seen: ReadonlySet<string>, isNot: boolean): boolean {
    if ('left' in test) {
      return [test.left, test.right].every((one) => namedIn(one).fields.every((id) => canBeAsked(id, seen)));
    }
    const other = at.get(test.field);
    if (!other || !canBeAsked(test.field, seen)) return false;
    const values = valuesOf(other.field);
    const wanted = 'equals' in test ? [test.equals] : test.oneOf;
    if (values === null) return true;
    return isNot ? values.some((value) => !wanted.includes(value)) : wanted.some((value) => values.includes(value));
  }
  function canBeAsked(id: string, seen: ReadonlySet<string>): boolean {
    const place = at.get(id);
    if (!place || seen.has(id)) return false;
    const now = new Set([...seen, id]);
    const conditions = [place.page.visibleIf, place.field.visibleIf];
    return conditions.every((condition) => condition === undefined || canHold(condition, now));
  }

  function fieldFaults(id: string, where: string, { page, field }: Place, isTotal = false): readonly ConditionFault[] {
    const other = at.get(id);
    if (!other) return [{ path: where, word: 'unknown-field', detail: id }];
    if (isRepeated(other.page) && other.index !== page && !isTotal) {
      return [{ path: where, word: 'inside-repeated', detail: id }];
    }
    const isLater = other.index > page || (field === null && other.index === page);
    return isLater ? [{ path: where, word: 'condition-on-later', detail: id }] : [];
  }
  function operandFaults(one: Operand, where: string, place: Place): readonly ConditionFault[] {
    const { fields, pages } = namedIn(one);
    const unknown = [
      ...fields.flatMap((id) => fieldFaults(id, where, place, typeof one === 'object' && 'total' in one)),
      ...pages
        .filter((id) => !isRepeated(form.find((page) => page.id === id)))
        .map((detail): ConditionFault => ({ path: where, word: 'no-repeated-page', detail })),
    ];
    if (unknown.length > 0 || typeof one === 'number') return unknown;
    const mustBeDay = 'yearsSince' in one || 'from' in one;
    return fields.flatMap((id): readonly ConditionFault[] => {
      const other = at.get(id);
      if (!other) return [];
      if ('total' in one && !isRepeated(other.page)) return [{ path: where, word: 'no-repeated-page', detail: id }];
      const fits = mustBeDay ? other.field.type === 'date' : isNumeric(other.field);
      return fits ? [] : [{ path: where, word: 'not-a-number', detail: id }];
    });
  }
  const isDay = (one: Operand): boolean =>
    typeof one === 'object' && ('day' in one || ('field' in one && at.get(one.field)?.field.type === 'date'));

  function testFaults(test: ConditionTest, place: Place): readonly ConditionFault[] {
    const { path } = place;
    if ('left' in test) {
      const faults = [...operandFaults(test.left, path, place), ...operandFaults(test.right, path, place)];
      const isMixed = isDay(test.left) !== isDay(test.right);
      return faults.length > 0 || !isMixed ? faults : [{ path, word: 'mixed-comparison', detail: '' }];
    }
    const inFile = path.endsWith('.visibleIf') ? `${path}.field` : path;
    const unknown = fieldFaults(test.field, inFile, place);
    const values =
      unknown.length === 0 && at.get(test.field) ? valuesOf(at.get(test.field)?.field as FieldDefinition) : null;
    const wanted = 'equals' in test ? [test.equals] : test.oneOf;
    const impossible = values === null ? [] : wanted.filter((value) => !values.includes(value));
    return [...unknown, ...impossible.map((detail): ConditionFault => ({ path, word: 'value-impossible', detail }))];
  }

  function faultsOf(condition: Condition, place: Place, isAlone: boolean): readonly ConditionFault[] {
    const faults = testsIn(condition).flatMap((test) => testFaults(test, place));
    const unknown = faults.filter(({ word }) => word === 'unknown-field');
    if (unknown.length > 0) return unknown;
    const seen = new Set(place.field ? [place.field.id] : []);
    if (isAlone && !canHold(condition, seen)) return [{ path: place.path, word: 'never-visible', detail: '' }];
    return faults;
  }

  const verdicts = route.kind === 'printout' ? route.verdicts : [];
  const ofVerdicts = verdicts.flatMap(({ when }, number) =>
    faultsOf(when, { path: `route.verdicts.${number}.when`, page: form.length, field: LAST }, true),
  );
  const ofForm = form.flatMap((page, index) => [
    ...(page.visibleIf === undefined
      ? []
      : index === 0
        ? [{ path: `form.${index}.visibleIf`, word: 'first-page-conditional', detail: page.id } as const]
        : faultsOf(page.visibleIf, { path: `form.${index}.visibleIf`, page: index, field: null }, true)),
    ...(page.rules ?? []).flatMap(({ when }, number) =>
      faultsOf(when, { path: `form.${index}.rules.${number}.when`, page: index, field: LAST }, true),
    ),
    ...page.fields.flatMap((field, number) => {
      const path = `form.${index}.fields.${number}`;
      return [
        ...(field.visibleIf ? faultsOf(field.visibleIf, { path: `${path}.visibleIf`, page: index, field }, true) : []),
        ...(field.computed
          ? operandsIn(field.computed.of).flatMap((one) =>
              operandFaults(one, `${path}.computed.of`, { path, page: index, field }),
            )
          : []),
        ...(isInCircle(field, at)
          ? [{ path: `${path}.computed.of`, word: 'in-circle', detail: field.id } as const]
          : []),
      ];
    }),
  ]);
  return [...ofForm, ...ofVerdicts];
}

const isRepeated = (page: Page | undefined): boolean => page?.repeat !== undefined;
