import { useEffect, useState } from 'preact/hooks';
import type { PreviewAct, PreviewScreen } from '../../contract/configuration/previews.ts';
import { instantOf } from '../releases/instant.ts';
import type { Say } from '../texts.ts';

interface Props {
  readonly say: Say;
  readonly screen: PreviewScreen;
  /** The one that is being edited: it is not chosen here. */
  readonly serviceId: string | undefined;
  readonly act: (act: PreviewAct) => void;
}

/** From where on the terminal is tried. */
export function PlaceControls({ say, screen, serviceId, act }: Props) {
  const { services } = screen;
  // What stands in the field is what was chosen here, not what it would be in another zone.
  const [moment, setMoment] = useState('');
  function show(local: string): void {
    setMoment(local);
    act({ kind: 'moment', at: local === '' ? null : instantOf(local, screen.timeZone) });
  }
  useEffect(() => {
    if (screen.moment === null) setMoment('');
  }, [screen.moment]);
  const own = services.find(({ id }) => id === serviceId);
  return (
    <fieldset>
      <legend>{say('preview.place')}</legend>
      <p class="preview-acts">
        <button type="button" class="second" onClick={() => act({ kind: 'begin', serviceId: null })}>
          {say('preview.begin')}
        </button>
        {own && (
          <button type="button" class="second" onClick={() => act({ kind: 'begin', serviceId: own.id })}>
            {say('preview.to-this')}
          </button>
        )}
      </p>
      {!own && services.length > 0 && (
        <p class="preview-field">
          <label for="preview-service">{say('preview.to')}</label>
          <select
            id="preview-service"
            value={screen.serviceId ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              if (chosen) act({ kind: 'begin', serviceId: chosen });
            }}
          >
            <option value="">{say('preview.to.none')}</option>
            {services.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </p>
      )}
      <p class="preview-field">
        <label for="preview-moment">{say('preview.moment')}</label>
        <input
          id="preview-moment"
          type="datetime-local"
          value={moment}
          aria-describedby="preview-moment-hint"
          onChange={(event) => show(event.currentTarget.value)}
        />
        <small id="preview-moment-hint">{say('preview.moment.hint')}</small>
      </p>
      {screen.moment !== null && (
        <p>
          <button type="button" class="second" onClick={() => show('')}>
            {say('preview.moment.none')}
          </button>
        </p>
      )}
    </fieldset>
  );
}
