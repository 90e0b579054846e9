import { useId } from 'preact/hooks';
import type { Desk } from '../frame/desk.ts';
import type { Names } from '../frame/names.ts';
import { weekdayName } from './plan-words.ts';
import { newRing, type RingDraft, SELECTIONS } from './ring-drafts.ts';

interface Props {
  readonly desk: Desk;
  readonly names: Names;
  readonly rings: readonly RingDraft[];
  readonly onRings: (rings: readonly RingDraft[]) => void;
}

const MOST_RINGS = 20;

/** The rings one after the other: who is in it, when it may be offered, what is waited for. */
export function RingFields({ desk, names, rings, onRings }: Props) {
  const { say } = desk;
  const change = (at: number, to: Partial<RingDraft>) =>
    onRings(rings.map((ring, n) => (n === at ? { ...ring, ...to } : ring)));
  return (
    <>
      {rings.map((ring, n) => (
        <fieldset key={`${n + 1}`} class="ring-fields" data-testid={`ring-fields-${n + 1}`}>
          <legend>{say('new.ring', { n: n + 1 })}</legend>
          <Who desk={desk} names={names} ring={ring} onRing={(to) => change(n, to)} />
          <When desk={desk} ring={ring} onRing={(to) => change(n, to)} />
          {rings.length > 1 && (
            <button type="button" class="second" onClick={() => onRings(rings.filter((_, at) => at !== n))}>
              {say('new.ring.remove', { n: n + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      {rings.length < MOST_RINGS && (
        <p>
          <button
            type="button"
            class="second"
            onClick={() => onRings([...rings.slice(0, -1), newRing(), ...rings.slice(-1)])}
          >
            {say('new.ring.add')}
          </button>
        </p>
      )}
    </>
  );
}

interface PartProps {
  readonly desk: Desk;
  readonly ring: RingDraft;
  readonly onRing: (to: Partial<RingDraft>) => void;
}

function Who({ desk: { say }, names, ring, onRing }: PartProps & Pick<Props, 'names'>) {
  const id = useId();
  const { by } = ring;
  return (
    <>
      <p class="field">
        <label for={id}>{say('new.who')}</label>
        <select
          id={id}
          value={by}
          onChange={(event) => onRing({ by: SELECTIONS.find((one) => one === event.currentTarget.value) ?? by })}
        >
          {SELECTIONS.map((one) => (
            <option key={one} value={one}>
              {say(`new.who.${one}`)}
            </option>
          ))}
        </select>
      </p>
      {by === 'percentage' && (
        <p class="field">
          <label for={`${id}-percent`}>{say('new.who.percent')}</label>
          <input
            id={`${id}-percent`}
            type="number"
            min={0.01}
            max={100}
            step="any"
            required
            value={ring.percent}
            onInput={(event) => onRing({ percent: event.currentTarget.valueAsNumber })}
          />
        </p>
      )}
      {by === 'locations' && (
        <fieldset class="choices">
          <legend>{say('new.who.locations')}</legend>
          {names.locations.map((location) => (
            <label key={location.id}>
              <input
                type="checkbox"
                checked={ring.locations.includes(location.id)}
                onChange={(event) =>
                  onRing({
                    locations: event.currentTarget.checked
                      ? [...ring.locations, location.id]
                      : ring.locations.filter((one) => one !== location.id),
                  })
                }
              />
              <span>{location.name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {(by === 'tags' || by === 'terminals') && (
        <p class="field">
          <label for={`${id}-names`}>{say(`new.who.${by}`)}</label>
          <small id={`${id}-hint`}>{say('new.who.commas')}</small>
          <input
            id={`${id}-names`}
            required
            value={ring[by]}
            aria-describedby={`${id}-hint`}
            onInput={(event) => onRing({ [by]: event.currentTarget.value })}
          />
        </p>
      )}
    </>
  );
}

function When({ desk: { say, language }, ring, onRing }: PartProps) {
  const id = useId();
  const { waits, hours, hasWindow, weekdays } = ring;
  return (
    <>
      <p class="field">
        <label for={id}>{say('new.after')}</label>
        <select
          id={id}
          value={waits}
          onChange={(event) => onRing({ waits: event.currentTarget.value === 'approval' ? 'approval' : 'soak' })}
        >
          {(['approval', 'soak'] as const).map((one) => (
            <option key={one} value={one}>
              {say(`new.after.${one}`)}
            </option>
          ))}
        </select>
      </p>
      {waits === 'soak' && (
        <p class="field">
          <label for={`${id}-hours`}>{say('new.after.hours')}</label>
          <input
            id={`${id}-hours`}
            type="number"
            min={0}
            max={720}
            step="any"
            required
            value={hours}
            onInput={(event) => onRing({ hours: event.currentTarget.valueAsNumber })}
          />
        </p>
      )}
      <label class="tick">
        <input
          type="checkbox"
          checked={hasWindow}
          onChange={(event) => onRing({ hasWindow: event.currentTarget.checked })}
        />
        <span>{say('new.window')}</span>
      </label>
      {hasWindow && (
        <fieldset class="choices window">
          <legend>{say('new.window.days')}</legend>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                checked={weekdays.includes(day)}
                onChange={(event) =>
                  onRing({
                    weekdays: event.currentTarget.checked ? [...weekdays, day] : weekdays.filter((one) => one !== day),
                  })
                }
              />
              <span>{weekdayName(day, language)}</span>
            </label>
          ))}
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              <span>{say(`new.window.${end}`)}</span>
              <input
                type="time"
                required
                value={ring[end]}
                onInput={(event) => onRing({ [end]: event.currentTarget.value })}
              />
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
