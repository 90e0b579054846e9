import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreviewAddress } from '../../contract/previews.ts';
import type { Say } from '../texts.ts';

export type Orientation = 'portrait' | 'landscape';

/** The two sizes a terminal's screen has, in CSS pixels. */
const SIZES: Readonly<Record<Orientation, { readonly width: number; readonly height: number }>> = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
};
/** The page before stays on top for so long (ms), until the next one has drawn its first screen. */
const DRAWN = 250;

interface Props {
  readonly say: Say;
  readonly orientation: Orientation;
  /** Session whose page is wanted; `null`: none runs. */
  readonly session: number | null;
  readonly address: () => Promise<PreviewAddress | null>;
}

/** The terminal's own page, made as small as there is room, below a bar that says what it is. */
export function ScreenFrame({ say, orientation, session, address }: Props) {
  const [pages, setPages] = useState<readonly PreviewAddress[]>([]);
  useEffect(() => {
    if (session === null) return setPages([]);
    let isOver = false;
    void address().then((found) => {
      if (found && !isOver) setPages((before) => [...before.slice(-1), found]);
    });
    return () => {
      isOver = true;
    };
  }, [session]);
  const drawn = (page: PreviewAddress) =>
    setTimeout(() => setPages((now) => now.filter(({ session: other }) => other >= page.session)), DRAWN);

  const room = useRef<HTMLDivElement>(null);
  const scale = useScale(room, orientation);
  const { width, height } = SIZES[orientation];
  return (
    <div ref={room}>
      <div class="preview-screen" style={{ width: `${Math.round(width * scale)}px` }}>
        <p class="preview-mark">
          <b>{say('preview.mark')}</b> {say('preview.mark.text')}
        </p>
        <div class="preview-room" style={{ height: `${Math.round(height * scale)}px` }}>
          {pages.map((page, at) => (
            <iframe
              key={page.session}
              title={say('preview.frame')}
              data-testid={at === pages.length - 1 ? 'preview-frame' : undefined}
              src={page.path}
              width={width}
              height={height}
              style={{ transform: `scale(${scale})`, zIndex: pages.length - at }}
              onLoad={() => drawn(page)}
            />
          ))}
          {pages.length === 0 && <p role="status">{say('preview.starting')}</p>}
        </div>
      </div>
    </div>
  );
}

/** Room is left for what stands beside it. */
const WIDEST_PORTRAIT = 420;
/** Of its border, on both sides together. */
const BORDER = 6;

/** So that the whole screen fits into the width that there is, and into the window's height. */
function useScale(room: { readonly current: HTMLElement | null }, orientation: Orientation): number {
  const [scale, setScale] = useState(0.3);
  useEffect(() => {
    const adapt = () => {
      const { width, height } = SIZES[orientation];
      const desk = room.current?.parentElement?.clientWidth ?? width;
      const available = Math.min(desk, orientation === 'portrait' ? WIDEST_PORTRAIT : width) - BORDER;
      setScale(Math.min(1, available / width, (innerHeight * 0.8) / height));
    };
    adapt();
    const watcher = new ResizeObserver(adapt);
    if (room.current?.parentElement) watcher.observe(room.current.parentElement);
    addEventListener('resize', adapt);
    return () => {
      watcher.disconnect();
      removeEventListener('resize', adapt);
    };
  }, [orientation]);
  return scale;
}
