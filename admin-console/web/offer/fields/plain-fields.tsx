import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { setValue, valueAt } from '../model/files.ts';
import { type FieldProps, Labelled } from './labelled.tsx';

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
  /** What holds where nothing is said. */
  readonly usual?: number;
}

export function PlainNumber({ min, max, isOptional = false, unit, usual, ...field }: NumberProps) {
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
            value={value ?? usual ?? ''}
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
