/** What a service is about: a way into the catalogue. In the order in which they are offered to whoever writes one. */
export const CATEGORIES = [
  'residence',
  'identity',
  'family',
  'mobility',
  'payments',
  'taxes',
  'waste',
  'animals',
  'education',
  'leisure',
  'social',
  'business',
  'building',
  'order',
  'information',
] as const;

/** What happens in somebody's life that brings them here. In the order in which a place shows them, unless it says so. */
export const SITUATIONS = [
  'moving',
  'letter',
  'car',
  'birth',
  'school',
  'marriage',
  'dog',
  'home',
  'loss',
  'defect',
  'support',
  'work',
  'business',
  'travel',
  'leisure',
  'death',
] as const;
