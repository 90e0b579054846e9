import { useLayoutEffect, useRef } from 'preact/hooks';
import { DELAYS } from '../../delays.ts';
import { portalFrames } from '../../portal-frames.ts';
import { useView } from '../../view.ts';
import { useStore } from '../../view-store.ts';
import { usePortalWords } from './words.ts';

/** A finger that has moved less is still: CSS pixels. */
const STILL = 12;

interface Finger {
  readonly x: number;
  readonly y: number;
  readonly isDragging: boolean;
  /** Moved, and not yet told. */
  readonly dx: number;
  readonly dy: number;
}

/** The picture of the page. A touch on it is a click there, a drag scrolls, and its size is that of the page. */
export function PagePicture() {
  const t = usePortalWords();
  const { send } = useView();
  const frame = useStore(portalFrames, (state) => state.frame);
  const place = useRef<HTMLDivElement>(null);
  const finger = useRef<Finger | null>(null);
  const timer = useRef<number | null>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    let told = '';
    const tell = () => {
      const { width, height } = element.getBoundingClientRect();
      const size = `${Math.round(width)}x${Math.round(height)}`;
      if (size === told || width < 1 || height < 1) return;
      told = size;
      send({ name: 'portal-size', width: Math.round(width), height: Math.round(height) });
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => {
      observer.disconnect();
      if (timer.current !== null) window.clearTimeout(timer.current);
    };
  }, []);

  const at = (event: PointerEvent) => {
    const box = place.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const tellScroll = () => {
    timer.current = null;
    const now = finger.current;
    if (!now || (now.dx === 0 && now.dy === 0)) return;
    send({ name: 'portal-scroll', x: now.x, y: now.y, dx: now.dx, dy: now.dy });
    finger.current = { ...now, dx: 0, dy: 0 };
  };

  return (
    <div
      ref={place}
      class="portal-picture"
      data-testid="portal-picture"
      onPointerDown={(event) => {
        const { x, y } = at(event);
        finger.current = { x, y, isDragging: false, dx: 0, dy: 0 };
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        const before = finger.current;
        if (!before) return;
        const { x, y } = at(event);
        const [dx, dy] = [before.x - x, before.y - y];
        if (!before.isDragging && Math.hypot(dx, dy) < STILL) return;
        finger.current = { x, y, isDragging: true, dx: before.dx + dx, dy: before.dy + dy };
        timer.current ??= window.setTimeout(tellScroll, DELAYS.portalScroll);
      }}
      onPointerUp={() => {
        const now = finger.current;
        if (now?.isDragging) tellScroll();
        else if (now) send({ name: 'portal-tap', x: Math.max(now.x, 0), y: Math.max(now.y, 0) });
        finger.current = null;
      }}
      onPointerCancel={() => {
        finger.current = null;
      }}
    >
      {frame !== null && <img src={frame} alt={t('view')} draggable={false} />}
    </div>
  );
}
