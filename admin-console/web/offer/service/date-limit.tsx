import { type FieldProps, Labelled } from '../fields/labelled.tsx';
import { setValue, valueAt } from '../model/files.ts';

const RELATIVE = /^today([+-])(\d{1,3})([dmy])$/;
const UNITS = ['d', 'm', 'y'] as const;

/** A day as a limit, in words: none, today, so long before or after today, one certain day. */
export function DateLimit(field: FieldProps) {
  const { work, file, path } = field;
  const { say } = work.desk;
  const value = valueAt(work.files, file, path) as string | undefined;
  const [, sign, count = '1', unit = 'y'] = RELATIVE.exec(value ?? '') ?? [];
  const kind =
    value === undefined
      ? 'none'
      : value === 'today'
        ? 'today'
        : sign === '-'
          ? 'before'
          : sign === '+'
            ? 'after'
            : 'day';
  const set = (next: string | undefined) => work.edit(setValue(file, path, next), `${file}:${path.join('.')}`);
  const today = new Date().toISOString().slice(0, 10);
  const starts: Readonly<Record<string, string | undefined>> = {
    none: undefined,
    today: 'today',
    before: `today-${count}${unit}`,
    after: `today+${count}${unit}`,
    day: today,
  };
  return (
    <Labelled {...field}>
      {(id, describedBy) => (
        <span class="with-unit">
          <select
            id={id}
            aria-describedby={describedBy}
            value={kind}
            disabled={work.isReadOnly}
            onChange={(event) => set(starts[event.currentTarget.value])}
          >
            {Object.keys(starts).map((each) => (
              <option key={each} value={each}>
                {say(`offer.limit.${each}`)}
              </option>
            ))}
          </select>
          {sign !== undefined && (
            <>
              <input
                type="number"
                min={1}
                max={999}
                aria-label={say('offer.limit.count')}
                value={count}
                disabled={work.isReadOnly}
                onInput={({ currentTarget: { value: typed } }) =>
                  /^[1-9]\d{0,2}$/.test(typed) && set(`today${sign}${typed}${unit}`)
                }
              />
              <select
                aria-label={say('offer.limit.unit')}
                value={unit}
                disabled={work.isReadOnly}
                onChange={(event) => set(`today${sign}${count}${event.currentTarget.value}`)}
              >
                {UNITS.map((each) => (
                  <option key={each} value={each}>
                    {say(`offer.limit.unit.${each}`)}
                  </option>
                ))}
              </select>
            </>
          )}
          {kind === 'day' && (
            <input
              type="date"
              aria-label={say('offer.limit.day')}
              value={value}
              disabled={work.isReadOnly}
              onInput={({ currentTarget: { value: day } }) => day !== '' && set(day)}
            />
          )}
        </span>
      )}
    </Labelled>
  );
}
