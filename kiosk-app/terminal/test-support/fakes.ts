import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceHealth } from '../../../device-drivers/contract.ts';
import type {
  AuthoriseRequest,
  LastReceipt,
  PaymentHooks,
  PaymentOutcome,
  PaymentRecord,
  PaymentTerminal,
  RecoverRequest,
  ReverseOutcome,
} from '../../../device-drivers/payment/contract.ts';
import type {
  PrintOutcome,
  ReceiptDocument,
  ReceiptPrinter,
} from '../../../device-drivers/receipt-printer/contract.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { Result } from '../../../foundation/result.ts';
import { ok } from '../../../foundation/result.ts';
import type { DeliveryProgress, Recipient, SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import type { PaymentNotice } from '../../../portals/fit-connect/sealing/payment-notice.ts';
import { NO_VERSIONS } from '../configuration/bundles/pointer.ts';
import type { Decision, DeliveryTrouble, PrepareRefusal, SubmissionPortal } from '../delivery/submission-portal.ts';
import type { TerminalParts } from '../start/terminal.ts';

/** A terminal that has never had a configuration from a hub. */
export const noVersions = (data: string): TerminalParts['versions'] => ({
  directory: join(data, 'configuration'),
  pointer: NO_VERSIONS,
  local: { siteFile: '', directory: '', environment: {} },
  identityDirectory: null,
});

/** A directory that goes with the test (`using`). */
export function temporaryDirectory(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'bt-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export const DESTINATION = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';

export function sealedSubmission(packageId: string = randomUUID(), destinationId = DESTINATION): SealedSubmission {
  const jwe = 'aaaa.bbbb.cccc.dddd.eeee';
  return {
    packageId,
    destinationId,
    encryptionKid: 'kid-1',
    publicService: null,
    attachments: [{ id: randomUUID(), jwe }],
    encryptedMetadata: jwe,
    encryptedData: jwe,
  };
}

export const READY: DeviceHealth = { state: 'ready', reason: null, model: 'fake', firmware: null, seenAt: null };
export const OFFLINE: DeviceHealth = { ...READY, state: 'offline', reason: 'unreachable' };

export function paymentRecord(change: Partial<PaymentRecord> = {}): PaymentRecord {
  return {
    resultCode: 0,
    amount: 3070,
    receiptNo: 12,
    trace: 34,
    terminalId: '52500041',
    date: '1121',
    time: '124501',
    cardName: 'girocard',
    maskedPan: '############1234',
    authCode: null,
    text: null,
    ...change,
  };
}

export const PAID: PaymentOutcome = {
  kind: 'paid',
  record: paymentRecord(),
  receipts: { merchant: [], customer: [{ text: 'KARTENZAHLUNG', align: 'center', bold: true, large: false }] },
};
export const DECLINED: PaymentOutcome = {
  kind: 'not-paid',
  reason: 'declined',
  record: null,
  receipts: { merchant: [], customer: [] },
};
export const UNCLEAR: PaymentOutcome = { kind: 'unclear', reason: 'no-status' };

abstract class FakeDevice {
  #health = READY;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  opened = 0;
  open(): void {
    this.opened++;
  }
  async close(): Promise<void> {}
  health(): DeviceHealth {
    return this.#health;
  }
  setHealth(health: DeviceHealth): void {
    this.#health = health;
    this.#listeners.tell(health);
  }
  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }
  async checkHealth() {
    return { passed: true, steps: [] };
  }
  statistics() {
    return {};
  }
}

/** A payment terminal that does what the test says, and keeps a ledger of how often it was asked for money. */
export class FakePaymentTerminal extends FakeDevice implements PaymentTerminal {
  readonly kind = 'payment';
  readonly asked: AuthoriseRequest[] = [];
  readonly recovered: RecoverRequest[] = [];
  aborts = 0;
  onAuthorise: (request: AuthoriseRequest, hooks: PaymentHooks) => Promise<PaymentOutcome> = async (_, hooks) => {
    if (PAID.kind === 'paid') await hooks.commit(PAID.record);
    return PAID;
  };
  onRecover: (request: RecoverRequest) => Promise<PaymentOutcome> = async () => UNCLEAR;

  readonly reversals: PaymentRecord[] = [];
  onReverse: (record: PaymentRecord, hooks: PaymentHooks) => Promise<ReverseOutcome> = async () => ({
    kind: 'not-reversed',
    reason: 'fake',
  });

  onUnsolicited() {}
  lastReceipt(): LastReceipt {
    return { receiptNo: 11, trace: 33 };
  }
  authorise(request: AuthoriseRequest, hooks: PaymentHooks) {
    this.asked.push(request);
    return this.onAuthorise(request, hooks);
  }
  abort() {
    this.aborts++;
  }
  recover(request: RecoverRequest) {
    this.recovered.push(request);
    return this.onRecover(request);
  }
  reverse(record: PaymentRecord, hooks: PaymentHooks) {
    this.reversals.push(record);
    return this.onReverse(record, hooks);
  }
  async endOfDay() {
    return { ok: false, error: 'fake' } as const;
  }
}

export class FakePrinter extends FakeDevice implements ReceiptPrinter {
  readonly kind = 'receipt-printer';
  readonly printed: ReceiptDocument[] = [];
  next: PrintOutcome = { ok: true, value: { printed: true } };
  async print(document: ReceiptDocument) {
    if (this.next.ok) this.printed.push(document);
    return this.next;
  }
}

/** A portal whose answers the test sets. */
export class FakePortal implements SubmissionPortal {
  up = true;
  deliveries = 0;
  readonly progressSeen: (DeliveryProgress | null)[] = [];
  onDeliver: (
    progress: DeliveryProgress | null,
    onProgress: (progress: DeliveryProgress) => void,
  ) => Promise<Result<DeliveryProgress, DeliveryTrouble>> = async () => ok(DELIVERED);
  nextDecision: Result<Decision, { reason: string }> = ok({ kind: 'accepted' });

  async prepare() {
    return { ok: false, error: { reason: 'portal-unreachable', detail: 'fake' } } as const;
  }
  async replyChannels(): Promise<readonly string[]> {
    return ['eMail'];
  }
  readonly notices: PaymentNotice[] = [];
  onSeal: () => Result<null, PrepareRefusal> = () => ok(null);
  async sealNotice(notice: PaymentNotice): Promise<Result<SealedSubmission, PrepareRefusal>> {
    this.notices.push(notice);
    const answer = this.onSeal();
    return answer.ok ? ok({ ...sealedSubmission(notice.packageId), caseId: notice.caseId }) : answer;
  }
  kept: Recipient | null = null;
  keptRecipient() {
    return this.kept;
  }
  async isUp() {
    return this.up;
  }
  deliver(
    _: SealedSubmission,
    progress: DeliveryProgress | null,
    onProgress: (progress: DeliveryProgress) => void,
  ): Promise<Result<DeliveryProgress, DeliveryTrouble>> {
    this.deliveries++;
    this.progressSeen.push(progress);
    return this.onDeliver(progress, onProgress);
  }
  async decision() {
    return this.nextDecision;
  }
}

export const DELIVERED: DeliveryProgress = {
  submissionId: '0b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001',
  caseId: '4f1a9c03-0c1e-4c5e-9a51-52d2f0a1b001',
  uploaded: [],
  submitTried: true,
  submitted: true,
};
