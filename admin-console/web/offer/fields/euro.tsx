import { useState } from 'preact/hooks';
import { setValue, valueAt } from '../model/files.ts';
import { type FieldProps, Labelled } from './labelled.tsx';

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
