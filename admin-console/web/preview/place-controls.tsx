import type { PreviewAct, PreviewScreen } from '../../contract/previews.ts';
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
  const own = services.find(({ id }) => id === serviceId);
  return (
    <fieldset>
      <legend>{say('preview.place')}</legend>
      <p class="choices">
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
        <p class="field">
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
    </fieldset>
  );
}
