import { useEffect, useState } from 'preact/hooks';
import { DELAYS } from '../delays.ts';

/** @param props.until epoch milliseconds @param props.say the sentence with minutes and seconds in it */
export function TimeLeft({ until, say }: { readonly until: number; readonly say: (minutes: string) => string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), DELAYS.countdown);
    return () => window.clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const minutes = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p class="hint-line" role="timer" data-testid="time-left">
      {say(minutes)}
    </p>
  );
}
