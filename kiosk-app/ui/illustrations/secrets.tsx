/** Where the digits that are asked for stand, or that only their owner knows them. */
export function SecretPicture({ secret }: { readonly secret: 'pin' | 'can' | 'puk' | 'transport-pin' | 'new-pin' }) {
  switch (secret) {
    case 'can':
      return <CardFront />;
    case 'puk':
    case 'transport-pin':
      return <PinLetter />;
    case 'pin':
    case 'new-pin':
      return <Thought />;
  }
}

/** The front of the card with the place of the access number marked. */
function CardFront() {
  return (
    <svg class="picture picture-secret" viewBox="0 0 400 250" aria-hidden="true">
      <rect class="i-paper i-edge" x="20" y="10" width="360" height="228" rx="18" />
      <rect class="i-brand-soft" x="22" y="12" width="356" height="44" rx="16" />
      <rect class="i-soft" x="44" y="76" width="100" height="132" rx="8" />
      <circle class="i-brand" cx="94" cy="122" r="26" />
      <path class="i-brand" d="M52 208c0-30 18-46 42-46s42 16 42 46Z" />
      <path class="i-line-thin" d="M168 88h170M168 116h130M168 144h150" />
      <rect class="i-marked" x="248" y="176" width="116" height="44" rx="8" />
      <path class="i-dots i-dots-on-paper" d="M266 198h.1M282 198h.1M298 198h.1M314 198h.1M330 198h.1M346 198h.1" />
    </svg>
  );
}

/** The letter with the number under its scratch field. */
function PinLetter() {
  return (
    <svg class="picture picture-secret" viewBox="0 0 400 250" aria-hidden="true">
      <path class="i-brand-soft" d="M60 96 200 10l140 86v134a12 12 0 0 1-12 12H72a12 12 0 0 1-12-12Z" />
      <path class="i-paper i-edge" d="M92 40h216v150l-108 52L92 190Z" />
      <path class="i-line-thin" d="M120 70h90M120 96h160" />
      <rect class="i-marked" x="118" y="120" width="164" height="44" rx="8" />
      <path class="i-dots i-dots-on-paper" d="M142 142h.1M171 142h.1M200 142h.1M229 142h.1M258 142h.1" />
      <path class="i-brand" d="M60 104l140 88 140-88v126a12 12 0 0 1-12 12H72a12 12 0 0 1-12-12Z" />
    </svg>
  );
}

/** A person who knows six digits by heart. */
function Thought() {
  return (
    <svg class="picture picture-secret" viewBox="0 0 400 250" aria-hidden="true">
      <path class="i-brand" d="M30 246c0-52 32-84 78-84s78 32 78 84Z" />
      <circle class="i-skin" cx="108" cy="106" r="46" />
      <path class="i-dark" d="M62 104c-4-38 18-60 46-60 32 0 50 24 44 56-14-6-24-14-30-24-12 14-32 24-60 28Z" />
      <path
        class="i-paper i-edge"
        d="M206 26h148a26 26 0 0 1 26 26v44a26 26 0 0 1-26 26H228l-44 30 10-40a26 26 0 0 1-14-16V52a26 26 0 0 1 26-26Z"
      />
      <path class="i-dots i-dots-on-paper" d="M212 74h.1M238 74h.1M264 74h.1M290 74h.1M316 74h.1M342 74h.1" />
    </svg>
  );
}
