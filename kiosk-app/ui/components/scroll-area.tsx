import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';

/** Slack in pixels before an edge counts as reached: fractions of pixels never end exactly. */
const EDGE = 8;
/** Part of the visible height that one press moves on. */
const PAGE = 0.8;

/**
 * Content that may be taller than its place. A person who does not know that one can swipe gets a button that says
 * there is more, as tall as any other.
 */
export function ScrollArea({ children }: { readonly children: ComponentChildren }) {
  const { words } = useView();
  const area = useRef<HTMLDivElement>(null);
  const [edges, setEdges] = useState({ above: false, below: false });

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const look = () => {
      const above = element.scrollTop > EDGE;
      const below = element.scrollTop + element.clientHeight < element.scrollHeight - EDGE;
      setEdges((now) => (now.above === above && now.below === below ? now : { above, below }));
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    for (const child of element.children) watcher.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  const move = (direction: 1 | -1) => () => {
    const element = area.current;
    element?.scrollBy({ top: direction * element.clientHeight * PAGE, behavior: 'smooth' });
  };
  const scrolls = edges.above || edges.below;
  return (
    <div class="scroll" data-above={edges.above} data-below={edges.below}>
      {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <div class="scroll-area" ref={area} tabIndex={scrolls ? 0 : undefined}>
        <div class="scroll-content">{children}</div>
      </div>
      {edges.below && <div class="scroll-fade" />}
      {scrolls && (
        <div class="scroll-buttons">
          <button
            type="button"
            class="round-button"
            data-testid="scroll-up"
            aria-label={words.t('action.more-above')}
            disabled={!edges.above}
            onClick={move(-1)}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            class="round-button"
            data-testid="scroll-down"
            aria-label={words.t('action.more-below')}
            disabled={!edges.below}
            onClick={move(1)}
          >
            <Icon name="down" />
          </button>
        </div>
      )}
    </div>
  );
}
