import { Ground, Picture } from '../../illustrations/picture.tsx';

/** A telephone before a code; `isAsked`: it asks its owner. */
export function PhonePicture({ isAsked = false }: { readonly isAsked?: boolean }) {
  return (
    <Picture name="phone">
      <Ground />
      {!isAsked && (
        <>
          <rect class="i-paper i-edge" x="52" y="52" width="120" height="120" rx="8" />
          <path
            class="i-dark"
            d="M66 66h34v34H66ZM124 66h34v34h-34ZM66 124h34v34H66ZM112 112h14v14h-14ZM140 112h18v14h-18ZM112 140h14v18h-14ZM140 140h18v18h-18Z"
          />
          <path class="i-waves pulse" d="M190 92a60 60 0 0 1 0 60M212 78a88 88 0 0 1 0 88" />
        </>
      )}
      <g transform={isAsked ? 'translate(142 8)' : 'translate(248 26)'}>
        <rect class="i-dark" width="116" height="224" rx="20" />
        <rect class="i-screen" x="10" y="22" width="96" height="176" rx="6" />
        <rect class="i-paper" x="20" y="44" width="76" height="48" rx="6" />
        <path class="i-line-thin" d="M30 60h30M30 76h44" />
        <rect class={isAsked ? 'i-success pulse' : 'i-brand-soft'} x="20" y="146" width="76" height="34" rx="8" />
        {isAsked && <path class="i-on-brand" d="M46 163l10 10 18-20" />}
      </g>
    </Picture>
  );
}
