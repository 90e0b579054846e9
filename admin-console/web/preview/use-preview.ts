import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreviewAct, PreviewAddress, PreviewView } from '../../contract/configuration/previews.ts';
import { ROUTES } from '../../contract/routes.ts';
import { get } from '../frame/look.ts';
import { ask, type HubAnswer } from '../hub-client.ts';

const AT = ROUTES.configuration;
/** Milliseconds before the hub is asked again that has not answered. */
const AGAIN = 2_000;

/** A preview of a draft as this page knows it. */
export type PreviewState =
  | { readonly kind: 'starting' }
  /** The hub began none, and said why. */
  | { readonly kind: 'refused'; readonly answer: HubAnswer }
  /** It is over, and the hub has forgotten why. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'there'; readonly view: PreviewView };

export interface PreviewHook {
  readonly state: PreviewState;
  /** Begins another. */
  again(): void;
  act(act: PreviewAct): Promise<HubAnswer>;
  /** `null` if the hub gave none. */
  address(): Promise<PreviewAddress | null>;
  end(): Promise<HubAnswer>;
}

/** Begins a preview, or takes up the one that stands, and follows it for as long as the page is open. */
export function usePreview(tenantId: string, draftId: string): PreviewHook {
  const [state, setState] = useState<PreviewState>({ kind: 'starting' });
  const [round, setRound] = useState(0);
  const id = useRef('');

  useEffect(() => {
    let isOver = false;
    const follow = async () => {
      setState({ kind: 'starting' });
      const begun = await ask('POST', AT.previewOf(tenantId, draftId), {});
      if (isOver) return;
      if (begun.status !== 200) return setState({ kind: 'refused', answer: begun });
      let view = begun.body as PreviewView;
      id.current = view.id;
      setState({ kind: 'there', view });
      while (!isOver && !isEnded(view)) {
        const { status, body } = await get(`${AT.preview(tenantId, view.id)}?after=${view.version}`);
        if (isOver) return;
        if (status >= 400 && status < 500) return setState({ kind: 'gone' });
        if (status === 200) {
          view = body as PreviewView;
          setState({ kind: 'there', view });
        } else await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    };
    void follow();
    return () => {
      isOver = true;
    };
  }, [tenantId, draftId, round]);

  return {
    state,
    again: () => setRound((before) => before + 1),
    act: (act) => ask('POST', AT.previewAct(tenantId, id.current), act),
    async address() {
      const { status, body } = await ask('POST', AT.previewAddress(tenantId, id.current), {});
      return status === 200 ? (body as PreviewAddress) : null;
    },
    end: () => ask('DELETE', AT.preview(tenantId, id.current), {}),
  };
}

export const isEnded = ({ state }: PreviewView): boolean =>
  state === 'crashed' || state === 'unused' || state === 'stopped';
