import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

/** @param props.text what the code says; never personal data */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    // Level M: survives a smudged screen; a border of four modules is what ISO/IEC 18004 asks for.
    const { data, size } = encode(text, { ecc: 'M', border: 4 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1Z` : ''))).join('');
    return { size, path };
  }, [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="qr">
      <path d={path} />
    </svg>
  );
}
