/** Bank cards that lie on the simulator's desk. */
export const CARDS = {
  approved: { name: 'girocard', pan: '6725904000001111', needsPin: false, contactless: true },
  'approved-with-pin': { name: 'girocard', pan: '6725904000002226', needsPin: true, contactless: false },
  declined: { name: 'Mastercard', pan: '5500000000000004', needsPin: false, contactless: true },
  unreadable: { name: '', pan: '', needsPin: false, contactless: false },
  expired: { name: 'Visa', pan: '4111111111111111', needsPin: false, contactless: false },
} as const;

export type CardKind = keyof typeof CARDS;
export const CARD_KINDS = Object.keys(CARDS) as readonly CardKind[];
