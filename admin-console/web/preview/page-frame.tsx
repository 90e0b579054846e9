import { useState } from 'preact/hooks';
import type { PreviewAddress } from '../../contract/configuration/previews.ts';
import type { Say } from '../texts.ts';

/** Milliseconds from its being shown to its first screen: the page before stays on top for so long. */
const DRAWN = 250;

interface Props {
  readonly say: Say;
  readonly page: PreviewAddress;
  /** The newest: the others are on their way out. */
  readonly isNewest: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly scale: number;
  readonly onDrawn: (frame: HTMLIFrameElement) => void;
}

/**
 * One page of the terminal. It moves the focus to what is new on it; here somebody may be writing into a form beside it,
 * so it takes none before it has been told (what is not displayed takes no focus), and then only while the person is in it.
 */
export function PageFrame({ say, page, isNewest, size, scale, onDrawn }: Props) {
  const [isTold, setTold] = useState(false);
  const [isDrawn, setDrawn] = useState(false);
  function load(frame: HTMLIFrameElement): void {
    leaveFocusElsewhere(frame);
    setTold(true);
    setTimeout(() => {
      setDrawn(true);
      onDrawn(frame);
    }, DRAWN);
  }
  return (
    <iframe
      title={say('preview.frame')}
      data-testid={isNewest ? 'preview-frame' : undefined}
      src={page.path}
      {...size}
      style={{
        display: isTold ? 'block' : 'none',
        transform: `scale(${scale})`,
        zIndex: isDrawn && isNewest ? 2 : isDrawn ? 1 : 0,
      }}
      onLoad={(event) => load(event.currentTarget)}
    />
  );
}

function leaveFocusElsewhere({ contentWindow }: HTMLIFrameElement): void {
  const within = (contentWindow as (Window & typeof globalThis) | null)?.HTMLElement.prototype;
  if (!within) return;
  const { focus } = within;
  within.focus = function (this: HTMLElement, options?: FocusOptions) {
    if (this.ownerDocument.hasFocus()) focus.call(this, options);
  };
}
