import type { CommandResult } from '../../../fleet-link/commands.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Closure } from '../commands/closure.ts';
import { collectLogs } from '../commands/collect-logs.ts';
import { type CommandActs, DONE } from '../commands/command-acts.ts';
import { checkNetwork, networkTargets } from '../commands/network-check.ts';
import type { Configuration } from '../configuration/config.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { testReceipt } from '../configuration/test-receipt.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { DeviceTests } from '../devices/device-tests.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import { resetDevice } from '../devices/reset-device.ts';
import type { FleetLink } from '../fleet-link/fleet-link.ts';
import type { EndOfDaySchedule } from '../reconciliation/end-of-day.ts';
import { settleOnCommand } from '../reconciliation/settle-on-command.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { deviceCheck, type SelfTestParts, selfTest } from './self-test.ts';

export interface CommandActsParts extends Omit<SelfTestParts, 'tests' | 'deliveries'> {
  readonly configuration: Configuration;
  readonly devices: TerminalDevices;
  readonly tests: DeviceTests;
  readonly sessions: Sessions;
  readonly endOfDay: EndOfDaySchedule;
  readonly closure: Closure;
  readonly deliveries: Pick<Deliveries, 'states' | 'pokeAll'>;
  readonly fleetLink: Pick<FleetLink, 'reenrol' | 'board'>;
  readonly logFile: string;
  /** Ends this process; whoever watches it starts it anew. */
  readonly restart: () => void;
  /** @throws Refusal `reboot-refused` */
  readonly reboot: () => Promise<void>;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

/** For what ends this process, or the machine: the next start tells that it was done. */
const goneSoon = (): Promise<never> => new Promise(() => {});

/** What each command does here, made of what the wings can do already. */
export function commandActs(parts: CommandActsParts): CommandActs {
  const { configuration, devices, tests, sessions, endOfDay, closure, delays, clock } = parts;
  const { site } = configuration;
  return {
    'restart-ui': async () => {
      await sessions.restart();
      return DONE;
    },
    'restart-terminal': () => {
      parts.restart();
      return goneSoon();
    },
    'restart-machine': async () => {
      await parts.reboot();
      return goneSoon();
    },
    'device-reset': async ({ device }) => {
      await resetDevice(device, devices, () => sessions.restart(), delays.deviceResetWithin, clock);
      return DONE;
    },
    'device-health-check': async ({ device }) => {
      if (!devices.reports().some(({ kind }) => kind === device)) throw new Refusal('no-device');
      const check = deviceCheck(device, (await tests.test(device)).report);
      return { result: { kind: 'checks', passed: check.passed, checks: [check] }, file: null };
    },
    'test-receipt': async (_, id) => {
      const language = site.languages[0]?.code ?? 'de';
      const { terminalId, timeZone } = site;
      const printed = await devices.printing.printSlip(
        testReceipt({ id, terminalId, language, timeZone, now: clock.now() }),
      );
      if (printed.kind === 'no-printer') throw new Refusal('no-device');
      if (printed.kind === 'fault') throw new Refusal(printed.reason);
      return DONE;
    },
    'end-of-day': async () => {
      const { count, total } = await endOfDay.closeNow();
      return { result: { kind: 'day-closed', count: count ?? 0, cents: total ?? 0 }, file: null };
    },
    'out-of-service': async ({ texts, until }) => {
      closure.close({ texts, until });
      return DONE;
    },
    'back-in-service': async () => {
      closure.open();
      return DONE;
    },
    'collect-logs': async ({ lastMs, level }) => ({
      result: null,
      file: { type: 'log-gzip', data: collectLogs(parts.logFile, { since: clock.now() - lastMs, level }) },
    }),
    'self-test': async () => ({ result: await selfTest(parts), file: null }),
    'network-check': async () => {
      const targets = await checkNetwork(networkTargets(site), delays.networkCheckWithin, clock);
      const result: CommandResult = { kind: 'network', targets: [...targets] };
      return { result, file: null };
    },
    're-enrol': async ({ code, caFingerprint }) => {
      await parts.fleetLink.reenrol({ code, caFingerprint });
      return DONE;
    },
    'settle-case': async (order, id) => {
      settleOnCommand(parts.bookkeeping.books, order, id);
      // A request may be on its way now, and an alert is gone.
      parts.deliveries.pokeAll();
      parts.fleetLink.board.changed();
      return DONE;
    },
    screenshot: async () => ({ result: null, file: { type: 'png', data: await sessions.screenshot() } }),
  };
}
