import { useState } from 'preact/hooks';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { type Edit, setValue, valueAt } from '../model/files.ts';
import { Faults, type FieldProps, Labelled } from './labelled.tsx';

interface TextProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'time' | 'tel' | 'url';
  /** What an empty field is; left out: an empty text. */
  readonly empty?: null | undefined;
  readonly isRemoved?: boolean;
  readonly testId?: string;
  readonly size?: number;
}

/** One line that is the same in every language. */
export function PlainText({ type = 'text', empty, isRemoved = false, testId, size, ...field }: TextProps) {
  const { work, file, path } = field;
  const value = (valueAt(work.files, file, path) ?? '') as string;
  const stored = (text: string): Json | undefined =>
    text !== '' ? text : isRemoved ? undefined : empty === null ? null : '';
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <input
          id={id}
          {...({ type, size } as object)}
          value={value}
          disabled={work.isReadOnly}
          aria-describedby={describedBy}
          data-testid={testId}
          onInput={(event) =>
            work.edit(setValue(file, path, stored(event.currentTarget.value)), `${file}:${path.join('.')}`)
          }
        />
      )}
    </Labelled>
  );
}

interface NumberProps extends FieldProps {
  readonly min?: number;
  readonly max?: number;
  /** Emptied, it is not said at all. */
  readonly isOptional?: boolean;
  readonly unit?: string;
}

export function PlainNumber({ min, max, isOptional = false, unit, ...field }: NumberProps) {
  const { work, file, path } = field;
  const value = valueAt(work.files, file, path) as number | undefined;
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <span class="with-unit">
          <input
            id={id}
            type="number"
            min={min}
            max={max}
            value={value ?? ''}
            disabled={work.isReadOnly}
            aria-describedby={describedBy}
            onInput={({ currentTarget: { value: typed } }) => {
              if (typed === '' && !isOptional) return;
              work.edit(setValue(file, path, typed === '' ? undefined : Number(typed)), `${file}:${path.join('.')}`);
            }}
          />
          {unit && <span>{unit}</span>}
        </span>
      )}
    </Labelled>
  );
}

interface OneOfProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Instead of writing the value. */
  readonly choose?: (value: string) => Edit;
  readonly chosen?: string;
  readonly testId?: string;
}

/** One of a closed list, by name. */
export function OneOf({ options, choose, chosen, testId, ...field }: OneOfProps) {
  const { work, file, path } = field;
  const value = chosen ?? ((valueAt(work.files, file, path) ?? '') as string);
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <select
          id={id}
          value={value}
          disabled={work.isReadOnly}
          aria-describedby={describedBy}
          data-testid={testId}
          onChange={({ currentTarget: { value: next } }) =>
            work.edit(choose ? choose(next) : setValue(file, path, next))
          }
        >
          {!options.some((option) => option.value === value) && <option value={value}>{value || '–'}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface CheckProps extends Omit<FieldProps, 'path'> {
  readonly path: FieldProps['path'];
  readonly isChecked: boolean;
  readonly change: (isChecked: boolean) => Edit;
}

/** Yes or no. */
export function Check({ isChecked, change, ...field }: CheckProps) {
  const { work, label, hint } = field;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={work.isReadOnly}
        onChange={(event) => work.edit(change(event.currentTarget.checked))}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

interface SomeOfProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Several of a closed list, in the order of the list. */
export function SomeOf({ options, ...field }: SomeOfProps) {
  const { work, file, path, label } = field;
  const chosen = (valueAt(work.files, file, path) ?? []) as readonly string[];
  return (
    <Group label={label} {...(field.hint && { hint: field.hint })}>
      {options.map(({ value, label: name }) => (
        <Check
          key={value}
          {...{ work, file, path }}
          label={name}
          isChecked={chosen.includes(value)}
          change={(is) =>
            setValue(
              file,
              path,
              options.map((option) => option.value).filter((other) => (other === value ? is : chosen.includes(other))),
            )
          }
        />
      ))}
      <Faults {...{ work, file, path }} />
    </Group>
  );
}

/** Fields that belong together, under one heading. */
export const Group = ({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: preact.ComponentChildren;
}) => (
  <fieldset class="choices">
    <legend>{label}</legend>
    {hint && <small>{hint}</small>}
    {children}
  </fieldset>
);

/** An amount in euro and cent, as it is written in Germany; kept in cents. */
export function Euro({ testId, ...field }: FieldProps & { readonly testId?: string }) {
  const { work, file, path } = field;
  const cents = valueAt(work.files, file, path);
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && centsOf(typed) === null;
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <>
          <span class="with-unit">
            <input
              id={id}
              inputMode="decimal"
              size={10}
              value={typed ?? (typeof cents === 'number' ? euroText(cents) : '')}
              disabled={work.isReadOnly}
              aria-describedby={describedBy}
              aria-invalid={isWrong}
              data-testid={testId}
              onInput={({ currentTarget: { value } }) => {
                setTyped(value);
                const next = centsOf(value);
                if (next !== null) work.edit(setValue(file, path, next), `${file}:${path.join('.')}`);
              }}
              onBlur={() => setTyped(null)}
            />
            <span>€</span>
          </span>
          {isWrong && <p class="error">{work.desk.say('offer.not-an-amount')}</p>}
        </>
      )}
    </Labelled>
  );
}

const euroText = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

/** @returns `null` for what is no amount of at least one cent */
function centsOf(typed: string): number | null {
  const match = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*€?\s*$/.exec(typed);
  if (!match) return null;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : null;
}
