import type { Display } from '../../session/contract/snapshot.ts';
import { useView } from '../view.ts';
import { Icon, type IconName } from './icon.tsx';

interface Choice {
  readonly setting: keyof Display;
  readonly icon: IconName;
  readonly on: (display: Display) => boolean;
}
const CHOICES: readonly Choice[] = [
  { setting: 'contrast', icon: 'contrast', on: (display) => display.contrast === 'high' },
  { setting: 'text', icon: 'text', on: (display) => display.text === 'large' },
  { setting: 'reach', icon: 'reach', on: (display) => display.reach === 'low' },
];

export function DisplaySwitches() {
  const { snapshot, words, send } = useView();
  const toggle = ({ setting, on }: Choice) => {
    const wasOn = on(snapshot.display);
    if (setting === 'contrast') send({ name: 'set-display', contrast: wasOn ? 'normal' : 'high' });
    else if (setting === 'text') send({ name: 'set-display', text: wasOn ? 'normal' : 'large' });
    else send({ name: 'set-display', reach: wasOn ? 'normal' : 'low' });
  };
  return (
    <div class="switches">
      {CHOICES.map((choice) => (
        <Switch
          key={choice.setting}
          icon={choice.icon}
          text={words.t(`display.${choice.setting}`)}
          on={choice.on(snapshot.display)}
          testid={`intent-set-display-${choice.setting}`}
          onPress={() => toggle(choice)}
        />
      ))}
    </div>
  );
}

export interface SwitchProps {
  readonly icon?: IconName;
  readonly text: string;
  readonly on: boolean;
  readonly testid: string;
  readonly onPress: () => void;
}

export function Switch({ icon, text, on, testid, onPress }: SwitchProps) {
  const { words } = useView();
  return (
    <button type="button" class="switch" role="switch" aria-checked={on} data-testid={testid} onClick={onPress}>
      {icon && <Icon name={icon} />}
      <span class="switch-text">{text}</span>
      <span class="switch-state">
        {words.t(on ? 'display.on' : 'display.off')}
        <span class="switch-track">
          <span class="switch-thumb" />
        </span>
      </span>
    </button>
  );
}
