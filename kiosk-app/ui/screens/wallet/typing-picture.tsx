import { Ground, Picture } from '../../illustrations/picture.tsx';

/** A form with lines that are filled in by hand. */
export function TypingPicture() {
  return (
    <Picture name="typing">
      <Ground />
      <rect class="i-paper i-edge" x="112" y="34" width="176" height="206" rx="10" />
      <path class="i-line-thin" d="M136 70h70M136 112h54M136 154h62" />
      <rect class="i-brand-soft" x="136" y="78" width="128" height="18" rx="4" />
      <rect class="i-brand-soft" x="136" y="120" width="128" height="18" rx="4" />
      <rect class="i-brand-soft" x="136" y="162" width="128" height="18" rx="4" />
      <path class="i-dark" d="M262 214l10-34 60-60 24 24-60 60Z" />
    </Picture>
  );
}
