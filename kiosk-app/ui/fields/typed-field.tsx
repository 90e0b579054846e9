import type { TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FieldView } from '../../session/contract/screens/form.ts';
import { aimAt, exceeds, forgetField, sayFull, type TextControl } from '../keyboard/keyboard-store.ts';
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

/** Of a text of several lines, before it scrolls. */
const LINES = 4;
const PLACEHOLDERS = { date: 'form.date.placeholder', 'partial-date': 'form.partial-date.placeholder' } as const;

/** What is typed stands here at once and goes to the session with every change. */
export function TypedField({ field, autoFocus = false, onEnter }: TypedFieldProps) {
  const { words, send } = useView();
  const input = useRef<TextControl>(null);
  const draft = useDraft(field.value);
  /** Something was typed here: only then leaving it says anything about what stands in it. */
  const isTouched = useRef(false);

  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || field.locked) return;
    if (autoFocus) element.focus();
    return () => forgetField(element);
  }, []);

  const aim = (element: TextControl) => {
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

  const control = {
    ref: (element: TextControl | null) => {
      input.current = element;
    },
    class: 'field-input',
    id: `field-${field.id}`,
    'data-testid': `field-${field.id}`,
    'data-type': field.type,
    'data-typable': field.locked ? undefined : '',
    inputMode: 'none' as const,
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: 'off' as const,
    spellcheck: false,
    enterKeyHint: 'next' as const,
    maxLength: field.maxLength,
    readOnly: field.locked,
    required: field.required,
    'data-if-any': field.ifAny ? '' : undefined,
    'aria-invalid': field.error !== null,
    'aria-describedby': describedBy(field),
    placeholder:
      field.type in PLACEHOLDERS ? words.t(PLACEHOLDERS[field.type as keyof typeof PLACEHOLDERS]) : undefined,
    value: draft.shown,
    onFocus: (event: TargetedEvent<TextControl>) => {
      if (field.locked) return;
      aim(event.currentTarget);
      event.currentTarget.closest('.field')?.scrollIntoView({ block: 'nearest' });
    },
    // Only by then the caret stands where the finger pointed.
    onClick: (event: TargetedEvent<TextControl>) => !field.locked && aim(event.currentTarget),
    onBeforeInput: (event: TargetedEvent<TextControl, InputEvent>) =>
      sayFull(exceeds(event.currentTarget, event.data ?? '')),
    onInput: (event: TargetedEvent<TextControl>) => change(event.currentTarget.value),
    onBlur: (event: TargetedEvent<TextControl, FocusEvent>) => {
      if (field.locked || !isTouched.current || isAside(event.relatedTarget)) return;
      // A change that the session refused must not stand on the screen alone.
      if (!draft.isConfirmed) send({ name: 'edit-field', field: field.id, value: draft.shown });
      send({ name: 'leave-field', field: field.id });
    },
  };

  return (
    <div class="field" data-state={field.error ? 'error' : field.locked ? 'locked' : undefined}>
      <label class="field-label" for={`field-${field.id}`}>
        <Label field={field} />
      </label>
      <FieldTexts field={field} />
      {field.type === 'long-text' ? (
        <textarea rows={LINES} {...control} />
      ) : (
        <input type="text" {...control} onKeyDown={(event) => event.key === 'Enter' && onEnter?.()} />
      )}
      <LimitNote fieldId={field.id} limit={field.maxLength} />
      <FieldErrorText field={field} />
    </div>
  );
}

/** What stands beside the form (language, help, cover): whoever looks there has not left the field for good. */
const isAside = (to: EventTarget | null): boolean => to instanceof Element && to.closest('.bar, dialog') !== null;
