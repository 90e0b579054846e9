import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { ROUTES } from '../../../contract/routes.ts';
import type { TerminalPage } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { get } from '../../frame/look.ts';
import { type Listing, partOf } from './listing.ts';
import { type LoadPart, RowStore } from './row-store.ts';

/** Changes within so many milliseconds are drawn together. */
const TOGETHER = 100;

/** The rows of a listing, live. Those of the listing before are shown until the hub has answered for the new one. */
export function useRows(
  { tenant, live }: Desk,
  listing: Listing,
): { readonly rows: RowStore; readonly isBusy: boolean } {
  const key = `${tenant} ${partOf(listing, 0, 0)}`;
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const asked = useMemo(() => {
    const load: LoadPart = async (from, limit) => {
      const { status, body } = await get(`${ROUTES.terminals(tenant)}?${partOf(listing, from, limit)}`);
      return status === 200 ? (body as TerminalPage) : status;
    };
    return new RowStore(listing, load, () => draw(0));
  }, [key]);
  const shown = useRef(asked);
  useEffect(() => asked.want(0, 1), [asked]);
  const isThere = asked.total !== null || asked.problem !== null;
  if (isThere) shown.current = asked;
  useEffect(
    () =>
      live.onRows((changed) => {
        if (!changed) return asked.again();
        asked.changed(changed);
        timer.current ??= setTimeout(() => {
          timer.current = null;
          draw(0);
        }, TOGETHER);
      }),
    [live.onRows, asked],
  );
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return { rows: shown.current, isBusy: !isThere };
}
