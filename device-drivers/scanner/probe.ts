import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { ScannerReason } from './contract.ts';
import { DELAYS } from './delays.ts';
import { type Capabilities, parseCapabilities } from './scanimage/capabilities.ts';
import { listOptions, type SourceAndMode } from './scanimage/command-line.ts';
import { faultOfRun, runScanimage, type Spawn } from './scanimage/process.ts';
import { faultOfExitCode } from './scanimage/status.ts';

export interface Access {
  readonly spawn: Spawn;
  readonly command: string;
  readonly device: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

/** Why a device cannot be looked at. `command-missing`: scanimage itself does not start. */
export type ProbeFault = Exclude<ScannerReason, 'unsupported-profile' | 'in-use-elsewhere'>;

const MAX_OUTPUT = 256 * 1024;

/**
 * Failures of an opening that may be over at once: a network scanner that slept answers its first caller with
 * "Invalid argument", "Error during device I/O" or not at all, and the second one well (sane-airscan issues 174, 379;
 * scanservjs issue 425).
 */
const mayPass = (fault: ProbeFault): boolean =>
  fault === 'gone' || fault === 'io-error' || fault === 'out-of-memory' || fault === 'jammed';

/** Opens the device, with one more try, and reads what it offers; moves nothing, lights nothing. */
export async function probe(
  access: Access,
  signal: AbortSignal,
  choice?: SourceAndMode,
): Promise<Result<Capabilities, ProbeFault>> {
  const args = listOptions(access.device, choice);
  let output = await textOf(access, args, signal);
  if (!output.ok && mayPass(output.error)) output = await textOf(access, args, signal);
  return output.ok ? ok(parseCapabilities(output.value)) : output;
}

/** Standard output of one harmless call of scanimage. */
export async function textOf(
  access: Access,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Result<string, ProbeFault>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const end = await runScanimage({
    ...access,
    args,
    signal,
    stalledAfter: DELAYS.probeWithin,
    onOutput(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      return size > MAX_OUTPUT ? 'stop' : 'more';
    },
  });
  if (end.how === 'not-startable') return err('command-missing');
  if (end.how === 'stalled') return err('no-answer');
  const fault = faultOfRun(end, faultOfExitCode);
  return fault === null ? ok(Buffer.concat(chunks).toString('utf8')) : err(fault);
}
