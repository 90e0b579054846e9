import type { PinChangePhase } from '../../session/contract/screens/pin-change.ts';
import { SecretPicture } from '../illustrations/secrets.tsx';
import type { Key, UiTexts } from '../texts.ts';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';

type Entering = Extract<PinChangePhase, { kind: 'enter' }>;

export interface SecretAdviceProps {
  readonly phase: Pick<Entering, 'secret' | 'triesLeft' | 'wrongBefore' | 'formatError' | 'onReader'>;
  /** Easily guessed. */
  readonly weak?: boolean;
  /** Why the PUK is asked for: identification and PIN change say it differently. */
  readonly whyPuk: Key;
}

/** What went wrong before, how many tries are left, and why another number is asked for. */
export function SecretAdvice({ phase, weak = false, whyPuk }: SecretAdviceProps) {
  const { words } = useView();
  const { secret, wrongBefore, formatError, onReader } = phase;
  const shown = secret === 'new-pin-again' ? 'new-pin' : secret;
  const why = secret === 'can' ? 'identify.enter.why.can' : secret === 'puk' ? whyPuk : null;
  const tries = triesText(phase, words);
  return (
    <div class="advice" data-secret={secret}>
      {!onReader && <SecretPicture secret={shown} />}
      {wrongBefore && (
        // What was entered last may have been the PIN or the number asked for now: the words fit both.
        <Message tone="danger" urgent title={words.t(`identify.enter.wrong.${shown}`)} testid="wrong-secret">
          {tries !== null && <p data-testid="tries-left">{tries}</p>}
        </Message>
      )}
      {formatError && (
        <Message tone="warning" urgent testid="format-error">
          <p>{words.t('identify.enter.format')}</p>
        </Message>
      )}
      {weak && (
        <Message tone="warning" testid="weak-pin">
          <p>{words.t('pin.enter.weak')}</p>
        </Message>
      )}
      {why && (
        <Message tone="info" testid="why">
          <p>{words.t(why)}</p>
        </Message>
      )}
      {!wrongBefore && !why && tries !== null && (
        <p class="tries" data-testid="tries-left">
          {tries}
        </p>
      )}
      {!onReader && !wrongBefore && !formatError && !weak && !why && (
        <p class="hint-line">
          <Icon name="shield" />
          {words.t('identify.enter.shield')}
        </p>
      )}
    </div>
  );
}

/** The count is always the PIN's: beside another number that has to be said. None is left where the PUK is asked for. */
function triesText({ secret, triesLeft }: SecretAdviceProps['phase'], words: UiTexts): string | null {
  if (triesLeft === null || triesLeft === 0) return null;
  const isOther = secret === 'can' || secret === 'puk';
  return words.count(isOther ? 'identify.enter.pin-tries' : 'identify.enter.tries', triesLeft);
}
