import type { IdentifyPhase } from '../../session/contract/snapshot.ts';
import { Icon } from '../components/icon.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { ReaderKeypadPicture } from '../illustrations/devices.tsx';
import { SecretPicture } from '../illustrations/secrets.tsx';
import { PinPad } from '../keyboard/pin-pad.tsx';
import { useView } from '../view.ts';
import type { Key, Words } from '../words.ts';
import { NoEid } from './no-eid.tsx';

type EnterPhase = Extract<IdentifyPhase, { kind: 'enter' }>;

const OK: Readonly<Record<EnterPhase['secret'], Key>> = {
  pin: 'identify.enter.ok',
  'new-pin': 'identify.enter.ok',
  'transport-pin': 'identify.enter.ok',
  can: 'identify.enter.ok.can',
  puk: 'identify.enter.ok.puk',
};

export function EnterSecret({ phase }: { readonly phase: EnterPhase }) {
  const { words, send } = useView();
  const { secret, onReader, digits } = phase;
  return (
    <Page
      kind="identify"
      phase="enter"
      layout={onReader ? 'hero' : 'split'}
      picture={onReader ? <ReaderKeypadPicture /> : <Advice phase={phase} />}
      title={words.t(onReader ? 'identify.enter.on-reader' : `identify.enter.title.${secret}`)}
      lead={onReader ? words.t('identify.enter.on-reader.text') : words.t(`identify.enter.text.${secret}`)}
      actions={<NoEid />}
    >
      {onReader ? (
        <Advice phase={phase} />
      ) : (
        // A wrong PIN starts afresh: the pad is a new one for every number of tries.
        <PinPad
          key={`${secret}-${phase.triesLeft}`}
          min={digits.min}
          max={digits.max}
          okLabel={words.t(OK[secret])}
          onEnter={(entered) => send({ name: 'enter-secret', digits: entered })}
        />
      )}
    </Page>
  );
}

/** What went wrong before, how many tries are left, and why another number is asked for. */
function Advice({ phase }: { readonly phase: EnterPhase }) {
  const { words } = useView();
  const { secret, wrongBefore, formatError, onReader } = phase;
  const why = secret === 'can' || secret === 'puk' ? secret : null;
  const tries = triesText(phase, words);
  return (
    <div class="advice" data-secret={secret}>
      {!onReader && <SecretPicture secret={secret} />}
      {wrongBefore && (
        // What was entered last may have been the PIN or the number asked for now: the words fit both.
        <Message tone="danger" urgent title={words.t(`identify.enter.wrong.${secret}`)} testid="wrong-secret">
          {tries !== null && <p data-testid="tries-left">{tries}</p>}
        </Message>
      )}
      {formatError && (
        <Message tone="warning" urgent testid="format-error">
          <p>{words.t('identify.enter.format')}</p>
        </Message>
      )}
      {why && (
        <Message tone="info" testid="why">
          <p>{words.t(`identify.enter.why.${why}`)}</p>
        </Message>
      )}
      {!wrongBefore && !why && tries !== null && (
        <p class="tries" data-testid="tries-left">
          {tries}
        </p>
      )}
      {!onReader && !wrongBefore && !formatError && !why && (
        <p class="hint-line">
          <Icon name="shield" />
          {words.t('identify.enter.shield')}
        </p>
      )}
    </div>
  );
}

/** The count is always the PIN's: beside another number that has to be said. None is left where the PUK is asked for. */
function triesText({ secret, triesLeft }: EnterPhase, words: Words): string | null {
  if (triesLeft === null || triesLeft === 0) return null;
  return words.count(
    secret === 'can' || secret === 'puk' ? 'identify.enter.pin-tries' : 'identify.enter.tries',
    triesLeft,
  );
}
