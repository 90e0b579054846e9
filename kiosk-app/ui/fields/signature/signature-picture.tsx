import { SIGNATURE_BOX } from '../../../session/contract/signature.ts';

/** A signature as it was drawn, small. @param path data of an SVG path in the units of its box */
export function SignaturePicture({ path, alt }: { readonly path: string; readonly alt: string }) {
  return (
    <svg
      class="signature-picture"
      viewBox={`0 0 ${SIGNATURE_BOX.width} ${SIGNATURE_BOX.height}`}
      role="img"
      aria-label={alt}
    >
      <path d={path} />
    </svg>
  );
}
