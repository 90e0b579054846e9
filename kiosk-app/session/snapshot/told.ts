import { type SheetInput, sheetOf } from '../application/sheet.ts';
import type { SheetScreen } from '../contract/screens/sheet.ts';
import type { Screen } from '../contract/snapshot.ts';
import { paperOf } from '../machine/rules.ts';
import { type SessionContext, serviceOf } from '../machine/session-context.ts';
import type { SessionState, Steps } from '../machine/state.ts';
import { LOOKUP_FIELD } from '../machine/steps/lookup.ts';
import { problem } from './problem.ts';
import { takeAlongView } from './take-along.ts';

/** What a service that ends here tells. */
export function sheetScreen(
  state: SessionState,
  { context: { print } }: Steps['sheet'],
  sheet: SheetScreen['sheet'],
): SheetScreen {
  const { context } = state;
  const input: SheetInput = {
    ports: context.ports,
    service: serviceOf(context),
    application: context.application,
    announcements: context.place.announcements,
  };
  return {
    kind: 'sheet',
    sheet,
    ...sheetOf(input, context.language),
    paper: paperOf(context),
    print,
    takeAlong: takeAlongView(state),
  };
}

/** Longest number that is asked for, with blanks between its parts. */
const MOST_TYPED = 24;

export function lookupScreen({ ports, language }: SessionContext, step: Steps['lookup']): Screen {
  const text = (name: string) => ports.texts.text(language, `session.lookup.${name}`);
  const { typed, failure } = step.context;
  if (step.matches('problem')) {
    const isFinal = failure === 'too-many';
    const options = isFinal ? (['catalogue', 'finish'] as const) : (['retry', 'back', 'catalogue', 'finish'] as const);
    const screen = problem('portal-unreachable', 'not-applicable', null, options);
    if (failure === 'unavailable') return screen;
    return { ...screen, told: { title: text(`${failure}.title`), text: text(`${failure}.text`) } };
  }
  const isWaiting = step.matches('searching');
  return {
    kind: 'form',
    pageId: isWaiting ? 'lookup.waiting' : 'lookup.number',
    title: text(isWaiting ? 'waiting' : 'title'),
    page: 1,
    pages: 1,
    complete: typed.reveal() !== '',
    ...(isWaiting && { isWaiting }),
    fields: isWaiting
      ? []
      : [
          {
            id: LOOKUP_FIELD,
            type: 'text',
            label: text('number'),
            hint: text('number.hint'),
            value: typed.reveal(),
            required: true,
            ifAny: false,
            locked: false,
            origin: null,
            maxLength: MOST_TYPED,
            options: [],
            error: null,
          },
        ],
  };
}
