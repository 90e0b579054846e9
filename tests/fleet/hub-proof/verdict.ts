import type { AlertFigures } from './device-faults.ts';
import type { CommandFigures } from './given-commands.ts';
import type { ConfigurationFigures } from './released-versions.ts';
import type { RevocationFigures } from './revocations.ts';

/** What a run has found. */
export interface Figures {
  readonly seed: number;
  readonly kills: number;
  readonly seconds: number;
  /** Milliseconds from a kill until each terminal of the dead process was linked to the other. */
  readonly back: readonly number[];
  /** Terminals that were not back in time. */
  readonly late: readonly string[];
  readonly commands: CommandFigures;
  readonly alerts: AlertFigures;
  readonly configuration: ConfigurationFigures;
  readonly revocations: RevocationFigures;
  readonly pages: { readonly opened: number; readonly told: number; readonly wrong: readonly string[] };
  readonly audit: { readonly entries: number; readonly broken: string | null };
  /** Answers with which a hub process that lived said that it is broken. */
  readonly brokenAnswers: readonly string[];
}

/** What is wrong, each with its name; empty, and nothing is. */
export function faultsOf(figures: Figures): readonly string[] {
  const { commands, alerts, configuration, revocations, pages, audit } = figures;
  const named = (name: string, all: readonly string[]) => all.map((one) => `${name}: ${one}`);
  return [
    ...named('not back in time', figures.late),
    ...named('command lost', commands.lost),
    ...named('command run twice', commands.doneTwice),
    ...named('alert missing', alerts.missing),
    ...named('alert doubled', alerts.doubled),
    ...(alerts.forged > 0 ? [`messages that nobody can believe: ${alerts.forged}`] : []),
    ...named('older configuration', configuration.older),
    ...named('revocation', revocations.faults),
    ...named('live view wrong', pages.wrong),
    ...(audit.broken === null ? [] : [`audit chain broken: ${audit.broken}`]),
    ...named('broken answer', figures.brokenAnswers),
  ];
}

export function lineOf(figures: Figures): string {
  const { commands, alerts, configuration, revocations, pages, audit } = figures;
  const sorted = figures.back.toSorted((a, b) => a - b);
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return [
    `hub-proof --kills ${figures.kills} --seed ${figures.seed}: ${Math.round(figures.seconds)} s`,
    `${sorted.length} links back after ${seconds(sorted[Math.floor(sorted.length / 2)] ?? 0)} (median), ${seconds(sorted.at(-1) ?? 0)} (longest)`,
    `${commands.given} commands (${commands.succeeded} done, ${commands.expired} expired, ${commands.cancelled} taken back), ${commands.lost.length} lost, ${commands.doneTwice.length} run twice`,
    `${alerts.happened} alerts in ${alerts.messages} messages (${alerts.repeated} of them again), ${alerts.missing.length} missing, ${alerts.doubled.length} doubled`,
    `${configuration.releases} releases, ${configuration.rollouts} of them rolled out, ${configuration.older.length} terminals on an older one`,
    `${revocations.revoked} revocations, off after ${seconds(revocations.offAfter)} at most`,
    `${pages.opened} live views, ${pages.told} rows told, ${pages.wrong.length} wrong`,
    `audit of ${audit.entries} entries ${audit.broken === null ? 'whole' : 'broken'}`,
  ].join('; ');
}
