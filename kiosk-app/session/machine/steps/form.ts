import { and, assign, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { IdentifiedPerson } from '../../application/application.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { isLocked, isPageComplete, visibleFields, visiblePages } from '../../forms/form.ts';
import { judge } from '../../forms/validate.ts';
import { type FormPage, typedValue, type Values } from '../../forms/values.ts';
import { noticeOf } from '../../forms/verdict.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface FormInput {
  readonly service: ServiceDefinition;
  readonly values: Values;
  readonly person: IdentifiedPerson | null;
  /** ISO date. */
  readonly today: string;
  /** Page to begin with; `last` when coming back from a later step. */
  readonly at: string | 'first' | 'last';
  /** Only this one page: "change" from the review. */
  readonly single: boolean;
}
export interface FormOutput {
  readonly kind: 'next' | 'back';
  readonly values: Values;
}

export interface FormContext extends FormInput {
  readonly index: number;
  /** Fields that were left at least once: their incomplete values are named. */
  readonly left: ReadonlySet<string>;
  readonly notice: ScreenNotice | null;
  readonly kind: 'next' | 'back';
}

export function pageOf(context: FormContext): FormPage {
  const page = context.service.form[context.index];
  if (!page) throw new Bug('form page out of range');
  return page;
}
const fieldsOf = (context: FormContext) =>
  visibleFields(context.service, pageOf(context), context.values, context.today).filter(
    ({ type }) => type !== 'computed',
  );
const identityOf = (context: FormContext) => context.person?.identity.reveal() ?? null;
const isFieldLocked = (context: FormContext, id: string): boolean =>
  fieldsOf(context).some((f) => f.id === id && isLocked(f, context.values, identityOf(context)));

export const formMachine = setup({
  types: {
    context: {} as FormContext,
    events: {} as StepEvent,
    input: {} as FormInput,
    output: {} as FormOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<FormContext>,
  },
  guards: {
    isOpenField: ({ context, event }) =>
      (event.type === 'intent.edit-field' || event.type === 'intent.leave-field') &&
      fieldsOf(context).some((field) => field.id === event.field) &&
      !isFieldLocked(context, event.field),
    isComplete: ({ context }) => isPageComplete(context.service, pageOf(context), context.values, context.today),
    isLastPage: ({ context }) => context.single || neighbourOf(context, 1) === null,
    isFirstPage: ({ context }) => context.single || neighbourOf(context, -1) === null,
  },
}).createMachine({
  id: 'form',
  meta: { notice: ({ notice }) => notice },
  context: ({ input }) => ({ ...input, index: indexOf(input), left: new Set<string>(), notice: null, kind: 'next' }),
  initial: 'editing',
  states: {
    editing: {
      on: {
        'intent.edit-field': {
          guard: 'isOpenField',
          actions: assign({
            values: ({ context, event }) => new Map(context.values).set(event.field, new Personal(event.value)),
            notice: null,
          }),
        },
        'intent.leave-field': {
          guard: 'isOpenField',
          actions: assign({ left: ({ context, event }) => new Set(context.left).add(event.field) }),
        },
        'intent.continue': [
          { guard: and(['isComplete', 'isLastPage']), target: 'done' },
          {
            guard: 'isComplete',
            actions: assign({ index: ({ context }) => neighbourOf(context, 1) ?? context.index, notice: null }),
          },
          {
            actions: assign({
              left: ({ context }) => new Set([...context.left, ...fieldsOf(context).map((field) => field.id)]),
              notice: ({ context }) => gapNotice(context),
            }),
          },
        ],
        'intent.back': [
          { guard: 'isFirstPage', target: 'done', actions: assign({ kind: 'back' }) },
          { actions: assign({ index: ({ context }) => neighbourOf(context, -1) ?? context.index, notice: null }) },
        ],
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { kind, values } }) => ({ kind, values }),
});

/** The first thing that is missing or wrong, in the words that fit it: the focus goes there. */
function gapNotice(context: FormContext): ScreenNotice | null {
  for (const field of fieldsOf(context)) {
    const typed = typedValue(context.values, field.id);
    if (judge(field, typed, context.today).kind !== 'valid') return { reason: noticeOf(typed), field: field.id };
  }
  return null;
}

/** Of the next page in one direction that is asked; `null`: there is none. */
function neighbourOf({ service, values, today, index }: FormContext, direction: 1 | -1): number | null {
  const asked = visiblePages(service, values, today);
  for (let at = index + direction; at >= 0 && at < service.form.length; at += direction) {
    if (asked.some((page) => page === service.form[at])) return at;
  }
  return null;
}

function indexOf({ service, values, today, at }: FormInput): number {
  if (at === 'first' || at === 'last') {
    const page = visiblePages(service, values, today).at(at === 'first' ? 0 : -1);
    return page ? service.form.indexOf(page) : 0;
  }
  const index = service.form.findIndex((page) => page.id === at);
  if (index < 0) throw new Bug('no such form page');
  return index;
}
