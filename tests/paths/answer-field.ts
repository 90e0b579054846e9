import type { FieldDefinition } from '../../config/schema/form-field.ts';
import { germanDate } from '../../kiosk-app/session/forms/date.ts';

export type AnsweredField = Pick<FieldDefinition, 'type' | 'min' | 'max'> & {
  readonly options?: readonly { readonly value: string }[] | undefined;
};

/** Right for its kind and within its limits, as somebody types it. @param today ISO date */
export function answerField(field: AnsweredField, today: string): string {
  switch (field.type) {
    case 'computed':
      return '';
    case 'iban':
      return 'DE89 3704 0044 0532 0130 00';
    case 'long-text':
      return 'Ein Text\nin zwei Zeilen';
    case 'name':
      return 'Beispiel';
    case 'text':
      return 'Ein Text';
    case 'email':
      return 'max@beispiel.example';
    case 'phone':
      return '0123 4567890';
    case 'date':
      return germanDate(dateWithin(field, today));
    case 'partial-date':
      return dateWithin(field, today).slice(0, 4);
    case 'amount':
    case 'number':
      return String(field.min ?? field.max ?? 1);
    case 'plate':
      return 'MS-AB 123';
    case 'choice':
    case 'multi-choice':
      return field.options?.[0]?.value ?? '';
    case 'yes-no':
      return 'no';
    case 'street':
      return 'Hauptstraße 1';
    case 'postal-code':
      return '12345';
    case 'town':
      return 'Musterstadt';
  }
}

/** The first day that its limits allow; today where both do. */
function dateWithin({ min, max }: AnsweredField, today: string): string {
  if (typeof max === 'string' && /^\d/.test(max)) return max;
  if (typeof min === 'string' && /^\d/.test(min)) return min;
  const within = (limit: unknown, sign: '+' | '-') => typeof limit === 'string' && limit.startsWith(`today${sign}`);
  const day = new Date(`${today}T00:00:00Z`);
  if (within(max, '-')) day.setUTCFullYear(day.getUTCFullYear() - 20);
  if (within(min, '+')) day.setUTCMonth(day.getUTCMonth() + 6);
  return day.toISOString().slice(0, 10);
}
