import type { FieldDefinition } from '../../../../config/schema/form-field.ts';
import { isSignedByName, signedByName, strokesIn, withoutLastStroke, withStroke } from '../../forms/signature.ts';
import type { StepEvent } from '../events.ts';

/**
 * What a signature is after one of its intents; `null`: it does nothing now. Drawing and typing exclude each other, and
 * changing over begins anew.
 */
export function afterSigning(value: string, event: StepEvent): string | null {
  switch (event.type) {
    case 'intent.add-stroke':
      return isSignedByName(value) ? null : withStroke(value, event.stroke);
    case 'intent.undo-stroke':
      return strokesIn(value).length > 0 ? withoutLastStroke(value) : null;
    case 'intent.clear-strokes':
      return strokesIn(value).length > 0 ? '' : null;
    case 'intent.sign-by-name':
      if (event.on === isSignedByName(value)) return null;
      return event.on ? signedByName('') : '';
    default:
      return null;
  }
}

/** What a field holds once this was typed into it; `null`: nothing is typed there, as where a signature is drawn. */
export function afterTyping({ type }: Pick<FieldDefinition, 'type'>, before: string, typed: string): string | null {
  if (type !== 'signature') return typed;
  return isSignedByName(before) ? signedByName(typed) : null;
}
