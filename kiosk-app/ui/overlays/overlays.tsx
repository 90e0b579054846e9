import type { HelpProgress, Overlay } from '../../session/contract/overlay.ts';
import { IntentButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { HelpPicture, ShieldPicture } from '../illustrations/people.tsx';
import { useView } from '../view.ts';
import { Cover } from './cover.tsx';

export function Overlays({ overlay }: { readonly overlay: Overlay }) {
  switch (overlay.kind) {
    case 'cover':
      return <Cover secondsLeft={overlay.secondsLeft} canHandOver={overlay.canHandOver} />;
    case 'idle-warning':
      return <IdleWarning secondsLeft={overlay.secondsLeft} extensionsLeft={overlay.extensionsLeft} />;
    case 'help':
      return <Help state={overlay.state} />;
    case 'confirm-cancel':
      return <ConfirmCancel />;
  }
}

interface IdleWarningProps {
  readonly secondsLeft: number;
  readonly extensionsLeft: number;
}

function IdleWarning({ secondsLeft, extensionsLeft }: IdleWarningProps) {
  const { snapshot, words } = useView();
  return (
    <Dialog title={words.t('idle.title')} testid="overlay-idle-warning">
      <p class="countdown" aria-hidden="true">
        {secondsLeft}
      </p>
      <p>{words.count('idle.text', secondsLeft)}</p>
      {/* Told again in steps: every second would let nobody listen to anything else. */}
      <p class="unseen" role="status" data-testid="idle-spoken">
        {words.count('idle.text', spokenSeconds(secondsLeft))}
      </p>
      {extensionsLeft > 0 && <p>{words.count('idle.left', extensionsLeft)}</p>}
      <div class="dialog-actions">
        {extensionsLeft > 0 && (
          <IntentButton kind="primary" icon="clock" intent={{ name: 'more-time' }}>
            {words.t('idle.more-time')}
          </IntentButton>
        )}
        {snapshot.can.cancel && (
          <IntentButton intent={{ name: 'cancel' }} variant="idle">
            {words.t('idle.cancel')}
          </IntentButton>
        )}
      </div>
    </Dialog>
  );
}

const SPOKEN_STEP = 10;
const spokenSeconds = (seconds: number): number => Math.ceil(seconds / SPOKEN_STEP) * SPOKEN_STEP;

function Help({ state }: { readonly state: HelpProgress }) {
  const { snapshot, words } = useView();
  const { helpDesk, phone } = snapshot.site;
  return (
    <Dialog title={words.t(`help.${state}.title`)} testid="overlay-help" phase={state} picture={<HelpPicture />}>
      <p role="status">{words.t(`help.${state}.text`)}</p>
      {state !== 'taken' && (
        <p data-testid="help-instead">
          {state !== 'unreachable' && `${words.t('help.instead')} `}
          {helpDesk && `${helpDesk} `}
          {words.t('help.phone', { phone: phone.replaceAll(' ', '\u00a0') })}
        </p>
      )}
      {state === 'unreachable' && <p>{words.t('help.unreachable.goes-on')}</p>}
      <div class="dialog-actions">
        <IntentButton kind="primary" intent={{ name: 'end-help' }}>
          {words.t('help.end')}
        </IntentButton>
      </div>
    </Dialog>
  );
}

function ConfirmCancel() {
  const { words } = useView();
  return (
    <Dialog title={words.t('cancel.title')} testid="overlay-confirm-cancel" picture={<ShieldPicture />}>
      <p>{words.t('cancel.text')}</p>
      <div class="dialog-actions">
        <IntentButton kind="primary" intent={{ name: 'confirm-cancel', sure: false }} variant="no">
          {words.t('cancel.no')}
        </IntentButton>
        <IntentButton kind="danger" icon="delete" intent={{ name: 'confirm-cancel', sure: true }} variant="yes">
          {words.t('cancel.yes')}
        </IntentButton>
      </div>
    </Dialog>
  );
}
