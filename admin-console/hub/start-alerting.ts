import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { startEvaluator } from '../domain/alerting/evaluator.ts';
import { createMailSender, type MailServer } from '../notify/send-mail.ts';
import { createWebhookSender } from '../notify/send-webhook.ts';
import { type SenderOptions, startSender } from '../notify/sender.ts';
import { createAlertingStore } from '../store/alerting/alerting-store.ts';
import { createNoticeStore } from '../store/alerting/notice-store.ts';
import { createStandingConditions } from '../store/alerting/standing-conditions.ts';
import type { HubStore } from '../store/open-store.ts';
import type { SecretBox } from '../store/secrets/secret-box.ts';

/** Watches the fleet and tells whoever wants to know. @returns ends both */
export function startAlerting(options: {
  readonly store: HubStore;
  readonly secrets: SecretBox;
  readonly mailServer: MailServer | null;
  readonly onAttempt?: SenderOptions['onAttempt'];
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { store, secrets, mailServer, onAttempt, clock, log } = options;
  const { db, processId } = store;
  const sender = startSender({
    processId,
    notices: createNoticeStore(db, clock, secrets),
    channels: { email: createMailSender(mailServer), webhook: createWebhookSender(clock) },
    onAttempt,
    clock,
    log,
  });
  const stopEvaluator = startEvaluator({
    processId,
    conditions: createStandingConditions(db),
    store: createAlertingStore(db, clock),
    written: () => sender.wake(),
    clock,
    log,
  });
  return async () => {
    await stopEvaluator();
    await sender.stop();
  };
}
