import type { HandAct, PreviewAct, PreviewScreen } from '../../contract/configuration/previews.ts';
import type { Say } from '../texts.ts';
import { Check } from './display-controls.tsx';

/** In the order in which a visit needs them. */
const HANDS: readonly HandAct[] = ['lay-card', 'take-card', 'scan-code', 'agree', 'insert-page', 'tap-card'];

interface Props {
  readonly say: Say;
  readonly screen: PreviewScreen;
  readonly act: (act: PreviewAct) => void;
}

/** What the person does with card, telephone and paper, and how the devices answer. */
export function DeviceControls({ say, screen: { devices, waitsFor }, act }: Props) {
  const choose = (change: Partial<PreviewScreen['devices']>) =>
    act({ kind: 'devices', choices: { ...devices, ...change } });
  return (
    <fieldset>
      <legend>{say('preview.devices')}</legend>
      <p class="choices">
        <Check
          label={say('preview.by-themselves')}
          isOn={devices.byThemselves}
          onChange={(byThemselves) => choose({ byThemselves })}
        />
        <Check
          label={say('preview.declined')}
          isOn={devices.payment === 'declined'}
          onChange={(isOn) => choose({ payment: isOn ? 'declined' : 'paid' })}
        />
        <Check
          label={say('preview.no-paper')}
          isOn={devices.paper === 'out'}
          onChange={(isOn) => choose({ paper: isOn ? 'out' : 'there' })}
        />
      </p>
      {!devices.byThemselves && (
        <>
          <p class="preview-acts">
            {HANDS.map((hand) => (
              <button
                key={hand}
                type="button"
                class={waitsFor === hand ? '' : 'second'}
                // Not `disabled`: the focus stays where it is once the act is done.
                aria-disabled={waitsFor !== hand}
                onClick={() => waitsFor === hand && act({ kind: 'hand', act: hand })}
              >
                {say(`preview.hand.${hand}`)}
              </button>
            ))}
          </p>
          <p class="muted" role="status">
            {say(waitsFor ? `preview.waits.${waitsFor}` : 'preview.waits.none')}
          </p>
        </>
      )}
      <p class="muted">{say('preview.any-pin')}</p>
    </fieldset>
  );
}
