import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Problem } from '../../portals/fit-connect/contract.ts';
import { tagOf } from '../../portals/fit-connect/events/authentication-tags.ts';
import { CaseOpener } from './case-opener.ts';
import type { DestinationDirectory } from './destinations.ts';
import { writeEvent } from './event-writer.ts';
import type { PortalKeys } from './keys.ts';
import { openFee } from './open-fee.ts';
import type { CaseRecord, SubmissionRecord } from './records.ts';
import type { PortalStore } from './store.ts';

interface Parts {
  readonly store: PortalStore;
  readonly destinations: DestinationDirectory;
  readonly keys: PortalKeys;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  readonly onAccepted: (accepted: CaseRecord) => void;
  /** The fee of a case, under this Kassenzeichen. */
  readonly onPaid: (reference: string) => void;
}

/** The authority: picks submissions up, decrypts and checks them, and says so in signed events. */
export class Authority {
  acceptAfterMs = 800;
  rejectNext: Problem | null = null;
  readonly #parts: Parts;
  readonly #waiting = new Map<string, { readonly timer: Timer; readonly go: () => void }>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #opener: CaseOpener;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#opener = new CaseOpener(parts.store, parts.destinations, parts.clock);
  }

  /** What was under way when the portal stopped goes on. */
  resume(): void {
    for (const submission of this.#parts.store.submissions()) {
      if (submission.state === 'submitted') this.receive(submission);
    }
  }

  receive(submission: SubmissionRecord): void {
    const handled = this.#handle(submission)
      .catch((thrown: unknown) => {
        this.#parts.log.event('error', 'demo-portal.authority.failed', {
          case: code(submission.caseId),
          reason: code(reasonOf(thrown)),
        });
      })
      .finally(() => this.#underWay.delete(handled));
    this.#underWay.add(handled);
  }

  /** Resolves once everything received so far is decided. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Decides nothing more, and waits until nothing is being written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { timer, go } of this.#waiting.values()) {
      this.#parts.clock.clearTimeout(timer);
      go();
    }
    await this.settled();
  }

  async #handle(submission: SubmissionRecord): Promise<void> {
    const { store, onChange } = this.#parts;
    const first = store.case(submission.caseId);
    if (first && first.submissionId !== submission.submissionId) return this.#followUp(submission);
    const received = await this.#opener.open(submission);
    await store.saveCase(received);
    onChange();
    await this.#wait(submission.caseId);
    this.#waiting.delete(submission.caseId);
    if (!this.#stopped) await this.#decide(submission, received);
  }

  #wait(caseId: string): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((go) => {
      this.#waiting.set(caseId, { timer: this.#parts.clock.setTimeout(go, this.acceptAfterMs), go });
    });
  }

  async #decide(submission: SubmissionRecord, received: CaseRecord): Promise<void> {
    const { store, clock, onChange, onAccepted } = this.#parts;
    const ordered = this.rejectNext === null ? [] : [this.rejectNext];
    this.rejectNext = null;
    const problems = [...received.problems, ...ordered];
    await this.#say(submission, problems);
    const decided: CaseRecord = {
      // Meanwhile it may have been paid, even while the decision was signed.
      ...(store.case(submission.caseId) ?? received),
      problems,
      state: problems.length === 0 ? 'accepted' : 'rejected',
      decidedAt: clock.now(),
    };
    await store.saveCase(decided);
    await store.dropCiphertext(submission);
    if (decided.state === 'accepted') {
      onAccepted(decided);
      await this.#paidElsewhere(decided);
    }
    onChange();
  }

  /** Of a case that is here already: the notice that its fee is paid is all that is understood. */
  async #followUp(submission: SubmissionRecord): Promise<void> {
    const { store, onChange, onPaid } = this.#parts;
    const { metadata, problems } = await this.#opener.open(submission);
    const payment = metadata?.paymentInformation;
    await this.#say(submission, problems);
    if (problems.length === 0 && payment) {
      await this.#markPaid(submission.caseId, payment);
      onPaid(payment.transactionReference);
    }
    await store.dropCiphertext(submission);
    onChange();
  }

  /** Somebody paid by Kassenzeichen what another case still waits for: the treasury tells that department. */
  async #paidElsewhere({ caseId, metadata }: CaseRecord): Promise<void> {
    const payment = metadata?.paymentInformation;
    if (!payment) return;
    for (const other of this.#parts.store.cases()) {
      if (other.caseId !== caseId && openFee(other)?.kassenzeichen === payment.transactionReference) {
        await this.#markPaid(other.caseId, payment);
      }
    }
  }

  async #markPaid(caseId: string, payment: NonNullable<CaseRecord['paidLater']>): Promise<void> {
    const { store } = this.#parts;
    const found = store.case(caseId);
    if (!found) return;
    const fee = openFee(found);
    const data = fee ? { ...(found.data as object), zahlung: { ...fee, status: 'bezahlt' } } : found.data;
    await store.saveCase({ ...found, data, paidLater: payment });
  }

  async #say(submission: SubmissionRecord, problems: readonly Problem[]): Promise<void> {
    const { store, keys, clock } = this.#parts;
    const authenticationTags = {
      metadata: tagOf(submission.encryptedMetadata ?? ''),
      data: tagOf(submission.encryptedData ?? ''),
      attachments: Object.fromEntries(Object.entries(submission.uploaded).map(([id, { tag }]) => [id, tag])),
    };
    await writeEvent(store, clock, {
      name: problems.length === 0 ? 'accept' : 'reject',
      issuer: submission.destinationId,
      key: await keys.signing(submission.destinationId),
      submissionId: submission.submissionId,
      caseId: submission.caseId,
      payload: problems.length === 0 ? { authenticationTags } : { authenticationTags, problems },
    });
  }
}
