import { CREST } from './crest-shape.ts';

/** The municipality's arms. */
export function Crest({ size }: { readonly size: number }) {
  return (
    <svg
      class="crest"
      width={size}
      height={Math.round((size * CREST.height) / CREST.width)}
      viewBox="0 0 60 72"
      aria-hidden="true"
    >
      <path class="crest-field" d={CREST.shield} />
      <path class="crest-charge" d={CREST.charge} />
      <path class="crest-water" d={CREST.water} />
      <path class="crest-edge" d={CREST.shield} />
    </svg>
  );
}
