import { Gauge, type Registry } from '@prometheus-io/client';
import type { FleetFigures } from '../store/figures/fleet-figures.ts';

const SECOND = 1_000;
/** States of commands, so that a state in which none is shows as 0 and not as nothing. */
const COMMANDS = ['queued', 'delivered', 'acknowledged', 'running', 'succeeded', 'failed', 'expired', 'cancelled'];
const MESSAGES = ['waiting', 'sending', 'sent', 'dead'];

/**
 * The fleet, from the database that all hub processes share: each tells the same, so take `max`, never `sum`, over them.
 * @returns takes over new figures; `null`: the database could not be asked, and what was before is no longer told
 */
export function createFleetMetrics(registry: Registry): (figures: FleetFigures | null) => void {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('bt_hub_database_up', 'Whether the database has answered this scrape: 1 or 0');
  const terminals = gauge(
    'bt_terminals',
    'Terminals that are enrolled, by tenant and state (connected, offline)',
    'tenant',
    'state',
  );
  const configuration = gauge(
    'bt_configuration_terminals',
    'Terminals by what they run of the configuration wanted for them: up-to-date, behind, refused (by the terminal, or none could be made), none (nothing is wanted)',
    'tenant',
    'state',
  );
  const alerts = gauge(
    'bt_alerts_open',
    'Open alerts, by tenant and severity (urgent, soon, note)',
    'tenant',
    'severity',
  );
  const commands = gauge('bt_commands', 'Commands that are kept, by state', 'state');
  const oldest = gauge(
    'bt_command_oldest_undelivered_age_seconds',
    'How long the oldest command has been due and not sent, by the state of its terminal (connected, offline); 0: none waits',
    'state',
  );
  const messages = gauge(
    'bt_alert_messages',
    'Messages about alerts that are kept, by state (waiting, sending, sent, dead)',
    'state',
  );
  const rollouts = gauge(
    'bt_rollouts',
    'Rollouts of configuration and software that are kept, by tenant and state (running, soaking, awaiting-approval, paused, stopped, …)',
    'tenant',
    'state',
  );
  const processes = gauge('bt_hub_processes', 'Hub processes that share this database');
  const all = [terminals, configuration, alerts, commands, oldest, messages, rollouts, processes];
  return (figures) => {
    up.set(figures ? 1 : 0);
    // A tenant or severity that has none any more must not go on as it was.
    for (const one of all) one.reset();
    if (!figures) return;
    for (const { tenant, connected, offline } of figures.terminals) {
      terminals.set({ tenant, state: 'connected' }, connected);
      terminals.set({ tenant, state: 'offline' }, offline);
      for (const severity of ['urgent', 'soon', 'note']) alerts.set({ tenant, severity }, 0);
    }
    for (const { tenant, upToDate, behind, refused, hasNone } of figures.configuration) {
      configuration.set({ tenant, state: 'up-to-date' }, upToDate);
      configuration.set({ tenant, state: 'behind' }, behind);
      configuration.set({ tenant, state: 'refused' }, refused);
      configuration.set({ tenant, state: 'none' }, hasNone);
    }
    for (const { tenant, severity, count } of figures.alerts) alerts.set({ tenant, severity }, count);
    for (const state of COMMANDS)
      commands.set({ state }, figures.commands[state as keyof FleetFigures['commands']] ?? 0);
    oldest.set({ state: 'connected' }, figures.oldestCommandWaits.connected / SECOND);
    oldest.set({ state: 'offline' }, figures.oldestCommandWaits.offline / SECOND);
    for (const state of MESSAGES) messages.set({ state }, figures.messages[state] ?? 0);
    for (const { tenant, state, count } of figures.rollouts) rollouts.set({ tenant, state }, count);
    processes.set(figures.processes);
  };
}
