import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../components/icon.tsx';
import { useView } from '../view.ts';

const ROWS = ['123', '456', '789'] as const;

export interface PinPadProps {
  readonly min: number;
  readonly max: number;
  readonly okLabel: string;
  /** The digits leave this component here, once, and are forgotten by it at the same moment. */
  readonly onEnter: (digits: string) => void;
}

/**
 * The only place in the UI where a secret exists, and only until it is complete. It is not an input: browsers neither
 * remember nor announce it; what is shown and spoken is the count.
 */
export function PinPad({ min, max, okLabel, onEnter }: PinPadProps) {
  const { words } = useView();
  const [digits, setDigits] = useState('');
  const complete = digits.length >= min && digits.length <= max;

  const add = (digit: string) => setDigits((now) => (now.length < max ? now + digit : now));
  const erase = () => setDigits((now) => now.slice(0, -1));
  const enter = () => {
    if (!complete) return;
    setDigits('');
    onEnter(digits);
  };
  useKeys({ add, erase, enter });

  return (
    <fieldset class="pin" aria-label={words.t('keyboard.pin')} data-testid="pin-pad">
      <p class="pin-dots" role="status" data-testid="pin-dots" data-count={digits.length}>
        <span class="unseen">{words.t('identify.enter.digits', { n: digits.length, total: max })}</span>
        {Array.from({ length: max }, (_, place) => `dot-${place}`).map((dot, place) => (
          <span key={dot} class={place < digits.length ? 'pin-dot pin-dot-filled' : 'pin-dot'} aria-hidden="true" />
        ))}
      </p>
      <div class="pin-keys">
        {ROWS.flatMap((row) => [...row]).map((digit) => (
          <PinKey key={digit} digit={digit} onPress={add} />
        ))}
        <button
          type="button"
          class="key key-backspace"
          data-testid="key-backspace"
          aria-label={words.t('keyboard.backspace')}
          onClick={erase}
        >
          <Icon name="backspace" />
        </button>
        <PinKey digit="0" onPress={add} />
        <button
          type="button"
          class="key key-done"
          data-testid="intent-enter-secret"
          aria-label={okLabel}
          disabled={!complete}
          onClick={enter}
        >
          <Icon name="check" />
        </button>
      </div>
    </fieldset>
  );
}

function PinKey({ digit, onPress }: { readonly digit: string; readonly onPress: (digit: string) => void }) {
  return (
    <button type="button" class="key" data-testid={`key-${digit}`} onClick={() => onPress(digit)}>
      {digit}
    </button>
  );
}

interface Keys {
  readonly add: (digit: string) => void;
  readonly erase: () => void;
  readonly enter: () => void;
}

/** Hardware digits (an assistive keypad) work too, unless something modal is in front. */
function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open], .stage[inert]') !== null) return;
      if (/^\d$/.test(event.key)) latest.current.add(event.key);
      else if (event.key === 'Backspace') latest.current.erase();
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) latest.current.enter();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
