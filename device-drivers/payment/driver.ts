import { delay, type Timer } from '../../foundation/clock.ts';
import { code } from '../../foundation/log.ts';
import type { Cents } from '../../foundation/money.ts';
import { err, type Result } from '../../foundation/result.ts';
import { Turns } from '../../foundation/turns.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import { RESULT, resultName } from './codec/index.ts';
import type {
  AuthoriseRequest,
  EndOfDayTotals,
  LastReceipt,
  PaymentHooks,
  PaymentOutcome,
  PaymentRecord,
  PaymentTerminal,
  RecoverRequest,
  ReverseOutcome,
  UnsolicitedListener,
  UnsolicitedReport,
} from './contract.ts';
import type { ZvtContext } from './dialogue/context.ts';
import {
  askLastPayment,
  askStatus,
  bringIntoService,
  healthOfStatus,
  lastOf,
  NO_RECEIPT,
  reasonOfEnding,
} from './dialogue/enquiries.ts';
import { Callers } from './dialogue/incoming-connections.ts';
import { Line, type LineOptions } from './dialogue/line.ts';
import { NOT_ZVT } from './dialogue/peer-check.ts';
import { LOG_OFF } from './dialogue/requests.ts';
import type { UnsolicitedDesk } from './dialogue/unsolicited.ts';
import type { Wire } from './dialogue/wire.ts';
import { HealthBoard } from './health.ts';
import { runEndOfDay } from './transactions/end-of-day.ts';
import { checkTerminal } from './transactions/health-check.ts';
import { charge, notPaid, own, recoverPayment, statisticOf } from './transactions/payment.ts';
import { reversePayment } from './transactions/reversal.ts';
import type { CallbackPort } from './transport/callback-port.ts';
import type { ByteChannel } from './transport/channel.ts';

/** Commands that are not part of the payment contract; a technician's page and tests use them. */
export interface ZvtPaymentTerminal extends PaymentTerminal {
  /** Pays money back to a card (06 31), without a payment to refer to. */
  refund(request: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome>;
  /** Loads the device's keys and parameters anew (06 93). */
  initialise(hooks: Pick<PaymentHooks, 'onProgress'>): Promise<Result<null, string>>;
}

export interface ZvtDriverOptions extends Pick<LineOptions, 'connect' | 'makeLink'> {
  readonly context: ZvtContext;
  /** Where the device may call us, beside the line; `null` if nowhere. */
  readonly callback: ((onConnection: (channel: ByteChannel) => void) => CallbackPort) | null;
}

/** Reasons of `DeviceAnswer` for faults of the line. */
const LINE_FAULTS: ReadonlySet<string> = new Set(['closed', 'no-answer', 'no-completion', 'communication-error']);

/** A ZVT payment terminal behind its contract: who may use the line when, and what is known of the device. */
export class ZvtDriver implements ZvtPaymentTerminal {
  readonly kind = 'payment';
  readonly #options: ZvtDriverOptions;
  readonly #context: ZvtContext;
  readonly #line: Line;
  readonly #desk: UnsolicitedDesk = {
    mayTake: () => this.#unsolicited !== null && !this.#busy,
    report: (report) => this.#report(report),
  };
  readonly #health = new HealthBoard(() => this.#busy);
  #last: LastReceipt = NO_RECEIPT;
  #busy = false;
  /** Commands take turns on the line. A payment waits at most for one short enquiry. */
  readonly #turns = new Turns();
  #wire: Wire | null = null;
  #abort = new AbortController();
  #enquiry: Timer;
  #unsolicited: UnsolicitedListener | null = null;
  #callers: Callers | null = null;

