/** Delays of the benchmark of the citizen's screen, in milliseconds. */
/** A finger that taps stays down for so long. */
export const HELD = 60;
/** From the lift of the finger until the next is looked for: longer than the screen's own guard makes people wait (`kiosk-app/ui/delays.ts`). */
export const DWELL = 650;
/** A screen that does not come within this never comes. */
export const SCREEN_WITHIN = 20_000;
/** After so long a touch counts as not taken. */
export const NEXT_SCREEN_WITHIN = 5_000;
/** After the first screen stands: its later scripts and fonts have come. */
export const SETTLE = 1_500;
