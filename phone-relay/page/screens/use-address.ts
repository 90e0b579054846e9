import { useEffect, useMemo } from 'preact/hooks';

/** The address of something that the page holds itself: it leads somewhere as long as it is shown, and no longer. */
export function useAddress(content: Blob | null): string | undefined {
  const address = useMemo(() => (content ? URL.createObjectURL(content) : undefined), [content]);
  // Given back once the page shows another one.
  useEffect(() => () => void (address !== undefined && URL.revokeObjectURL(address)), [address]);
  return address;
}
