import { useState } from 'preact/hooks';
import { setValue, valueAt } from '../model/files.ts';
import { centsOf, euroText, euroWords, MOST_CENTS } from '../money.ts';
import { type FieldProps, Labelled } from './labelled.tsx';

/**
 * An amount in euro and cent; kept in cents. What is no amount stays in the field with its reason and takes the former
 * one out of the draft: otherwise somebody would release the price that they meant to replace.
 */
export function Euro({ testId, ...field }: FieldProps & { readonly testId?: string }) {
  const { work, file, path } = field;
  const { say, language } = work.desk;
  const value = valueAt(work.files, file, path);
  const cents = typeof value === 'number' ? value : null;
  const [typed, setTyped] = useState<string | null>(null);
  // A step back, or another layer's price, is shown in place of what was typed before it.
  const isTyped = typed !== null && centsOf(typed) === cents;
  const wrong =
    cents === null
      ? say('offer.not-an-amount')
      : cents === 0
        ? say('offer.amount-of-nothing')
        : cents > MOST_CENTS
          ? say('offer.amount-too-high', { most: euroWords(MOST_CENTS, language) })
          : undefined;
  return (
    <Labelled {...field} fault={wrong}>
      {(id, describedBy) => (
        <span class="with-unit">
          <input
            id={id}
            inputMode="decimal"
            size={10}
            value={isTyped ? typed : cents === null ? '' : euroText(cents)}
            disabled={work.isReadOnly}
            aria-describedby={describedBy}
            aria-invalid={wrong !== undefined}
            data-testid={testId}
            onInput={({ currentTarget }) => {
              setTyped(currentTarget.value);
              const next = centsOf(currentTarget.value) ?? undefined;
              work.edit(setValue(file, path, next), `${file}:${path.join('.')}`);
            }}
            onBlur={() => wrong === undefined && setTyped(null)}
          />
          <span>€</span>
        </span>
      )}
    </Labelled>
  );
}
