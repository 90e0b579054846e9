import type {
  AppointmentOffice,
  AppointmentPerson,
  PersonField,
} from '../../../../../portals/appointments/contract.ts';
import { limits } from '../../../../../portals/appointments/limits.ts';
import { judgeEmail, judgePhone, MAX_EMAIL, MAX_PHONE } from '../../../forms/contact.ts';
import { type FieldVerdict, incomplete, valid } from '../../../forms/verdict.ts';

/** A question of the office about who comes. */
export interface AskedOfPerson {
  readonly id: PersonField;
  readonly type: 'name' | 'email' | 'phone' | 'text';
  readonly required: boolean;
  readonly maxLength: number;
  /** Of the office itself; `null`: ours. */
  readonly label: string | null;
}

const MAX_NAME = 80;
/** The system takes 7 to 15 digits (PHONE_PATTERN of its ValidationService). */
const DIGITS = /^\+?\d{7,15}$/;

export const NOBODY: AppointmentPerson = { familyName: '', email: '', telephone: '', customText: '', customText2: '' };

export function askedBy(office: AppointmentOffice): readonly AskedOfPerson[] {
  const { emailRequired, telephone, customText, customText2 } = office;
  const text = (id: PersonField, asked: AppointmentOffice['customText']): AskedOfPerson[] =>
    asked ? [{ id, type: 'text', ...asked, maxLength: limits.customText }] : [];
  return [
    { id: 'familyName', type: 'name', required: true, maxLength: MAX_NAME, label: null },
    { id: 'email', type: 'email', required: emailRequired, maxLength: MAX_EMAIL, label: null },
    ...(telephone === 'none'
      ? []
      : [
          {
            id: 'telephone',
            type: 'phone',
            required: telephone === 'required',
            maxLength: MAX_PHONE,
            label: null,
          } as const,
        ]),
    ...text('customText', customText),
    ...text('customText2', customText2),
  ];
}

export function judgePerson({ type, required }: AskedOfPerson, typed: string): FieldVerdict {
  const text = typed.trim();
  if (text === '') return required ? incomplete('required') : valid('');
  if (type === 'email') return judgeEmail(typed);
  if (type !== 'phone') return valid(text);
  const verdict = judgePhone(typed);
  if (verdict.kind !== 'valid') return verdict;
  const digits = verdict.value.replace(/[^\d+]/g, '');
  return DIGITS.test(digits) ? valid(digits) : incomplete('phone');
}

/** First question whose answer does not do; `null` if all do. */
export const gapOf = (asked: readonly AskedOfPerson[], person: AppointmentPerson): AskedOfPerson | null =>
  asked.find((field) => judgePerson(field, person[field.id]).kind !== 'valid') ?? null;

/** As it is sent. */
export function toldPerson(asked: readonly AskedOfPerson[], person: AppointmentPerson): AppointmentPerson {
  const told = { ...NOBODY };
  for (const field of asked) {
    const verdict = judgePerson(field, person[field.id]);
    if (verdict.kind === 'valid') told[field.id] = verdict.value;
  }
  return told;
}
