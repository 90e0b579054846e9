import { Ground, Picture } from './picture.tsx';

/** A person with a raised hand beside a bell. */
export function HelpPicture() {
  return (
    <Picture name="help">
      <Ground />
      <circle class="i-soft" cx="200" cy="140" r="112" />
      <path
        class="i-brand"
        d="M118 252c0-48 30-78 74-78 20 0 38 6 50 18l26-64a15 15 0 0 1 28 11l-32 84c-4 10-10 20-16 29Z"
      />
      <circle class="i-skin" cx="192" cy="118" r="42" />
      <path class="i-dark" d="M150 116c-4-34 18-54 44-54 28 0 46 22 40 50-14-6-24-14-30-24-12 14-30 22-54 28Z" />
      <circle class="i-skin" cx="287" cy="118" r="16" />
      <path class="i-arrow" d="M316 86l14-14M322 108l20-4M300 76l4-20" />
    </Picture>
  );
}

export function ShieldPicture() {
  return (
    <Picture name="shield">
      <Ground />
      <circle class="i-soft" cx="200" cy="136" r="112" />
      <path class="i-brand" d="M200 36 116 66v66c0 52 34 90 84 108 50-18 84-56 84-108V66Z" />
      <path class="i-brand-dark" d="M200 36v204c50-18 84-56 84-108V66Z" />
      <path class="i-on-brand" d="M152 140c28 30 68 30 96 0M160 150l-12 14M184 162l-5 16M216 162l5 16M240 150l12 14" />
    </Picture>
  );
}

export function DonePicture() {
  return (
    <Picture name="done">
      <Ground />
      <circle class="i-soft" cx="200" cy="136" r="112" />
      <circle class="i-success" cx="200" cy="136" r="76" />
      <path class="i-on-brand draw" d="M164 138l26 26 48-52" />
      <path class="i-arrow" d="M84 74l-16-12M76 108H54M316 74l16-12M324 108h22" />
    </Picture>
  );
}
