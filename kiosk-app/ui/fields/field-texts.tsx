import type { FieldView } from '../../session/contract/screens/form.ts';
import { Icon } from '../components/icon.tsx';
import { useView } from '../view.ts';

/** Ids of the texts that describe the control, for `aria-describedby`. */
export const describedBy = (field: FieldView): string | undefined =>
  [field.hint && `hint-${field.id}`, field.origin && `origin-${field.id}`, field.error && `error-${field.id}`]
    .filter(Boolean)
    .join(' ') || undefined;

export function FieldTexts({ field }: { readonly field: FieldView }) {
  const { words } = useView();
  return (
    <>
      {field.hint !== null && (
        <p class="field-hint" id={`hint-${field.id}`}>
          {field.hint}
        </p>
      )}
      {field.origin && (
        <p class="field-origin" id={`origin-${field.id}`}>
          <Icon name={field.locked ? 'lock' : 'id-card'} />
          {words.t(field.locked ? `form.locked.${field.origin}` : `form.from.${field.origin}`)}
        </p>
      )}
    </>
  );
}

/** Stays in the page while empty, so that a screen reader hears an error appear. */
export function FieldErrorText({ field }: { readonly field: FieldView }) {
  const { words } = useView();
  return (
    <div aria-live="polite">
      {field.error && (
        <p class="field-error" id={`error-${field.id}`} data-testid={`error-${field.id}`}>
          <Icon name="error" />
          {words.t(`field-error.${field.error.reason}`, { limit: field.error.limit ?? '' })}
        </p>
      )}
    </div>
  );
}

export function Label({ field }: { readonly field: FieldView }) {
  const { words } = useView();
  return (
    <>
      {field.label}
      {!field.required && (
        <span class="field-optional"> ({words.t(field.ifAny ? 'form.if-any' : 'form.optional')})</span>
      )}
    </>
  );
}
