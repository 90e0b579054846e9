import { Icon, type IconName } from '../../components/icon.tsx';
import { useView } from '../../view.ts';
import { type PortalWord, usePortalWords } from './words.ts';

/** A page's height, less a line or two that stay in sight. */
const LEAP = 600;

/** For who cannot touch the picture: from field to field, press, up and down. An assistive keypad finds them as buttons. */
export function PageKeys() {
  const t = usePortalWords();
  const { send } = useView();
  const key = (name: 'before' | 'next' | 'press' | 'up' | 'down', icon: IconName, press: () => void) => (
    <button
      type="button"
      class="portal-key"
      data-testid={`portal-key-${name}`}
      aria-label={t(`key.${name}` satisfies PortalWord)}
      onClick={press}
    >
      <Icon name={icon} />
    </button>
  );
  const scroll = (dy: number) => send({ name: 'portal-scroll', x: 200, y: 200, dx: 0, dy });
  return (
    <fieldset class="portal-keys" aria-label={t('keys')}>
      {key('before', 'back', () => send({ name: 'portal-key', key: 'ShiftTab' }))}
      {key('next', 'forward', () => send({ name: 'portal-key', key: 'Tab' }))}
      {key('press', 'touch', () => send({ name: 'portal-key', key: 'Enter' }))}
      {key('up', 'up', () => scroll(-LEAP))}
      {key('down', 'down', () => scroll(LEAP))}
    </fieldset>
  );
}
