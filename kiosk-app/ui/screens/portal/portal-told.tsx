import type { BlockReason } from '../../../portal-view/words.ts';
import type { PortalNotice } from '../../../session/contract/screens/portal.ts';
import { IntentButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { type PortalWord, usePortalWords } from './words.ts';

/** What a person has to know of each: many a technical reason is the same to them. */
const BLOCKED: Readonly<Record<BlockReason, PortalWord>> = {
  malformed: 'blocked.scheme',
  scheme: 'blocked.scheme',
  credentials: 'blocked.credentials',
  host: 'blocked.host',
  port: 'blocked.host',
  'resource-only': 'blocked.host',
  path: 'blocked.path',
  method: 'blocked.method',
  socket: 'blocked.host',
  'eid-not-offered': 'blocked.eid',
  'eid-address': 'blocked.eid',
};

/** Why something that the page wanted was not done, and the way back to it. */
export function PortalTold({ told }: { readonly told: PortalNotice }) {
  const t = usePortalWords();
  const { title, text } = wordsOf(told);
  const host = (told.kind === 'blocked' && told.host) || '–';
  return (
    <Dialog title={t(title)} testid="portal-told" phase={told.kind === 'blocked' ? told.reason : told.kind}>
      <p class="portal-message">{t(text, { host })}</p>
      {told.kind === 'blocked' && <p>{t('blocked.stay')}</p>}
      <div class="dialog-actions">
        <IntentButton kind="primary" intent={{ name: 'portal-ok' }}>
          {t('ok')}
        </IntentButton>
      </div>
    </Dialog>
  );
}

function wordsOf(told: PortalNotice): { readonly title: PortalWord; readonly text: PortalWord } {
  switch (told.kind) {
    case 'blocked':
      return { title: 'blocked.title', text: BLOCKED[told.reason] };
    case 'document':
      return { title: 'document-refused.title', text: `document-refused.${told.reason}` };
    default:
      return { title: `${told.kind}.title`, text: `${told.kind}.text` };
  }
}
