import type { HealthCheckReport, HealthCheckStep } from '../contract.ts';
import type { IppClient, JobTicket } from './dialogue/client.ts';
import { blocking, type IppPrinterStatus, notice } from './dialogue/printer-status.ts';
import { leftovers } from './job/own-jobs.ts';
import type { PrinterBehindQueue } from './job/printer-behind-queue.ts';

const passed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'passed', detail });
const failed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'failed', detail });
const skipped = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'skipped', detail });
const verdict = (step: string, isGood: boolean, detail: string) =>
  isGood ? passed(step, detail) : failed(step, detail);

/** Asks everything the printer can tell and has it judge a job without sending one: uses no paper. */
export async function checkPagePrinter(
  client: IppClient,
  ticketFor: (status: IppPrinterStatus) => JobTicket,
  behind: (status: IppPrinterStatus) => PrinterBehindQueue | undefined,
): Promise<HealthCheckReport> {
  const answer = await client.printer();
  if (!answer.ok) {
    const { reason, detail } = answer.error;
    return {
      passed: false,
      steps: [failed('reach', `${reason}: ${detail}`), skipped('state', ''), skipped('job', '')],
    };
  }
  const status = answer.value;
  const reached = status.unreadable === 0 ? 'answered' : `answered, ${status.unreadable} unreadable`;
  const steps = [passed('reach', reached), ...stateSteps(status), await confirmation(status, behind(status))];
  const judged = await client.validate(ticketFor(status));
  steps.push(
    verdict('job', judged.ok, judged.ok ? 'would-be-taken' : judged.error.detail),
    await queue(client, status),
  );
  return { passed: steps.every((step) => step.outcome !== 'failed'), steps };
}

function stateSteps(status: IppPrinterStatus): readonly HealthCheckStep[] {
  const trouble = blocking(status);
  return [
    passed('identity', [status.model, status.firmware].filter((word) => word !== null).join(' ') || 'not-told'),
    verdict('state', trouble === undefined, trouble ?? notice(status) ?? status.state),
    verdict('accepting', status.isAccepting, status.isAccepting ? 'yes' : 'no'),
    verdict('pdf', status.takesPdf, status.takesPdf ? 'yes' : 'no'),
    status.supplyLevel === undefined ? skipped('supply', 'not-told') : passed('supply', `${status.supplyLevel}%`),
  ];
}

/** Whether the printer itself can be asked if a document came out. */
async function confirmation(
  { cups }: IppPrinterStatus,
  behind: PrinterBehindQueue | undefined,
): Promise<HealthCheckStep> {
  if (!cups || !behind) return passed('confirmation', 'by-the-printer');
  const detail = await behind.hindrance();
  return verdict('confirmation', detail === undefined, `cups-${cups.version}: ${detail ?? 'by-the-printer-behind'}`);
}

async function queue(client: IppClient, { cups }: IppPrinterStatus): Promise<HealthCheckStep> {
  const left = await leftovers(client, cups !== undefined);
  if (!left.ok) return failed('queue', 'not-told');
  const { length } = left.value;
  return verdict('queue', length === 0, length === 0 ? 'nothing-of-ours' : `${length}-left-behind`);
}
