/**
 * Every time of the fault matrix, in milliseconds. A cell that is not where it should be when its time is up hangs,
 * and that is a failure: each of these is what a person is expected to bear, with room for a busy machine.
 *
 * | name | from → to |
 * | --- | --- |
 * | look | one look at the screen → the next |
 * | pressAgain | pressed and the screen did not change → pressed again |
 * | takesTouch | a button is there → it takes a touch (kiosk-app/ui/delays.ts: confirmable) |
 * | press | a button is looked for at most so long |
 * | reach | begin of a cell → the step at which the fault strikes |
 * | bankTakes | the card network is asked → it answers, where a fault strikes between |
 * | soon | a fault of a device that says so → the screen that tells the citizen |
 * | covered | nobody stands there any more → nothing is to be read (device-drivers/presence/delays.ts: 1 s of it) |
 * | answer | a device that says nothing any more: ZVT T3 (device-drivers/payment/zvt-timeouts.ts) and one recovery |
 * | nextSession | a process killed → a usable screen for the next person |
 * | toTheEnd | the fault is lifted → farewell |
 * | technician | a fault → it stands at the hub |
 * | delivered | paid → the authority holds it; covers the retries while a portal is down |
 * | forgotten | nobody comes back → wiped (kiosk-app/session/delays.ts: presenceGrace) |
 * | leave | "cancel" → attract |
 */
export const DELAYS = {
  look: 60,
  pressAgain: 2_500,
  takesTouch: 2_000,
  press: 3_000,
  reach: 60_000,
  bankTakes: 4_000,
  soon: 20_000,
  covered: 3_000,
  answer: 45_000,
  nextSession: 15_000,
  toTheEnd: 90_000,
  technician: 12_000,
  delivered: 60_000,
  forgotten: 75_000,
  leave: 20_000,
} as const;
