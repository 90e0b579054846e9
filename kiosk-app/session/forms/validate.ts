import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import { Bug } from '../../../foundation/errors.ts';
import { MAX_TYPED } from '../contract/characters.ts';
import { judgeAmount, MAX_AMOUNT } from './amount.ts';
import { hasLetter, isName, isText, tidy, tidyLines } from './characters.ts';
import { chosen } from './chosen.ts';
import { judgeEmail, judgePhone, judgePostalCode, MAX_EMAIL, MAX_PHONE } from './contact.ts';
import { type DateLimits, judgeDate, limitDay } from './date.ts';
import { judgeIban, MAX_IBAN } from './iban.ts';
import { judgePartialDate } from './partial-date.ts';
import { judgePlate } from './plate.ts';
import { isUnsigned, judgeSignature } from './signature.ts';
import { judgeStreet, judgeTown } from './street-and-town.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

const MAX_LENGTH: Record<FieldDefinition['type'], number> = {
  text: 200,
  name: 120,
  email: MAX_EMAIL,
  phone: MAX_PHONE,
  date: 10,
  number: 12,
  plate: 20,
  choice: 60,
  'yes-no': 3,
  'postal-code': 5,
  street: 200,
  town: 120,
  'long-text': 1000,
  amount: MAX_AMOUNT,
  'multi-choice': MAX_TYPED,
  iban: MAX_IBAN,
  'partial-date': 10,
  signature: 120,
  computed: 0,
};
/** What is said in the person's own words may be as long as the schema allows. */
const WORDY: Readonly<Partial<Record<FieldDefinition['type'], number>>> = { text: 500, 'long-text': MAX_TYPED };
/** Chosen, or with separators that do not count: judged by what it means. */
const UNCOUNTED: readonly FieldDefinition['type'][] = [
  'plate',
  'choice',
  'multi-choice',
  'yes-no',
  'iban',
  'signature',
];

/** Characters a field takes: what the configuration says, but never more than its type can hold. */
export const maxLengthOf = (field: FieldDefinition): number =>
  Math.min(field.maxLength ?? MAX_LENGTH[field.type], WORDY[field.type] ?? MAX_LENGTH[field.type]);

/** `card`: what was read for it, as it stands in the field and as it is sent: not typed, so not judged by these rules. */
export type JudgedField = FieldDefinition & {
  readonly card?: { readonly typed: string; readonly value: string };
};

/**
 * Judges what stands in a field. Pure: the same value on the same day gets the same verdict.
 * @param today ISO date, for limits written as "today" or by it
 */
export function judge(field: JudgedField, typed: string, today: string): FieldVerdict {
  if (field.card && typed === field.card.typed) return valid(field.card.value);
  // Told, not asked.
  if (field.type === 'computed') return valid('');
  const isEmpty = field.type === 'signature' ? isUnsigned(typed) : tidy(typed) === '';
  if (isEmpty) return field.required ? incomplete('required') : valid('');
  const max = maxLengthOf(field);
  if (!UNCOUNTED.includes(field.type) && tidyLines(typed).length > max) return wrong('too-long', String(max));
  switch (field.type) {
    case 'name':
      return judgeName(typed);
    case 'text':
      return isText(tidy(typed)) ? valid(tidy(typed)) : wrong('characters');
    case 'email':
      return judgeEmail(typed);
    case 'phone':
      return judgePhone(typed);
    case 'date':
      return judgeDate(typed.trim(), dateLimits(field, today));
    case 'partial-date':
      return judgePartialDate(typed.trim(), dateLimits(field, today));
    case 'number':
      return judgeNumber(field, typed.trim());
    case 'plate':
      return judgePlate(typed, field.plates);
    case 'amount':
      return judgeAmount(typed, numberLimit(field.min), numberLimit(field.max));
    case 'iban':
      return judgeIban(typed);
    case 'long-text':
      return isText(tidy(typed)) ? valid(tidyLines(typed)) : wrong('characters');
    case 'signature':
      return judgeSignature(typed, max);
    case 'multi-choice':
      return judgeChoices(field, chosen(typed));
    case 'street':
      return judgeStreet(typed);
    case 'town':
      return judgeTown(typed);
    case 'postal-code':
      return judgeIn(judgePostalCode(typed), field.only);
    case 'choice':
      return field.options?.some((option) => option.value === typed) ? valid(typed) : wrong('choice');
    case 'yes-no':
      return typed === 'yes' || typed === 'no' ? valid(typed) : wrong('choice');
  }
}

/** In the order of the options, each once. */
function judgeChoices({ options = [] }: FieldDefinition, values: readonly string[]): FieldVerdict {
  const known = options.filter(({ value }) => values.includes(value));
  return values.every((value) => known.some((option) => option.value === value))
    ? valid(known.map(({ value }) => value).join('\n'))
    : wrong('choice');
}

function judgeName(typed: string): FieldVerdict {
  const name = tidy(typed);
  if (!isName(name)) return wrong('characters');
  return hasLetter(name) ? valid(name) : incomplete('characters');
}

/** Whole numbers; leading zeros are dropped. */
function judgeNumber(field: FieldDefinition, typed: string): FieldVerdict {
  const min = numberLimit(field.min);
  const max = numberLimit(field.max);
  if (typed === '-' && (min === null || min < 0)) return incomplete('number');
  if (!/^-?\d{1,12}$/.test(typed)) return wrong('number');
  const value = Number(typed);
  if (max !== null && value > max) return wrong('too-large', String(max));
  // More digits can still lift a number over its lower limit.
  if (min !== null && value < min) return incomplete('too-small', String(min));
  return valid(String(value));
}

/** A right value that is not one of those accepted here. */
function judgeIn(verdict: FieldVerdict, only: FieldDefinition['only']): FieldVerdict {
  if (verdict.kind !== 'valid' || only === undefined) return verdict;
  if (only === 'municipality') throw new Bug('the rules of the municipality were not filled in');
  return only.includes(verdict.value) ? verdict : wrong('elsewhere');
}

const dateLimits = ({ min, max }: FieldDefinition, today: string): DateLimits => ({
  min: dateLimit(min, today),
  max: dateLimit(max, today),
  today,
});

function dateLimit(limit: number | string | undefined, today: string): string | null {
  if (limit === undefined) return null;
  if (typeof limit !== 'string') throw new Bug('a date limit is a day');
  return limitDay(limit, today);
}

function numberLimit(limit: number | string | undefined): number | null {
  if (limit === undefined) return null;
  if (typeof limit === 'number') return limit;
  throw new Bug('a number limit is a number');
}
