import type { HealthCheckReport, HealthCheckStep } from '../../contract.ts';
import { RESULT, resultName } from '../codec/index.ts';
import type { ZvtContext } from '../dialogue/context.ts';
import { askLastPayment, askStatus, reasonOfEnding } from '../dialogue/enquiries.ts';
import type { CallersState } from '../dialogue/incoming-connections.ts';
import type { Wire } from '../dialogue/wire.ts';

const STEPS = ['connection', 'status', 'diagnosis', 'last-receipt'] as const;

/**
 * UnifiedPOS "interactive" health check: reachable and registered, status, line to the host (06 70), memory of the
 * last payment; then our own port, if there is one (`callers`). No money moves and the device prints nothing itself.
 */
export async function checkTerminal(
  wire: Wire | null,
  context: ZvtContext,
  reason: string | null,
  callers: CallersState | null,
): Promise<HealthCheckReport> {
  const steps: HealthCheckStep[] = [];
  const add = (step: (typeof STEPS)[number], outcome: HealthCheckStep['outcome'], detail: string) =>
    steps.push({ step, outcome, detail });
  add('connection', wire ? 'passed' : 'failed', wire ? 'registered' : (reason ?? 'not-reached'));
  if (wire) {
    const status = await askStatus(wire, context);
    const code = status.ok ? (status.value.status ?? RESULT.ok) : null;
    const fine = code === RESULT.ok || code === RESULT.notPossible;
    add('status', fine ? 'passed' : 'failed', code === null ? (status.ok ? '' : status.reason) : resultName(code));
    const diagnosis = wire.isClosed ? null : await wire.run(context.requests.diagnosis());
    if (diagnosis) {
      add('diagnosis', diagnosis.ending.kind === 'completed' ? 'passed' : 'failed', reasonOfEnding(diagnosis));
    }
    if (!wire.isClosed) {
      const last = await askLastPayment(wire, context);
      if (!last.ok) add('last-receipt', 'failed', last.reason);
      else if (last.value.record)
        add('last-receipt', 'passed', `receipt ${last.value.record.receiptNo ?? 'unnumbered'}`);
      else add('last-receipt', 'skipped', 'no-status');
    }
  }
  for (const step of STEPS.slice(steps.length)) add(step, 'skipped', 'not-reached');
  if (callers !== null) {
    steps.push({ step: 'callback', outcome: callers === 'listening' ? 'passed' : 'failed', detail: callers });
  }
  return { passed: steps.every((step) => step.outcome !== 'failed'), steps };
}
