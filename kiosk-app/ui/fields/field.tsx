import type { FieldView } from '../../session/contract/screens/form.ts';
import { isTyped } from '../keyboard/layouts.ts';
import { later } from '../later.tsx';
import { Choice } from './choice.tsx';
import { TypedField } from './typed-field.tsx';

/** Nobody gets so far before it has come. */
const SignatureField = later(async () => (await import('../screens/after-catalogue.ts')).SignatureField);

/** One field of a form, by its type. */
export function Field({ field, autoFocus = false }: { readonly field: FieldView; readonly autoFocus?: boolean }) {
  if (field.signing) return <SignatureField field={field} />;
  if (!isTyped(field.type)) return <Choice field={field} />;
  return <TypedField field={field} autoFocus={autoFocus} />;
}
