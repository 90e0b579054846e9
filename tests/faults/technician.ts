import type { TerminalView } from '../../admin-console/contract/terminal-view.ts';
import type { DeviceReport, StatusReport } from '../../fleet-link/contract.ts';

/** What the technician sees from the desk: the hub's own answer, nothing else. */
export class Technician {
  readonly #hub: string;

  constructor(hub: string) {
    this.#hub = hub;
  }

  /** `null` while the hub or the terminal is away. */
  async terminal(): Promise<TerminalView | null> {
    try {
      const views = (await (
        await fetch(`${this.#hub}api/tenants/all/terminals`, { signal: AbortSignal.timeout(2_000) })
      ).json()) as TerminalView[] | null;
      return views?.[0] ?? null;
    } catch {
      return null;
    }
  }

  async status(): Promise<StatusReport | null> {
    const view = await this.terminal();
    return view?.online ? view.status : null;
  }

  async device(kind: DeviceReport['kind']): Promise<string> {
    const view = await this.terminal();
    if (!view) return 'hub away';
    if (!view.online) return 'terminal offline';
    const report = view.status?.devices.find((device) => device.kind === kind);
    return report ? said(report) : 'unknown';
  }
}

export const said = ({ state, reason }: DeviceReport): string => (reason ? `${state}: ${reason}` : state);
