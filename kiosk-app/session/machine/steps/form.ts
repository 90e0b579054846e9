import { and, assign, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { IdentifiedPerson } from '../../application/application.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { entriesOf, inEntry, nextEntry, valueKey, withEntries } from '../../forms/entries.ts';
import { isEntryComplete, isLocked, isPageComplete, visibleFields, visiblePages } from '../../forms/form.ts';
import { judge } from '../../forms/validate.ts';
import { type FormPage, typedValue, type Values } from '../../forms/values.ts';
import { noticeOf } from '../../forms/verdict.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';
import { afterSigning, afterTyping } from './sign.ts';

export interface FormInput {
  readonly service: ServiceDefinition;
  readonly values: Values;
  readonly person: IdentifiedPerson | null;
  /** ISO date. */
  readonly today: string;
  /** Page to begin with, or an entry of it (`dogs/2`); `last` when coming back from a later step. */
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
  /** The entry of a repeated page that is open; `null`: its list, or a page that is asked once. */
  readonly entry: string | null;
  /** What was just taken out of that list, and where it stood: it can be put back. */
  readonly removed: { readonly entry: string; readonly at: number } | null;
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
/** The answers that the open page shows by the names of its fields. */
export const openValues = (context: FormContext): Values =>
  context.entry === null ? context.values : inEntry(pageOf(context), context.values, context.entry);
/** A repeated page shows its entries, not one of them. */
export const isList = (context: FormContext): boolean => pageOf(context).repeat !== undefined && context.entry === null;
const fieldsOf = (context: FormContext) =>
  isList(context)
    ? []
    : visibleFields(context.service, pageOf(context), openValues(context), context.today).filter(
        ({ type }) => type !== 'computed',
      );
const identityOf = (context: FormContext) => context.person?.identity.reveal() ?? null;
const isFieldLocked = (context: FormContext, id: string): boolean =>
  fieldsOf(context).some((f) => f.id === id && isLocked(f, openValues(context), identityOf(context)));
const isOpenComplete = (context: FormContext): boolean =>
  isList(context)
    ? isPageComplete(context.service, pageOf(context), context.values, context.today)
    : isEntryComplete(context.service, pageOf(context), openValues(context), context.today);
const entriesIn = (context: FormContext): readonly string[] => entriesOf(pageOf(context), context.values);
const hasRoom = (context: FormContext): boolean =>
  isList(context) && entriesIn(context).length < (pageOf(context).repeat?.max ?? 0);

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
      !isFieldLocked(context, event.field) &&
      (event.type === 'intent.leave-field' || typedInto(context, event.field, event.value) !== null),
    canSign: ({ context, event }) => signed(context, event) !== null,
    isComplete: ({ context }) => isOpenComplete(context),
    isInEntry: ({ context }) => context.entry !== null,
    /** Back from the only entry, in which nothing was typed, leads to where one came from. */
    isInList: ({ context }) => context.entry !== null && (entriesIn(context).length > 1 || !isUntouched(context)),
    hasRoom: ({ context }) => hasRoom(context),
    hasEntry: ({ context, event }) =>
      (event.type === 'intent.open-entry' || event.type === 'intent.remove-entry') &&
      isList(context) &&
      entriesIn(context).includes(event.entry),
    canRestore: ({ context }) => context.removed !== null && hasRoom(context),
    isLastPage: ({ context }) => context.single || neighbourOf(context, 1) === null,
    isFirstPage: ({ context }) => context.single || neighbourOf(context, -1) === null,
  },
  actions: {
    sign: assign(({ context, event }) => ({ ...signed(context, event), notice: null })),
  },
}).createMachine({
  id: 'form',
  meta: { notice: ({ notice }) => notice },
  context: ({ input }) => {
    const index = indexOf(input);
    const [, entry = null] = input.at.split('/');
    const context: FormContext = {
      ...{ ...input, index, entry, removed: null },
      ...{ left: new Set<string>(), notice: null, kind: 'next' },
    };
    return entry === null ? { ...context, ...opened(context, index) } : context;
  },
  initial: 'editing',
  states: {
    editing: {
      on: {
        'intent.edit-field': {
          guard: 'isOpenField',
          actions: assign({
            values: ({ context, event }) =>
              withAnswer(context, event.field, typedInto(context, event.field, event.value) ?? ''),
            notice: null,
          }),
        },
        'intent.add-stroke': { guard: 'canSign', actions: 'sign' },
        'intent.undo-stroke': { guard: 'canSign', actions: 'sign' },
        'intent.clear-strokes': { guard: 'canSign', actions: 'sign' },
        'intent.sign-by-name': { guard: 'canSign', actions: 'sign' },
        'intent.leave-field': {
          guard: 'isOpenField',
          actions: assign({ left: ({ context, event }) => new Set(context.left).add(event.field) }),
        },
        'intent.add-entry': {
          guard: 'hasRoom',
          actions: assign(({ context }) => ({ ...opened(context, context.index, true), notice: null })),
        },
        'intent.open-entry': {
          guard: 'hasEntry',
          actions: assign({ entry: ({ event }) => event.entry, removed: null, notice: null }),
        },
        'intent.remove-entry': {
          guard: 'hasEntry',
          actions: assign(({ context, event }) => ({ ...withoutEntry(context, event.entry), notice: null })),
        },
        'intent.restore-entry': {
          guard: 'canRestore',
          actions: assign(({ context }) => ({ ...restored(context), notice: null })),
        },
        'intent.continue': [
          { guard: and(['isComplete', 'isInEntry']), actions: assign(({ context }) => closed(context)) },
          { guard: and(['isComplete', 'isLastPage']), target: 'done' },
          { guard: 'isComplete', actions: assign(({ context }) => turned(context, 1)) },
          {
            actions: assign({
              left: ({ context }) => new Set([...context.left, ...fieldsOf(context).map((field) => field.id)]),
              notice: ({ context }) => gapNotice(context),
            }),
          },
        ],
        'intent.back': [
          { guard: 'isInList', actions: assign(({ context }) => closed(context)) },
          {
            guard: 'isFirstPage',
            target: 'done',
            actions: assign(({ context }) => ({ ...closed(context), kind: 'back' as const })),
          },
          {
            actions: assign(({ context }) => ({
              ...closed(context),
              ...turned({ ...context, ...closed(context) }, -1),
            })),
          },
        ],
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { kind, values } }) => ({ kind, values }),
});

const keyOf = (context: FormContext, field: string): string =>
  context.entry === null ? field : valueKey(pageOf(context).id, context.entry, field);

const withAnswer = (context: FormContext, field: string, value: string): Values =>
  new Map(context.values).set(keyOf(context, field), new Personal(value));

/** What a field of the open page holds once this was typed into it; `null`: nothing is typed there. */
function typedInto(context: FormContext, id: string, typed: string): string | null {
  const field = fieldsOf(context).find((one) => one.id === id);
  return field ? afterTyping(field, typedValue(openValues(context), id), typed) : null;
}

/** After an intent to a signature of the open page; `null`: there is none, or it does nothing now. */
function signed(context: FormContext, event: StepEvent): Part | null {
  if (!('field' in event) || typeof event.field !== 'string') return null;
  const { field: id } = event;
  if (!fieldsOf(context).some((field) => field.id === id && field.type === 'signature')) return null;
  const value = afterSigning(typedValue(openValues(context), id), event);
  return value === null ? null : { values: withAnswer(context, id, value) };
}

/** Nothing was typed into the open entry. */
const isUntouched = (context: FormContext): boolean =>
  fieldsOf(context).every(({ id }) => (context.values.get(keyOf(context, id))?.reveal() ?? '') === '');

type Part = Partial<FormContext>;

/** Turns to a page. A repeated one that has no entry yet, and needs one, opens its first at once. */
function opened(context: FormContext, index: number, isNew = false): Part {
  const at = { ...context, index, entry: null };
  const { repeat, ...page } = pageOf(at);
  const entries = entriesOf(page, context.values);
  if (!repeat || (!isNew && (entries.length > 0 || repeat.min === 0))) return { index, entry: null, removed: null };
  const entry = nextEntry(page, context.values);
  return { index, entry, removed: null, values: withEntries(page, context.values, [...entries, entry]) };
}

const turned = (context: FormContext, direction: 1 | -1): Part => ({
  ...opened(context, neighbourOf(context, direction) ?? context.index),
  notice: null,
});

/** Back to the list; an entry in which nothing was typed was none. */
function closed(context: FormContext): Part {
  const { entry, values } = context;
  if (entry === null) return { notice: null };
  const rest = entriesIn(context).filter((other) => other !== entry);
  return {
    ...{ entry: null, notice: null, left: new Set<string>() },
    ...(isUntouched(context) && { values: withEntries(pageOf(context), values, rest) }),
  };
}

function withoutEntry(context: FormContext, entry: string): Part {
  const entries = entriesIn(context);
  const values = withEntries(
    pageOf(context),
    context.values,
    entries.filter((other) => other !== entry),
  );
  return { values, removed: { entry, at: entries.indexOf(entry) } };
}

function restored(context: FormContext): Part {
  const { removed } = context;
  if (!removed) return {};
  const entries = entriesIn(context).toSpliced(removed.at, 0, removed.entry);
  return { values: withEntries(pageOf(context), context.values, entries), removed: null };
}

/** The first thing that is missing or wrong, in the words that fit it: the focus goes there. */
function gapNotice(context: FormContext): ScreenNotice | null {
  if (isList(context)) return { reason: 'incomplete', field: null };
  const values = openValues(context);
  for (const field of fieldsOf(context)) {
    const typed = typedValue(values, field.id);
    const verdict = judge(field, typed, context.today);
    if (verdict.kind === 'valid') continue;
    const isEmpty = verdict.error.reason === 'required';
    return { reason: noticeOf(isEmpty ? '' : typed), field: field.id };
  }
  // Each answer is right by itself, and together they are not.
  return { reason: 'wrong-value', field: null };
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
  const index = service.form.findIndex((page) => page.id === at.split('/')[0]);
  if (index < 0) throw new Bug('no such form page');
  return index;
}
