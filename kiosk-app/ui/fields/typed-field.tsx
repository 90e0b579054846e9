import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FieldView } from '../../session/contract/snapshot.ts';
import { aimAt, forgetField } from '../keyboard/keyboard-store.ts';
import { shape } from '../keyboard/typing.ts';
import { useView } from '../view.ts';
import { useDraft } from './draft.ts';
import { describedBy, FieldErrorText, FieldTexts, Label } from './field-texts.tsx';

export interface TypedFieldProps {
  readonly field: FieldView;
  /** Takes the focus when the page appears, so that the first key already lands here. */
  readonly autoFocus?: boolean;
  readonly onEnter?: () => void;
}

/** What is typed stands here at once and goes to the session with every change. */
export function TypedField({ field, autoFocus = false, onEnter }: TypedFieldProps) {
  const { words, send } = useView();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(field.value);

  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || field.locked) return;
    if (autoFocus) element.focus();
    return () => forgetField(element);
  }, []);

  const aim = (element: HTMLInputElement) => aimAt({ fieldId: field.id, type: field.type, input: element });
  const change = (typed: string) => {
    const value = shape(field.type, draft.shown, typed).slice(0, field.maxLength);
    draft.type(value);
    // Preact does not write back a value that it thinks is shown already.
    if (input.current && input.current.value !== value) input.current.value = value;
    send({ name: 'edit-field', field: field.id, value });
  };

  return (
    <div class="field" data-state={field.error ? 'error' : field.locked ? 'locked' : undefined}>
      <label class="field-label" for={`field-${field.id}`}>
        <Label field={field} />
      </label>
      <FieldTexts field={field} />
      <input
        ref={input}
        class="field-input"
        id={`field-${field.id}`}
        data-testid={`field-${field.id}`}
        data-type={field.type}
        data-typable={field.locked ? undefined : ''}
        type="text"
        inputMode="none"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellcheck={false}
        enterKeyHint="next"
        maxLength={field.maxLength}
        readOnly={field.locked}
        required={field.required}
        aria-invalid={field.error !== null}
        aria-describedby={describedBy(field)}
        placeholder={field.type === 'date' ? words.t('form.date.placeholder') : undefined}
        value={draft.shown}
        onFocus={(event) => {
          if (field.locked) return;
          aim(event.currentTarget);
          event.currentTarget.closest('.field')?.scrollIntoView({ block: 'nearest' });
        }}
        // Only by then the caret stands where the finger pointed.
        onClick={(event) => !field.locked && aim(event.currentTarget)}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
        onBlur={() => {
          if (field.locked) return;
          // A change that the session refused must not stand on the screen alone.
          if (!draft.isConfirmed) send({ name: 'edit-field', field: field.id, value: draft.shown });
          send({ name: 'leave-field', field: field.id });
        }}
      />
      <FieldErrorText field={field} />
    </div>
  );
}
