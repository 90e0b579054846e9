import type { FieldView } from '../../session/contract/screens/form.ts';
import { isTyped } from '../keyboard/layouts.ts';
import { Choice } from './choice.tsx';
import { TypedField } from './typed-field.tsx';

/** One field of a form, by its type. */
export function Field({ field, autoFocus = false }: { readonly field: FieldView; readonly autoFocus?: boolean }) {
  if (!isTyped(field.type)) return <Choice field={field} />;
  return <TypedField field={field} autoFocus={autoFocus} />;
}
