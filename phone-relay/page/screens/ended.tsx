import type { EndReason } from '../model/view.ts';
import type { Words } from '../words/words.ts';

/** Why nothing more is to be done here, and what helps. */
export function Ended({ reason, t }: { readonly reason: EndReason; readonly t: Words }) {
  return (
    <div data-testid="ended" data-reason={reason}>
      <h1>{t(`ended.${reason}.title`)}</h1>
      <p>{t(`ended.${reason}.text`)}</p>
      {reason === 'closed' && <p>{t('ended.closed.more')}</p>}
    </div>
  );
}
