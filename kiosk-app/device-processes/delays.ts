/** Every delay of the processes that run devices, in milliseconds. */
export const DELAYS = {
  /** Asked to go: so long the devices may take to be given back before the process leaves anyway. */
  closeWithin: 1_000,
  /** What changes without an event of its own (last receipt, counts) is looked at this often and told if changed. */
  stateLookEvery: 500,
  /** So long the terminal may take to make a payment durable before the device is left without acknowledgement. */
  commitWithin: 10_000,
} as const;
