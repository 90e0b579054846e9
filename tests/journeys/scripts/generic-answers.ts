import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import { Bug } from '../../../foundation/errors.ts';
import { dayOf } from '../day.ts';

/** What somebody does with one field, and what the authority must get of it. */
export interface Answer {
  /** As it is typed; `chosen` where an option is pressed. */
  readonly typed?: string;
  readonly chosen?: string;
  /** Drawn with a finger: what is sent is known once it stands there. */
  readonly isSigned?: boolean;
  readonly sent: unknown;
  /** Stands nowhere in the repository: must be found in the inbox alone. */
  readonly isSecret: boolean;
}

/** Names and things that stand nowhere else. */
const WORDS = ['Quastenflößer', 'Zwirbelkraut', 'Wieselbart', 'Kieselkobold', 'Haubentaucher', 'Distelfink'];
const HOME_CODE = '12345';
const HOME_TOWN = 'Musterstadt';

/** @param n counts the fields, so that no two get the same words */
export function answerTo(field: FieldDefinition, n: number, today = dayOf(Date.now())): Answer {
  const word = WORDS[n % WORDS.length] ?? '';
  const typed = (text: string, sent: unknown = text): Answer => ({ typed: text, sent, isSecret: false });
  const secret = (text: string): Answer => ({ typed: text, sent: text, isSecret: true });
  switch (field.type) {
    case 'name':
      return secret(word);
    case 'text':
    case 'long-text':
      return secret(`${word} ${n}`.slice(0, field.maxLength ?? 500));
    case 'street':
      return secret(`${word}weg ${n + 1}`);
    case 'postal-code':
      return typed(HOME_CODE);
    case 'town':
      return typed(HOME_TOWN);
    case 'plate':
      return secret('MS-QZ 4711');
    case 'phone':
      return secret('0221998877');
    case 'email':
      return secret('wieselbart@beispiel.de');
    case 'number': {
      const most = typeof field.max === 'number' ? field.max : Number.POSITIVE_INFINITY;
      const number = Math.min(typeof field.min === 'number' ? field.min + 1 : 1, most);
      return typed(String(number), number);
    }
    case 'date': {
      const day = dayWithin(field, today);
      return typed(day.split('-').toReversed().join('.'), day);
    }
    case 'amount':
      return typed('12,50', 12.5);
    case 'iban':
      return typed('DE89370400440532013000');
    case 'partial-date':
      return typed('1980');
    case 'choice': {
      const value = field.options?.[0]?.value ?? '';
      return { chosen: value, sent: value, isSecret: false };
    }
    case 'multi-choice': {
      const value = field.options?.[0]?.value ?? '';
      return { chosen: value, sent: [value], isSecret: false };
    }
    case 'signature':
      return { isSigned: true, sent: null, isSecret: false };
    case 'yes-no':
      return { chosen: 'yes', sent: true, isSecret: false };
    default:
      throw new Bug(`nobody knows what to answer to a field of the kind ${(field as FieldDefinition).type}`);
  }
}

/** Today where the limits allow it, else the nearest day that they do. */
export function dayWithin({ min, max }: Pick<FieldDefinition, 'min' | 'max'>, today: string): string {
  const [first, last] = [min, max].map((limit) => (typeof limit === 'string' ? dayOfLimit(limit, today) : null));
  if (first && today < first) return first;
  return last && today > last ? last : today;
}

function dayOfLimit(limit: string, today: string): string {
  const [, sign, n, unit] = /^today(?:([+-])(\d+)([dmy]))?$/.exec(limit) ?? [];
  if (!limit.startsWith('today')) return limit;
  const day = new Date(`${today}T12:00:00Z`);
  const by = Number(`${sign ?? ''}${n ?? 0}`);
  if (unit === 'd') day.setUTCDate(day.getUTCDate() + by);
  if (unit === 'm') day.setUTCMonth(day.getUTCMonth() + by);
  if (unit === 'y') day.setUTCFullYear(day.getUTCFullYear() + by);
  return day.toISOString().slice(0, 10);
}
