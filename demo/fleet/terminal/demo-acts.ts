import { gzipSync } from 'node:zlib';
import type { CommandResult } from '../../../fleet-link/commands.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, createLog } from '../../../foundation/log.ts';
import type { Random } from '../../../foundation/random.ts';
import { type CommandActs, DONE } from '../../../kiosk-app/terminal/commands/command-acts.ts';
import { DELAYS } from '../delays.ts';
import { type Faults, FLEET_DEVICES, type FleetDevice } from './device-reports.ts';
import { idlePicture } from './idle-picture.ts';

type Check = Extract<CommandResult, { kind: 'checks' }>['checks'][number];

/** What commands can do to a simulated terminal. */
export interface DemoHands {
  readonly faults: Faults;
  readonly place: string;
  /** A person on site has freed it; a receipt printer has a new roll. */
  repair(device: FleetDevice): void;
  /** Somebody has decided what an alert about money is. @returns false if there is no such alert */
  settle(alertId: string): boolean;
  usePaper(millimetres: number): void;
  setOpen(isOpen: boolean): void;
  /** It is gone, and back after a while. */
  restart(withMachine: boolean): void;
  readonly downPortals: readonly string[];
}

const RECEIPT_MM = 180;
const LOG_LINES = 60;
/** Hosts that a network check reaches, and their ports. */
const TARGETS = [
  ['portal', 'portal.beispielland.example', 443],
  ['eid-service', 'eid.beispielland.example', 443],
  ['bill-register', 'kasse.beispielland.example', 443],
  ['hub', 'hub.beispielland.example', 7104],
] as const;

/** Does what each command asks for, in the time that a real terminal takes, as far as somebody at the hub can tell. */
export function demoActs(hands: DemoHands, clock: Clock, random: Random): CommandActs {
  const working = () => delay(clock, DELAYS.workAtLeast + random.below(DELAYS.workAtMost - DELAYS.workAtLeast));
  const deviceCheck = (device: FleetDevice): Check => {
    const fault = hands.faults.get(device);
    const passed = fault === undefined || fault.state === 'degraded';
    return {
      subject: device,
      passed,
      steps: [
        { step: 'connection', outcome: 'passed', detail: '' },
        { step: 'device', outcome: passed ? 'passed' : 'failed', detail: fault?.reason ?? '' },
      ],
    };
  };
  const plain = (subject: string, passed = true): Check => ({
    subject,
    passed,
    steps: [{ step: 'reading', outcome: passed ? 'passed' : 'failed', detail: '' }],
  });
  const brought = (checks: Check[]) => ({
    result: { kind: 'checks' as const, passed: checks.every(({ passed }) => passed), checks },
    file: null,
  });
  const gone = (withMachine: boolean) => {
    hands.restart(withMachine);
    return new Promise<never>(() => {});
  };
  return {
    'restart-ui': async () => {
      await working();
      return DONE;
    },
    'restart-terminal': () => gone(false),
    'restart-machine': () => gone(true),
    'device-reset': async ({ device }) => {
      await working();
      hands.repair(device);
      return DONE;
    },
    'device-health-check': async ({ device }) => {
      await working();
      if (!FLEET_DEVICES.includes(device)) throw new Refusal('no-device');
      return brought([deviceCheck(device)]);
    },
    'self-test': async () => {
      await working();
      const portals = ['eid-service', 'bill-register'].map((name) =>
        plain(`portal:${name}`, !hands.downPortals.includes(`portal:${name}`)),
      );
      return brought([...FLEET_DEVICES.map(deviceCheck), plain('storage'), plain('clock'), ...portals]);
    },
    'test-receipt': async () => {
      await working();
      hands.usePaper(RECEIPT_MM);
      return DONE;
    },
    'end-of-day': async () => {
      await working();
      const count = random.below(9);
      return { result: { kind: 'day-closed', count, cents: count * 1_200 }, file: null };
    },
    'out-of-service': async () => {
      hands.setOpen(false);
      return DONE;
    },
    'back-in-service': async () => {
      hands.setOpen(true);
      return DONE;
    },
    'settle-case': async ({ caseId }) => {
      if (!hands.settle(caseId)) throw new Refusal('not-found');
      return DONE;
    },
    'collect-logs': async () => {
      await working();
      return { result: null, file: { type: 'log-gzip', data: gzipSync(logLines(clock)) } };
    },
    'network-check': async () => {
      await working();
      const targets = TARGETS.map(([name, host, port]) => {
        const isDown = hands.downPortals.includes(`portal:${name}`);
        return { name, host, port, ms: isDown ? null : 8 + random.below(40), reason: isDown ? 'timed-out' : null };
      });
      return { result: { kind: 'network', targets }, file: null };
    },
    screenshot: async () => ({ result: null, file: { type: 'png', data: await idlePicture(hands.place) } }),
  };
}

/** The last hour as a terminal writes it down: events and codes, no content. */
function logLines(clock: Clock): string {
  const lines: string[] = [];
  let at = clock.now() - LOG_LINES * 60_000;
  const log = createLog((line) => void lines.push(line), { ...clock, now: () => at });
  for (let n = 0; n < LOG_LINES; n++, at += 60_000) {
    if (n % 20 === 7) log.event('info', 'session.shown', { session: code(`s-${n}`) });
    else if (n % 20 === 11) log.event('info', 'session.finished', { session: code(`s-${n - 4}`), kind: code('ended') });
    else log.event('debug', 'session.ready', { port: 30_000 + n });
  }
  return lines.join('');
}
