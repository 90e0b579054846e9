import type { HealthCheckReport, HealthCheckStep } from '../contract.ts';
import { erase, makePrivateDirectory } from './private-directory.ts';
import { type Access, probe, textOf } from './probe.ts';
import type { OptionValues } from './scanimage/capabilities.ts';

export interface CheckedScanner {
  readonly report: HealthCheckReport;
  readonly model: string | null;
  readonly firmware: string | null;
}

/** A technician's check: everything that can be known without paper. Nothing is scanned or lit. */
export async function checkScanner(access: Access, directory: string, signal: AbortSignal): Promise<CheckedScanner> {
  const steps: HealthCheckStep[] = [];
  const step = (name: string, passed: boolean, detail: string) => {
    steps.push({ step: name, outcome: passed ? 'passed' : 'failed', detail });
    return passed;
  };
  const skip = (name: string, detail: string) => steps.push({ step: name, outcome: 'skipped', detail });

  const version = await textOf(access, ['--version'], signal);
  step('command', version.ok, version.ok ? version.value.trim().slice(0, 120) : version.error);

  const found = await probe(access, signal);
  step('device', found.ok, found.ok ? access.device : found.error);
  if (found.ok) {
    const { options, coverOpen, pageLoaded } = found.value;
    step('sources', true, describe(options.get('source')));
    step('modes', options.has('mode'), describe(options.get('mode')));
    step('resolutions', options.has('resolution'), describe(options.get('resolution')));
    if (coverOpen === null) skip('cover', 'no sensor');
    else step('cover', !coverOpen, coverOpen ? 'open' : 'closed');
    if (pageLoaded === null) skip('feeder', 'no sensor');
    else step('feeder', true, pageLoaded ? 'paper loaded' : 'empty');
    const dryRun = await textOf(access, ['-d', access.device, '--format=pnm', '--dont-scan'], signal);
    step('dry-run', dryRun.ok, dryRun.ok ? 'settings accepted' : dryRun.error);
  } else {
    for (const name of ['sources', 'modes', 'resolutions', 'cover', 'feeder', 'dry-run']) skip(name, 'device not open');
  }

  const isPrivate = await makePrivateDirectory(directory).then(
    async (made) => {
      await erase(made);
      return true;
    },
    () => false,
  );
  step('private-directory', isPrivate, isPrivate ? 'writable and erased' : 'not writable');

  const listed = found.ok ? await textOf(access, ['--formatted-device-list=%d|%v %m%n'], signal) : null;
  return {
    report: { passed: steps.every((s) => s.outcome !== 'failed'), steps },
    model: listed?.ok ? modelIn(listed.value, access.device) : null,
    firmware: null,
  };
}

const describe = (values: OptionValues | undefined): string => {
  if (values?.kind === 'list') return values.values.join(', ').slice(0, 200);
  if (values?.kind === 'range') return `${values.min}–${values.max}`;
  return 'not told';
};

function modelIn(list: string, device: string): string | null {
  for (const line of list.split('\n')) {
    const [name, model] = line.split('|');
    if (name !== undefined && model !== undefined && (name === device || name === `${device}:0`)) {
      return model.trim().slice(0, 80) || null;
    }
  }
  return null;
}
