import { useEffect, useState } from 'preact/hooks';
import type { EvidenceScreen } from '../../../session/contract/screens/evidence.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { ScannerPicture } from '../../illustrations/devices.tsx';
import { useView } from '../../view.ts';
import { LinkedPhone, PhonePage, UsePhone } from '../phone/take-along.tsx';
import { BlankPage, BlankPageActions } from './evidence-blank.tsx';
import { ScannedPages } from './evidence-pages.tsx';

export function Evidence({ screen }: { readonly screen: EvidenceScreen }) {
  const { words } = useView();
  const { item, pages, scan } = screen;
  const [deleted, setDeleted] = useState(false);
  const scanning = scan.state === 'running';
  const canScan = screen.ways.includes('scan');
  const isAsked = screen.asked !== null;
  useEffect(() => {
    if (scanning) setDeleted(false);
  }, [scanning]);

  if (screen.phone.kind !== 'off' && screen.phone.kind !== 'linked')
    return <PhonePage kind="evidence" phone={screen.phone} />;
  return (
    <Page
      kind="evidence"
      phase={scan.state}
      title={item.title}
      lead={item.hint}
      actions={
        <>
          {scanning && (
            <IntentButton icon="close" intent={{ name: 'stop-scan' }}>
              {words.t('evidence.stop')}
            </IntentButton>
          )}
          {screen.asked !== null && <BlankPageActions page={screen.asked} />}
          {!scanning && !isAsked && screen.phone.kind === 'off' && screen.ways.includes('phone') && (
            <UsePhone kind={canScan || pages.length > 0 ? 'secondary' : 'primary'} />
          )}
          {!scanning && pages.length === 0 && canScan && (
            <IntentButton kind="primary" icon="scanner" intent={{ name: 'scan' }}>
              {words.t('evidence.scan')}
            </IntentButton>
          )}
          {!scanning && !isAsked && (pages.length > 0 || !item.required) && (
            <IntentButton
              kind={pages.length > 0 ? 'primary' : 'secondary'}
              iconEnd="forward"
              mirrored
              intent={{ name: 'continue' }}
            >
              {words.t('action.continue')}
            </IntentButton>
          )}
        </>
      }
    >
      <div class="evidence" data-complete={screen.complete}>
        {screen.count > 1 && (
          <p class="tag">{words.t('evidence.count', { n: screen.index + 1, total: screen.count })}</p>
        )}
        {scan.state === 'fault' && (
          <Message
            tone="danger"
            urgent
            testid={`scan-fault-${scan.reason}`}
            title={words.t(`evidence.fault.${scan.reason}.title`)}
          >
            <p>{words.t(`evidence.fault.${scan.reason}.text`)}</p>
          </Message>
        )}
        {screen.phone.kind === 'linked' && <LinkedPhone phone={screen.phone} />}
        {deleted && !isAsked && <Deleted onUndone={() => setDeleted(false)} />}
        {scanning && <Scanning scan={scan} />}
        {isAsked ? (
          <BlankPage screen={screen} onDelete={() => setDeleted(true)} />
        ) : pages.length > 0 ? (
          <ScannedPages screen={screen} onDelete={() => setDeleted(true)} />
        ) : (
          <HowTo screen={screen} scanning={scanning} />
        )}
      </div>
    </Page>
  );
}

function Deleted({ onUndone }: { readonly onUndone: () => void }) {
  const { words, send } = useView();
  return (
    <div class="snack" role="status">
      <p>{words.t('evidence.deleted')}</p>
      <button
        type="button"
        class="button button-secondary"
        data-testid="intent-restore-page"
        onClick={() => {
          send({ name: 'restore-page' });
          onUndone();
        }}
      >
        {words.t('evidence.undo')}
      </button>
    </div>
  );
}

function Scanning({ scan }: { readonly scan: Extract<EvidenceScreen['scan'], { state: 'running' }> }) {
  const { words } = useView();
  const label =
    scan.percent === null
      ? words.t(`evidence.running.${scan.phase}`)
      : words.count('evidence.percent', Math.round(scan.percent));
  return (
    <div class="scanning panel" data-testid="scanning" data-scan-phase={scan.phase}>
      <p class="scanning-title">{words.t(`evidence.running.${scan.phase}`)}</p>
      <Progress percent={scan.percent} label={label} />
    </div>
  );
}

function HowTo({ screen, scanning }: { readonly screen: EvidenceScreen; readonly scanning: boolean }) {
  const { words } = useView();
  return (
    <div class="how-to">
      <ScannerPicture source={screen.source} />
      <div class="how-to-text" hidden={scanning}>
        <p class="lead">{words.t(`evidence.lay.${screen.source}`)}</p>
        <p>{words.t('evidence.copy')}</p>
        {!screen.item.required && <p>{words.t('evidence.optional')}</p>}
      </div>
    </div>
  );
}