  constructor(options: ZvtDriverOptions) {
    this.#options = options;
    this.#context = options.context;
    const { clock, log, delays, statistics, forcedCharset } = options.context;
    this.#line = new Line({
      ...options,
      clock,
      log,
      delays,
      statistics,
      charset: forcedCharset ?? 'auto',
      bringUp: (wire) => this.#bringUp(wire),
      onSign: () => this.#health.seen(clock.now()),
      unsolicited: this.#desk,
      onChange: (wire, reason) => this.#changed(wire, reason),
    });
  }

  open(): void {
    if (this.#health.atRest.state !== 'closed') return;
    this.#health.become('starting', null);
    this.#line.start();
    const { callback, makeLink } = this.#options;
    const { clock, log, forcedCharset } = this.#context;
    this.#callers =
      callback &&
      new Callers({
        listen: callback,
        makeLink: (channel) => makeLink(channel, clock, log),
        log,
        charset: forcedCharset ?? 'auto',
        desk: this.#desk,
        onCalled: () => this.#line.wake(),
      });
  }

  async close(): Promise<void> {
    this.#context.clock.clearTimeout(this.#enquiry);
    await this.#callers?.close();
    if (this.#wire && !this.#busy)
      await this.#turns.take(async () => this.#wire?.run(LOG_OFF, { endsWithAnswer: true }));
    await this.#line.stop();
    this.#health.become('closed', null);
  }

  health(): DeviceHealth {
    return this.#health.current;
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#health.subscribe(listener);
  }

  statistics(): DeviceStatistics {
    return this.#context.statistics.read();
  }

  onUnsolicited(listener: UnsolicitedListener): void {
    this.#unsolicited = listener;
  }

  lastReceipt(): LastReceipt {
    return this.#last;
  }

  async checkHealth(): Promise<HealthCheckReport> {
    this.#context.statistics.count('HealthCheckCount');
    if (this.#busy) {
      return { passed: false, steps: [{ step: 'connection', outcome: 'skipped', detail: 'busy' }] };
    }
    return this.#exclusively(async () => {
      const wire = await this.#line.ready(this.#context.delays.becomeReady);
      return checkTerminal(wire, this.#context, this.#health.atRest.reason, this.#callers?.state() ?? null);
    });
  }

  authorise(request: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome> {
    return this.#charge(request, hooks, 'AuthorizeCount', (amount) => this.#context.requests.authorisation(amount));
  }

  refund(request: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome> {
    return this.#charge(request, hooks, 'RefundCount', (amount) => this.#context.requests.refund(amount));
  }

  abort(): void {
    this.#abort.abort();
  }

  async recover(request: RecoverRequest, hooks: Pick<PaymentHooks, 'onProgress'>): Promise<PaymentOutcome> {
    if (this.#busy) return { kind: 'unclear', reason: 'busy' };
    return this.#exclusively(async () => {
      const outcome = await recoverPayment(this.#line, this.#context, request, hooks);
      this.#remember(outcome);
      return outcome;
    });
  }

  async reverse(record: PaymentRecord, hooks: PaymentHooks): Promise<ReverseOutcome> {
    if (this.#busy) return { kind: 'not-reversed', reason: 'busy' };
    return this.#exclusively(async () => {
      this.#context.statistics.count('ReversalCount');
      hooks.onProgress(own('connecting'));
      const wire = await this.#line.ready(this.#context.delays.becomeReady);
      if (!wire) return { kind: 'not-reversed', reason: 'offline' };
      const outcome = await reversePayment(this.#line, wire, this.#context, record, hooks);
      if (outcome.kind !== 'reversed') this.#context.statistics.count('ReversalFailedCount');
      // The next payment is compared with what was last before it, and may start before the device has been asked.
      else if (outcome.record) this.#last = lastOf(outcome.record);
      void this.#refreshLast();
      return outcome;
    });
  }

  async endOfDay(hooks: Pick<PaymentHooks, 'onProgress'>): Promise<Result<EndOfDayTotals, string>> {
    if (this.#busy) return err('busy');
    return this.#exclusively(async () => {
      this.#context.statistics.count('EndOfDayCount');
      const wire = await this.#line.ready(this.#context.delays.becomeReady);
      const result = wire ? await runEndOfDay(wire, this.#context, hooks) : err('offline');
      if (!result.ok) this.#context.statistics.count('EndOfDayFailedCount');
      this.#context.log.event(result.ok ? 'info' : 'error', 'payment.end-of-day', {
        outcome: code(result.ok ? 'done' : result.error),
      });
      return result;
    });
  }

  async initialise(hooks: Pick<PaymentHooks, 'onProgress'>): Promise<Result<null, string>> {
    if (this.#busy) return err('busy');
    return this.#exclusively(async () => {
      const wire = await this.#line.ready(this.#context.delays.becomeReady);
      if (!wire) return err('offline');
      const result = await wire.run(this.#context.requests.initialisation(), { onProgress: hooks.onProgress });
      return result.ending.kind === 'completed' ? { ok: true, value: null } : err(reasonOfEnding(result));
    });
  }

  async #charge(
    request: AuthoriseRequest,
    hooks: PaymentHooks,
    statistic: 'AuthorizeCount' | 'RefundCount',
    command: (amount: Cents) => ReturnType<ZvtContext['requests']['authorisation']>,
  ): Promise<PaymentOutcome> {
    if (this.#busy) return notPaid('device-busy');
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    return this.#exclusively(async () => {
      const { statistics, delays, log } = this.#context;
      statistics.count(statistic);
      hooks.onProgress(own('connecting'));
      const wire = await this.#line.ready(delays.becomeReady, signal);
      let outcome: PaymentOutcome;
      if (signal.aborted) outcome = notPaid('aborted');
      else if (!wire) outcome = notPaid(this.#health.atRest.state === 'faulty' ? 'device-error' : 'offline');
      else {
        const { intentId, amount } = request;
        const charged = { intentId, amount, command: command(amount), before: this.#last, signal };
        outcome = await charge(this.#line, wire, this.#context, charged, hooks);
        this.#remember(outcome);
      }
      statistics.count(statisticOf(outcome));
      log.event('info', 'payment.charge.finished', {
        intent: code(request.intentId),
        outcome: code(outcome.kind === 'paid' ? 'paid' : outcome.reason),
      });
      return outcome;
    });
  }

  async #report(report: UnsolicitedReport): Promise<void> {
    await this.#unsolicited?.(report);
    const { statistics, log } = this.#context;
    statistics.count('ForeignReportCount');
    log.event('warn', 'payment.unsolicited', { kind: code(report.kind) });
    // The last receipt has changed, so the next payment must not be compared with the old one.
    if (report.kind === 'status' && report.record.resultCode === RESULT.ok) this.#last = lastOf(report.record);
  }

  /** The status names the payment; what else happened to the device's memory is asked once the citizen has left. */
  #remember(outcome: PaymentOutcome): void {
    if (outcome.kind === 'paid') this.#last = lastOf(outcome.record);
    else void this.#refreshLast();
  }

  async #refreshLast(): Promise<void> {
    await this.#turns.take(async () => {
      const wire = this.#wire;
      if (!wire || wire.isClosed) return;
      const last = await askLastPayment(wire, this.#context);
      if (last.ok && last.value.record) this.#last = lastOf(last.value.record);
    });
  }

  async #bringUp(wire: Wire): Promise<{ ready: true } | { ready: false; pause?: number }> {
    const { clock, delays, statistics, log } = this.#context;
    let brought = await bringIntoService(wire, this.#context);
    const until = clock.monotonic() + delays.recoveryReady;
    // The device takes no registration before it has finished, and a recovery would wait for a usable device until then.
    while (!brought.ok && clock.monotonic() < until && (await this.#isAtWork(wire))) {
      this.#health.become('busy', resultName(RESULT.wait));
      await delay(clock, delays.waitAnswerPause);
      brought = await bringIntoService(wire, this.#context);
    }
    if (brought.ok) {
      const { last, model, firmware, status } = brought.value;
      this.#last = last;
      this.#health.introduced({ model, firmware }, healthOfStatus(status));
      return { ready: true };
    }
    if (wire.speaksSomethingElse) {
      statistics.count('CommunicationErrorCount');
      log.event('error', 'payment.line.not-zvt');
      this.#health.become('faulty', NOT_ZVT);
      return { ready: false };
    }
    if (wire.isClosed || LINE_FAULTS.has(brought.reason)) {
      statistics.count('CommunicationErrorCount');
      this.#health.become('offline', brought.reason);
      return { ready: false };
    }
    statistics.count('RegistrationRefusedCount');
    log.event('error', 'payment.registration.refused', { reason: code(brought.reason) });
    this.#health.become('faulty', 'registration-refused');
    return { ready: false, pause: delays.registrationRefused };
  }

  /** True while the device works on a command of an earlier connection, or on something of its own. */
  async #isAtWork(wire: Wire): Promise<boolean> {
    if (wire.isClosed) return false;
    const status = await askStatus(wire, this.#context);
    return status.ok && status.value.status === RESULT.wait;
  }

  #changed(wire: Wire | null, reason: string | null): void {
    this.#wire = wire;
    this.#context.clock.clearTimeout(this.#enquiry);
    if (wire) {
      this.#scheduleEnquiry();
      this.#health.lineUp();
    } else if (reason === 'unreachable') this.#health.become('offline', reason);
    // Many devices close an idle connection, so health changes only when a new connection fails.
  }

  #scheduleEnquiry(): void {
    const { clock, delays } = this.#context;
    this.#enquiry = clock.setTimeout(() => {
      if (this.#busy) return this.#scheduleEnquiry();
      void this.#turns.take(async () => {
        const wire = this.#wire;
        if (!wire || wire.isClosed) return;
        const status = await askStatus(wire, this.#context);
        if (!status.ok) return;
        const { state, reason } = healthOfStatus(status.value.status);
        this.#health.become(state, reason);
        this.#scheduleEnquiry();
      });
    }, delays.idleEnquiry);
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    this.#busy = true;
    this.#health.publish();
    return this.#turns.take(work).finally(() => {
      this.#busy = false;
      this.#health.publish();
    });
  }
}
