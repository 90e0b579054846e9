import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FieldView } from '../../session/contract/screens/form.ts';
import { aimAt, exceeds, forgetField, sayFull } from '../keyboard/keyboard-store.ts';
import { isTyped } from '../keyboard/layouts.ts';
import { LimitNote } from '../keyboard/limit-note.tsx';
import { shape } from '../keyboard/text-shaping.ts';
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
  /** Something was typed here: only then leaving it says anything about what stands in it. */
  const isTouched = useRef(false);

  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || field.locked) return;
    if (autoFocus) element.focus();
    return () => forgetField(element);
  }, []);

  const aim = (element: HTMLInputElement) => {
    if (isTyped(field.type)) aimAt({ fieldId: field.id, type: field.type, input: element });
  };
  const change = (typed: string) => {
    const shaped = shape(field.type, draft.shown, typed);
    // Never cut: what does not fit is not taken at all, as with every key.
    const value = shaped.length > field.maxLength ? draft.shown : shaped;
    isTouched.current = true;
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
        data-if-any={field.ifAny ? '' : undefined}
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
        onBeforeInput={(event) => sayFull(exceeds(event.currentTarget, event.data ?? ''))}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
        onBlur={(event) => {
          if (field.locked || !isTouched.current || isAside(event.relatedTarget)) return;
          // A change that the session refused must not stand on the screen alone.
          if (!draft.isConfirmed) send({ name: 'edit-field', field: field.id, value: draft.shown });
          send({ name: 'leave-field', field: field.id });
        }}
      />
      <LimitNote fieldId={field.id} limit={field.maxLength} />
      <FieldErrorText field={field} />
    </div>
  );
}

/** What stands beside the form (language, help, cover): whoever looks there has not left the field for good. */
const isAside = (to: EventTarget | null): boolean => to instanceof Element && to.closest('.bar, dialog') !== null;
