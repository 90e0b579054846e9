import type { HealthCheckReport, HealthCheckStep } from '../contract.ts';
import type { ReceiptPrinterStatus } from './codec/status.ts';
import type { PrintOutcome, ReceiptBlock } from './contract.ts';
import type { EscPosConnection } from './dialogue/connection.ts';

/** Without words, so that it needs no language: umlauts and euro, both sizes, bold, and a code to scan. */
export const TEST_SLIP: readonly ReceiptBlock[] = [
  { type: 'text', text: 'ÄÖÜ äöü ß €', align: 'center', size: 2 },
  { type: 'text', text: '0123456789', align: 'center', bold: true },
  { type: 'columns', left: '|<', right: '>|' },
  { type: 'rule' },
  { type: 'qr', data: 'ÄÖÜ äöü ß €' },
];

const passed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'passed', detail });
const failed = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'failed', detail });
const skipped = (step: string, detail: string): HealthCheckStep => ({ step, outcome: 'skipped', detail });

/** Asks everything the printer can tell, then prints one slip. */
export async function checkPrinter(
  connection: EscPosConnection,
  printSlip: () => Promise<PrintOutcome>,
): Promise<HealthCheckReport> {
  const status = await connection.refresh();
  if (typeof status === 'string') {
    return { passed: false, steps: [failed('reach', status), skipped('status', ''), skipped('test-slip', '')] };
  }
  const steps: HealthCheckStep[] = [passed('reach', 'answered'), ...statusSteps(status), ...identitySteps(connection)];
  const outcome = await printSlip();
  steps.push(outcome.ok ? passed('test-slip', 'confirmed') : failed('test-slip', outcome.error.reason));
  return { passed: steps.every((step) => step.outcome !== 'failed'), steps };
}

function statusSteps(status: ReceiptPrinterStatus): readonly HealthCheckStep[] {
  const step = (name: string, isGood: boolean, detail: string) =>
    isGood ? passed(name, detail) : failed(name, detail);
  return [
    step('cover', !status.coverOpen, status.coverOpen ? 'open' : 'closed'),
    step('paper', status.paper !== 'out', status.paper),
    step('cutter', !status.cutterError, status.cutterError ? 'error' : 'ok'),
    step('head', !status.overheated, status.overheated ? 'overheated' : 'ok'),
    step('error', !status.unrecoverable, status.unrecoverable ? 'unrecoverable' : 'none'),
  ];
}

function identitySteps({ identity }: EscPosConnection): readonly HealthCheckStep[] {
  if (!identity) return [skipped('identity', 'takes-no-commands-now')];
  return [
    passed('identity', [identity.maker, identity.model, identity.firmware].filter((word) => word !== null).join(' ')),
    passed('confirmation', identity.processId ? 'process-id' : 'sensor-status'),
    passed('cut-counter', identity.counters ? 'yes' : 'no'),
  ];
}
