import { useEffect } from 'preact/hooks';

/** Arrows, Home and End go from alert to alert: to the first link or button of each. */
export function useArrows(): void {
  useEffect(() => {
    addEventListener('keydown', goAmongEpisodes);
    return () => removeEventListener('keydown', goAmongEpisodes);
  }, []);
}

function goAmongEpisodes(event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  if (from.closest('input, select, textarea') || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...document.querySelectorAll<HTMLElement>('.episode')];
  const here = all.findIndex((episode) => episode.contains(from));
  if (here < 0) return;
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[Math.min(Math.max(to, 0), all.length - 1)]?.querySelector<HTMLElement>('a, button')?.focus();
}
