import type { IdentifyPhase } from '../../session/contract/snapshot.ts';
import { Icon } from '../components/icon.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { ReaderKeypadPicture } from '../illustrations/devices.tsx';
import { PinPad } from '../keyboard/pin-pad.tsx';
import { useView } from '../view.ts';
import type { Key } from '../words.ts';
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
  const { secret, triesLeft, wrongBefore, formatError, onReader } = phase;
  const why = secret === 'can' || secret === 'puk' ? secret : null;
  return (
    <div class="advice" data-secret={secret}>
      {wrongBefore && (
        <Message tone="danger" urgent title={words.t(`identify.enter.wrong.${secret}`)} testid="wrong-secret">
          {triesLeft !== null && <p data-testid="tries-left">{words.count('identify.enter.tries', triesLeft)}</p>}
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
      {!wrongBefore && triesLeft !== null && (
        <p class="tries" data-testid="tries-left">
          {words.count('identify.enter.tries', triesLeft)}
        </p>
      )}
      {secret === 'can' && <CanPicture />}
      {!onReader && (
        <p class="hint-line">
          <Icon name="shield" />
          {words.t('identify.enter.shield')}
        </p>
      )}
    </div>
  );
}

/** The front of the card with the place of the access number marked. */
function CanPicture() {
  return (
    <svg class="picture picture-can" viewBox="0 0 400 250" aria-hidden="true">
      <rect class="i-paper i-edge" x="20" y="10" width="360" height="228" rx="18" />
      <rect class="i-brand-soft" x="22" y="12" width="356" height="44" rx="16" />
      <rect class="i-soft" x="44" y="76" width="100" height="132" rx="8" />
      <circle class="i-brand" cx="94" cy="122" r="26" />
      <path class="i-brand" d="M52 208c0-30 18-46 42-46s42 16 42 46Z" />
      <path class="i-line-thin" d="M168 88h170M168 116h130M168 144h150" />
      <rect class="i-marked" x="248" y="178" width="112" height="40" rx="8" />
      <path class="i-dots" d="M268 198h.1M283 198h.1M298 198h.1M313 198h.1M328 198h.1M343 198h.1" />
    </svg>
  );
}
