import { useId } from 'preact/hooks';
import type { Named } from '../frame/names.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  /** What is called so chooses nothing; left out: something is always chosen. */
  readonly none?: string;
  readonly of: readonly Named[];
  readonly onChange: (id: string) => void;
}

/** One of these, or none. What the address names is shown even where nobody knows its name (any more). */
export function Choice({ label, value, none, of, onChange }: Props) {
  const fieldId = useId();
  const isKnown = value === '' || of.some(({ id }) => id === value);
  return (
    <p class="field">
      <label for={fieldId}>{label}</label>
      <select id={fieldId} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {of.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {!isKnown && <option value={value}>{value}</option>}
      </select>
    </p>
  );
}
