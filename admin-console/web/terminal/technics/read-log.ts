import { useEffect, useRef, useState } from 'preact/hooks';
import { BY_ITSELF } from '../../../contract/access/access.ts';
import {
  LOG_VIEW_ASKED_EVERY,
  LOG_VIEW_RENEWED_EVERY,
  LOG_VIEW_ROUTES,
  type LogViewPart,
} from '../../../contract/terminals/log-views.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { get } from '../../frame/look.ts';
import { type LogRow, rowsWith } from './log-shown.ts';

/** `problem`: the hub does not answer now. */
export type ReadState = LogViewPart['state'] | 'problem';

/** Asks for new lines and renews, as long as the page is there and it is not over. */
export function useLog(
  { tenantId, id }: Pick<TerminalView, 'tenantId' | 'id'>,
  view: string,
): { readonly rows: readonly LogRow[]; readonly state: ReadState; readonly end: () => void } {
  const [rows, setRows] = useState<readonly LogRow[]>([]);
  const [state, setState] = useState<ReadState>('asked');
  const isOver = state === 'over';
  const known = useRef(0);
  const place = [tenantId, encodeURIComponent(id), view] as const;

  useEffect(() => {
    if (isOver) return;
    let isGone = false;
    let isAsking = false;
    async function look() {
      // A slow answer must not be asked for twice: its lines would stand there twice.
      if (isAsking) return;
      isAsking = true;
      const { status, body } = await get(`${LOG_VIEW_ROUTES.read(...place)}?after=${known.current}`);
      isAsking = false;
      if (isGone) return;
      if (status !== 200) return setState(status === 0 || status >= 500 ? 'problem' : 'over');
      const part = body as LogViewPart;
      known.current = part.batches.at(-1)?.number ?? known.current;
      setRows((before) => rowsWith(before, part.batches));
      setState(part.state);
    }
    // Reading along keeps no session open: it is no act of the person.
    const renew = () =>
      fetch(LOG_VIEW_ROUTES.renewed(...place), {
        method: 'POST',
        headers: { ...BY_ITSELF, 'content-type': 'application/json' },
        body: '{}',
      }).catch(() => setState('problem'));
    void look();
    const timers = [
      setInterval(() => void look(), LOG_VIEW_ASKED_EVERY),
      setInterval(() => void renew(), LOG_VIEW_RENEWED_EVERY),
    ];
    return () => {
      isGone = true;
      for (const timer of timers) clearInterval(timer);
    };
  }, [view, isOver]);
  return { rows, state, end: () => setState('over') };
}
