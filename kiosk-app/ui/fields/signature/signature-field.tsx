import type { FieldView } from '../../../session/contract/screens/form.ts';
import { IntentButton } from '../../components/button.tsx';
import { describedBy, FieldErrorText, FieldTexts, Label } from '../field-texts.tsx';
import { TypedField } from '../typed-field.tsx';
import { SignaturePad } from './signature-pad.tsx';
import { useSignatureWords } from './words.ts';

/** Drawn with a finger; or, for whoever cannot or has only keys, a typed name. */
export function SignatureField({ field }: { readonly field: FieldView }) {
  const word = useSignatureWords();
  if (field.signing === 'typed') {
    const hint = [field.hint, word('by-name.hint')].filter(Boolean).join(' ');
    return (
      <div class="signature">
        <TypedField field={{ ...field, hint }} autoFocus />
        <IntentButton kind="quiet" icon="touch" intent={{ name: 'sign-by-name', field: field.id, on: false }}>
          {word('draw')}
        </IntentButton>
      </div>
    );
  }
  const isEmpty = field.value === '';
  return (
    <fieldset
      class="field signature"
      data-state={field.error ? 'error' : undefined}
      data-testid={`field-${field.id}`}
      aria-describedby={describedBy(field)}
    >
      <legend class="field-label">
        <Label field={field} />
      </legend>
      <FieldTexts field={field} />
      <SignaturePad field={field} />
      <div class="signature-acts">
        <IntentButton icon="undo" disabled={isEmpty} intent={{ name: 'undo-stroke', field: field.id }}>
          {word('undo')}
        </IntentButton>
        <IntentButton icon="delete" disabled={isEmpty} intent={{ name: 'clear-strokes', field: field.id }}>
          {word('clear')}
        </IntentButton>
        <IntentButton kind="quiet" icon="edit" intent={{ name: 'sign-by-name', field: field.id, on: true }}>
          {word('by-name')}
        </IntentButton>
      </div>
      <FieldErrorText field={field} />
    </fieldset>
  );
}
