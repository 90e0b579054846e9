import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreviewAddress } from '../../contract/configuration/previews.ts';
import type { Say } from '../texts.ts';
import { PageFrame } from './page-frame.tsx';

export type Orientation = 'portrait' | 'landscape';

/** The two sizes a terminal's screen has, in CSS pixels. */
const SIZES: Readonly<Record<Orientation, { readonly width: number; readonly height: number }>> = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
};
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
  /** To the page that is drawn now; who was in the one before is in it. */
  function goOver(page: PreviewAddress, frame: HTMLIFrameElement): void {
    const isWithin = document.activeElement instanceof HTMLIFrameElement && document.activeElement !== frame;
    setPages((now) => now.filter(({ session: other }) => other >= page.session));
    if (isWithin && room.current?.contains(document.activeElement)) requestAnimationFrame(() => frame.focus());
  }

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
            <PageFrame
              key={page.session}
              {...{ say, page, scale }}
              isNewest={at === pages.length - 1}
              size={SIZES[orientation]}
              onDrawn={(frame) => goOver(page, frame)}
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
