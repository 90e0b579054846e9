import type { KeptReport, TerminalPage, TerminalView } from '../../admin-console/contract/terminals/terminal-view.ts';
import { withKey } from '../../admin-console/hub/test-support/key-header.ts';
import type { DeviceReport } from '../../fleet-link/contract.ts';

/** What the technician sees from the desk: the hub's own answer, nothing else. */
export class Technician {
  readonly #hub: string;

  readonly #key: string;

  readonly #terminalId: string | null;

  /** @param terminalId which one; `null`: the only one there is */
  constructor(hub: string, key: string, terminalId: string | null = null) {
    this.#hub = hub;
    this.#key = key;
    this.#terminalId = terminalId;
  }

  /** `null` while the hub or the terminal is away. */
  async terminal(): Promise<TerminalView | null> {
    try {
      const id = this.#terminalId ?? (await this.#get<TerminalPage>('terminals?limit=1')).terminals[0]?.id;
      return id === undefined ? null : await this.#get<TerminalView>(`terminals/${id}`);
    } catch {
      return null;
    }
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.#hub}api/tenants/all/${path}`, {
      headers: withKey(this.#key),
      signal: AbortSignal.timeout(2_000),
    });
    return (await answer.json()) as T;
  }

  async status(): Promise<KeptReport | null> {
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
