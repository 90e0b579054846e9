import type { PreviewAct, PreviewScreen } from '../../contract/configuration/previews.ts';
import type { Say } from '../texts.ts';
import type { Orientation } from './screen-frame.tsx';

interface Props {
  readonly say: Say;
  readonly screen: PreviewScreen;
  readonly orientation: Orientation;
  readonly onOrientation: (orientation: Orientation) => void;
  readonly act: (act: PreviewAct) => void;
}

/** How the screen stands there, and as whom one reads it. The citizen has the same choices on the screen itself. */
export function DisplayControls({ say, screen, orientation, onOrientation, act }: Props) {
  const { language, languages, contrast, text, reach } = screen;
  return (
    <fieldset>
      <legend>{say('preview.display')}</legend>
      <p class="choices">
        {(['portrait', 'landscape'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="preview-orientation"
              checked={orientation === each}
              onChange={() => onOrientation(each)}
            />
            {say(`preview.${each}`)}
          </label>
        ))}
      </p>
      <p class="preview-field">
        <label for="preview-language">{say('preview.language')}</label>
        <select
          id="preview-language"
          value={language}
          onChange={(event) => act({ kind: 'display', language: event.currentTarget.value })}
        >
          {languages.map(({ code, name }) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p class="choices">
        <Check
          label={say('preview.contrast')}
          isOn={contrast === 'high'}
          onChange={(isOn) => act({ kind: 'display', contrast: isOn ? 'high' : 'normal' })}
        />
        <Check
          label={say('preview.text')}
          isOn={text === 'large'}
          onChange={(isOn) => act({ kind: 'display', text: isOn ? 'large' : 'normal' })}
        />
        <Check
          label={say('preview.reach')}
          isOn={reach === 'low'}
          onChange={(isOn) => act({ kind: 'display', reach: isOn ? 'low' : 'normal' })}
        />
      </p>
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export const Check = ({ label, isOn, onChange }: CheckProps) => (
  <label>
    <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
    {label}
  </label>
);
