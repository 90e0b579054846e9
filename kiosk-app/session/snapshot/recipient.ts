import { identityOf } from '../application/application.ts';
import { recipientContact } from '../application/recipient-name.ts';
import { placeOf } from '../application/residence.ts';
import type { FieldView, FormScreen } from '../contract/screens/form.ts';
import type { Screen } from '../contract/snapshot.ts';
import { judgePostalCode } from '../forms/contact.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { AREA_FIELD, PLACE_FIELD } from '../machine/steps/recipient.ts';
import { errorOf } from './fields.ts';
import { problem } from './problem.ts';

type Step = Steps['recipient'];
type Text = (name: string) => string;

/** Where the citizen lives, if nobody knows it yet; then who receives the request. */
export function recipientScreen(context: SessionContext, step: Step): Screen {
  const text: Text = (name) => context.ports.texts.text(context.language, `session.recipient.${name}`);
  const { recipient } = step.context;
  const page = (pageId: string, more: Partial<FormScreen> = {}): FormScreen => ({
    kind: 'form',
    pageId: `recipient.${pageId}`,
    title: text(`${pageId}.title`),
    page: 1,
    pages: 1,
    fields: [],
    complete: true,
    ...more,
  });
  if (step.matches('problem')) return problemScreen(step, text);
  if (step.matches('asking')) {
    const field = placeField(context, step, text);
    return page('asking', { fields: [field], complete: field.value !== '' && field.error === null });
  }
  if (step.matches('choosing')) {
    return page('choosing', { fields: [areaField(step, text)], complete: step.context.area !== null });
  }
  if (!step.matches('found') || !recipient) return page('searching', { isWaiting: true });
  const rows = recipientContact(recipient, (key) => context.ports.texts.text(context.language, key));
  return page('found', { told: [{ label: text('name'), value: recipient.name }, ...rows] });
}

const FIELD = { required: true, ifAny: false, locked: false, origin: null } as const;

function placeField({ application }: SessionContext, { context: { typed, left } }: Step, text: Text): FieldView {
  const identity = identityOf(application);
  const value = typed.reveal();
  return {
    ...FIELD,
    id: PLACE_FIELD,
    type: 'postal-code',
    label: text('place'),
    hint: identity && !placeOf(identity) ? text('place.no-address') : null,
    value,
    maxLength: 5,
    options: [],
    error: errorOf(judgePostalCode(value), left),
  };
}

const areaField = ({ context: { areas, area } }: Step, text: Text): FieldView => ({
  ...FIELD,
  id: AREA_FIELD,
  type: 'choice',
  label: text('area'),
  hint: null,
  value: area ?? '',
  maxLength: 20,
  options: areas.map(({ id, name }) => ({ value: id, label: name })),
  error: null,
});

function problemScreen({ context: { failure } }: Step, text: Text): Screen {
  if (failure === 'unavailable' || failure === null) {
    return problem('portal-unreachable', 'nothing', null, ['retry', 'back', 'catalogue', 'finish']);
  }
  return {
    ...problem('no-recipient', 'nothing', null, ['back', 'catalogue', 'finish']),
    told: { title: text(`${failure}.title`), text: text(`${failure}.text`) },
  };
}
