/** Every delay of a preview, in milliseconds. */
export const DELAYS = {
  /** What a device or an authority takes for a step that nobody has to do anything for. */
  device: 500,
  /** What a person takes to lay down a card or to take out a telephone, where the devices answer by themselves. */
  hand: 1_200,
  /** The person before the screen is there for as long as somebody looks: a touch is told this often. */
  activity: 20_000,
  /** The page goes over to the next session before the one before ends. */
  handOver: 2_000,
  /** A session that came to an end of its own is followed by the next after this. */
  nextSession: 300,
  /** Setting language and display, and going to the service, after a session has begun. */
  walk: 5_000,
} as const;
