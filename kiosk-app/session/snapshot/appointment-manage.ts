import type { FieldView } from '../contract/screens/form.ts';
import type { Screen } from '../contract/snapshot.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import {
  CHOICE_FIELD,
  CHOICES,
  concernFor,
  KEY_FIELD,
  type ManageContext,
  NUMBER_FIELD,
} from '../machine/steps/appointment/manage.ts';
import { dateOf, linkOf, timeOf, toBring } from '../package/appointment-slip.ts';
import { appointmentPage, choiceField } from './appointment.ts';
import { problem } from './problem.ts';

type Text = (name: string, values?: Readonly<Record<string, string>>) => string;
type Row = { readonly label: string; readonly value: string };

/** What somebody has booked, found by number and key. */
export function appointmentManageScreen(context: SessionContext, step: Steps['appointmentManage']): Screen {
  const { ports, language } = context;
  const own = step.context;
  const text: Text = (name, values) => ports.texts.text(language, `session.appointment.${name}`, values);
  if (step.matches('problem')) return problemScreen(own, text);
  if (step.matches('asking')) {
    return appointmentPage('find', text('find.title'), {
      fields: [
        keyField(NUMBER_FIELD, text('number'), own.number.reveal(), 10, text('find.number.hint')),
        keyField(KEY_FIELD, text('key'), own.key.reveal(), 80, text('find.key.hint')),
      ],
      told: [{ label: text('find.code'), value: text('find.code.text') }],
      complete: own.number.reveal() !== '' && own.key.reveal() !== '',
    });
  }
  if (step.matches('found')) {
    const options = CHOICES.filter((choice) => choice !== 'move' || own.canMove).map((choice) => ({
      value: choice,
      label: text(`choice.${choice}`),
    }));
    return appointmentPage('found', text('found.title'), {
      told: rowsOf(context, own, text),
      fields: [choiceField(CHOICE_FIELD, text('choice'), own.choice ?? '', options)],
      complete: own.choice !== null,
    });
  }
  if (step.matches('sure')) return appointmentPage('sure', text('sure.title'), { told: rowsOf(context, own, text) });
  if (step.matches('cancelled')) {
    return appointmentPage('cancelled', text('cancelled.title'), { told: rowsOf(context, own, text).slice(0, 2) });
  }
  if (step.matches('printed')) {
    const slip = {
      label: text('slip'),
      value: text(own.print?.kind === 'printed' ? 'slip.printed' : 'slip.not-printed'),
    };
    const found = own.found?.reveal() ?? null;
    return appointmentPage('printed', text('found.title'), {
      told: [...rowsOf(context, own, text), slip],
      qr: found && linkOf(ports, found),
    });
  }
  return appointmentPage('waiting', text('waiting.title'), { isWaiting: true });
}

function problemScreen({ failure }: ManageContext, text: Text): Screen {
  const screen = problem('portal-unreachable', 'not-applicable', null, ['retry', 'back', 'catalogue', 'finish']);
  return failure === 'busy' || failure === 'not-cancellable'
    ? { ...screen, told: { title: text(`${failure}.title`), text: text(`${failure}.text`) } }
    : screen;
}

const keyField = (id: string, label: string, value: string, maxLength: number, hint: string): FieldView => ({
  id,
  type: 'text',
  label,
  hint,
  value,
  required: true,
  ifAny: false,
  locked: false,
  origin: null,
  maxLength,
  options: [],
  error: null,
});

function rowsOf({ ports, language }: SessionContext, own: ManageContext, text: Text): Row[] {
  const found = own.found?.reveal();
  if (!found) return [];
  const concern = concernFor(ports, own.found, own.service);
  const bring = toBring({ ports, concern }, language).join(' · ');
  return [
    { label: text('number'), value: found.number },
    {
      label: text('when'),
      value: `${dateOf(ports, found.at, language)}, ${text('clock', { time: timeOf(ports, found.at) })}`,
    },
    { label: text('concern'), value: found.concernName ?? ports.texts.text(language, concern.title) },
    { label: text('office'), value: [found.officeName, ...found.officeAddress].join(', ') },
    ...(found.person.familyName === '' ? [] : [{ label: text('familyName'), value: found.person.familyName }]),
    ...(bring === '' ? [] : [{ label: text('bring'), value: bring }]),
  ];
}
