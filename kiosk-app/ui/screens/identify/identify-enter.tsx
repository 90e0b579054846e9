import type { IdentifyPhase } from '../../../session/contract/screens/identify.ts';
import { Page } from '../../components/page.tsx';
import { SecretAdvice } from '../../components/secret-advice.tsx';
import { ReaderKeypadPicture } from '../../illustrations/devices.tsx';
import { PinPad } from '../../keyboard/pin-pad.tsx';
import type { Key } from '../../texts.ts';
import { useView } from '../../view.ts';
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
      picture={onReader ? <ReaderKeypadPicture /> : <SecretAdvice phase={phase} whyPuk="identify.enter.why.puk" />}
      title={words.t(onReader ? 'identify.enter.on-reader' : `identify.enter.title.${secret}`)}
      lead={onReader ? words.t('identify.enter.on-reader.text') : words.t(`identify.enter.text.${secret}`)}
      actions={<NoEid />}
    >
      {onReader ? (
        <SecretAdvice phase={phase} whyPuk="identify.enter.why.puk" />
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
