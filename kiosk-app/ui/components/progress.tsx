/** @param percent 0 to 100, or `null` when nobody knows */
export function Progress({ percent, label }: { readonly percent: number | null; readonly label: string }) {
  return percent === null ? (
    <progress class="progress" aria-label={label} />
  ) : (
    <progress class="progress" max={100} value={percent} aria-label={label} />
  );
}
