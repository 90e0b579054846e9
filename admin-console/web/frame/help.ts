import { useEffect, useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { HelpCall, TerminalSummary } from '../../contract/terminals/terminal-view.ts';
import type { Live } from './live.ts';
import { get } from './look.ts';

/** A terminal at which somebody asks for a person. */
export type Calling = Pick<TerminalSummary, 'id' | 'tenantId' | 'locationId' | 'name' | 'site' | 'online'> & {
  readonly help: HelpCall;
};

/** Calls for help that stand: those of the alerts at first, then what the stream tells. */
export function useHelpCalls(tenant: string, live: Live): readonly Calling[] {
  const [calls, setCalls] = useState<ReadonlyMap<string, Calling>>(new Map());
  useEffect(() => {
    let isOver = false;
    const take = (rows: readonly Pick<TerminalSummary, keyof Calling>[]) =>
      setCalls((before) => {
        if (!rows.some(({ id, help }) => help !== null || before.has(id))) return before;
        const now = new Map(before);
        for (const { help, ...row } of rows) {
          if (help) now.set(row.id, { ...row, help });
          else now.delete(row.id);
        }
        return now;
      });
    const look = async () => {
      const { status, body } = await get(ALERTING_ROUTES.episodes(tenant));
      if (status !== 200) return;
      const ids = (body as EpisodeView[]).filter(({ cause }) => cause === 'help').map(({ terminalId }) => terminalId);
      const views = await Promise.all(
        [...new Set(ids)].map((id) => get(ROUTES.terminal(tenant, encodeURIComponent(id)))),
      );
      if (!isOver) take(views.filter((view) => view.status === 200).map((view) => view.body as Calling));
    };
    setCalls(new Map());
    void look();
    const stop = live.onRows((rows) => (rows ? take(rows) : void look()));
    return () => {
      isOver = true;
      stop();
    };
  }, [tenant, live.onRows]);
  return [...calls.values()];
}
