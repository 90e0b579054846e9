import { and, assign, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { IdentifiedPerson } from '../../application/application.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { type FormPage, isLocked, isPageComplete, typedValue, type Values, visibleFields } from '../../forms/form.ts';
import { judge } from '../../forms/validate.ts';
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
const fieldsOf = (context: FormContext) => visibleFields(context.service, pageOf(context), context.values);
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
    isLastPage: ({ context }) => context.single || context.index === context.service.form.length - 1,
    isFirstPage: ({ context }) => context.single || context.index === 0,
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
          { guard: 'isComplete', actions: assign({ index: ({ context }) => context.index + 1, notice: null }) },
          {
            actions: assign({
              left: ({ context }) => new Set([...context.left, ...fieldsOf(context).map((field) => field.id)]),
              notice: ({ context }) => gapNotice(context),
            }),
          },
        ],
        'intent.back': [
          { guard: 'isFirstPage', target: 'done', actions: assign({ kind: 'back' }) },
          { actions: assign({ index: ({ context }) => context.index - 1, notice: null }) },
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

function indexOf({ service, at }: FormInput): number {
  if (at === 'first') return 0;
  if (at === 'last') return service.form.length - 1;
  const index = service.form.findIndex((page) => page.id === at);
  if (index < 0) throw new Bug('no such form page');
  return index;
}
