import type { PinChangePhase } from '../../../session/contract/screens/pin-change.ts';
import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { SecretAdvice } from '../../components/secret-advice.tsx';
import { ReaderKeypadPicture } from '../../illustrations/devices.tsx';
import { PinPad } from '../../keyboard/pin-pad.tsx';
import type { Key } from '../../texts.ts';
import { useView } from '../../view.ts';

type EnterPhase = Extract<PinChangePhase, { kind: 'enter' }>;
type Secret = EnterPhase['secret'];

const TITLE: Readonly<Record<Secret, Key>> = {
  pin: 'pin.enter.title.pin',
  'transport-pin': 'identify.enter.title.transport-pin',
  can: 'identify.enter.title.can',
  puk: 'identify.enter.title.puk',
  'new-pin': 'identify.enter.title.new-pin',
  'new-pin-again': 'pin.enter.title.again',
};
const TEXT: Readonly<Record<Secret, Key>> = {
  pin: 'identify.enter.text.pin',
  'transport-pin': 'identify.enter.text.transport-pin',
  can: 'identify.enter.text.can',
  puk: 'identify.enter.text.puk',
  'new-pin': 'identify.enter.text.new-pin',
  'new-pin-again': 'pin.enter.text.again',
};
const OK: Readonly<Record<Secret, Key>> = {
  pin: 'identify.enter.ok',
  'transport-pin': 'identify.enter.ok',
  can: 'identify.enter.ok.can',
  puk: 'identify.enter.ok.puk',
  'new-pin': 'identify.enter.ok',
  'new-pin-again': 'identify.enter.ok',
};

export function EnterPin({ phase }: { readonly phase: EnterPhase }) {
  const { words, send } = useView();
  const { secret, onReader, digits } = phase;
  return (
    <Page
      kind="pin-change"
      phase="enter"
      layout={onReader ? 'hero' : 'split'}
      picture={
        onReader ? <ReaderKeypadPicture /> : <SecretAdvice phase={phase} weak={phase.weak} whyPuk="pin.enter.why.puk" />
      }
      title={words.t(onReader ? 'identify.enter.on-reader' : TITLE[secret])}
      lead={words.t(onReader ? 'identify.enter.on-reader.text' : TEXT[secret])}
      actions={phase.canSwitch && <Switch to={secret === 'pin' ? 'transport-pin' : 'pin'} />}
    >
      {onReader ? (
        <SecretAdvice phase={phase} weak={phase.weak} whyPuk="pin.enter.why.puk" />
      ) : (
        // Every entry starts with an empty pad, the second one of the new PIN above all.
        <PinPad
          key={`${secret}-${phase.triesLeft}-${phase.wrongBefore}`}
          min={digits.min}
          max={digits.max}
          okLabel={words.t(OK[secret])}
          onEnter={(entered) => send({ name: 'enter-secret', digits: entered })}
        />
      )}
    </Page>
  );
}

/** Letter or own PIN: whoever chose the wrong one finds it out here, and must not lose a try over it. */
function Switch({ to }: { readonly to: 'pin' | 'transport-pin' }) {
  const { words } = useView();
  return (
    <IntentButton icon="pin" aside intent={{ name: 'choose-old-pin', pin: to }} variant={to}>
      {words.t(`pin.enter.switch.${to}`)}
    </IntentButton>
  );
}
