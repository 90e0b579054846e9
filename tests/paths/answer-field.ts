import type { FieldDefinition } from '../../config/schema/form-field.ts';
import { germanDate, limitDay, shifted } from '../../kiosk-app/session/forms/date.ts';

export type AnsweredField = Pick<FieldDefinition, 'type' | 'min' | 'max'> & {
  readonly options?: readonly { readonly value: string }[] | undefined;
};

/** Right for its kind and within its limits, as somebody types it. @param today ISO date */
export function answerField(field: AnsweredField, today: string): string {
  switch (field.type) {
    case 'computed':
      return '';
    case 'signature':
      return 'M100 100l200 80';
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

/** Today, or the day next to it that its limits allow; where that lies in the past, twenty years ago if it may be. */
function dateWithin({ min, max }: AnsweredField, today: string): string {
  const first = typeof min === 'string' ? limitDay(min, today) : today;
  const last = typeof max === 'string' ? limitDay(max, today) : today;
  const wanted = last < today ? shifted(today, -20, 'years') : today;
  if (typeof min === 'string' && wanted < first) return first;
  return typeof max === 'string' && wanted > last ? last : wanted;
}
