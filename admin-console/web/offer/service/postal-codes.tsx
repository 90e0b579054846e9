import { useState } from 'preact/hooks';
import { type FieldProps, Labelled } from '../fields/labelled.tsx';
import { setValue, valueAt } from '../model/files.ts';

/** Those of the municipality, or a list. */
export function PostalCodes(field: FieldProps & { readonly isListOnly?: boolean }) {
  const { work, file, path, isListOnly = false } = field;
  const { say } = work.desk;
  const value = valueAt(work.files, file, path) as 'municipality' | readonly string[] | undefined;
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  const [typed, setTyped] = useState<string | null>(null);
  const isList = isListOnly || value !== 'municipality';
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <span class="with-unit">
          {!isListOnly && (
            <select
              id={id}
              aria-describedby={describedBy}
              value={isList ? 'list' : 'municipality'}
              disabled={work.isReadOnly}
              onChange={(event) =>
                work.edit(setValue(file, path, event.currentTarget.value === 'list' ? ['00000'] : 'municipality'))
              }
            >
              <option value="municipality">{say('offer.postal-codes.municipality')}</option>
              <option value="list">{say('offer.postal-codes.list')}</option>
            </select>
          )}
          {isList && (
            <input
              id={isListOnly ? id : undefined}
              aria-label={say('offer.postal-codes.list')}
              value={typed ?? list.join(', ')}
              disabled={work.isReadOnly}
              onInput={({ currentTarget: { value: text } }) => {
                setTyped(text);
                const codes = text.match(/\b\d{5}\b/g) ?? [];
                if (codes.length > 0 || (isListOnly && text.trim() === ''))
                  work.edit(setValue(file, path, [...new Set(codes)]), `${file}:${path.join('.')}`);
              }}
              onBlur={() => setTyped(null)}
            />
          )}
        </span>
      )}
    </Labelled>
  );
}
