import { type Edit, setValue, valueAt } from '../model/files.ts';
import { Faults, type FieldProps, Labelled } from './labelled.tsx';

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
