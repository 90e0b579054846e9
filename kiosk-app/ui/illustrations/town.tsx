import { Ground, Picture } from './picture.tsx';

/** The town hall of the sending and farewell pictures, about 120 × 120 units. */
function TownHall() {
  return (
    <>
      <path class="i-soft i-edge" d="M6 58h108v66H6Z" />
      <path class="i-brand" d="M0 58 60 26l60 32Z" />
      <path class="i-soft i-edge" d="M46 30V4h28v26" />
      <path class="i-brand" d="M42 6 60-16 78 6Z" />
      <path class="i-brand" d="M50 124V98a10 10 0 0 1 20 0v26Z" />
      <path class="i-window" d="M20 74h14v16H20ZM86 74h14v16H86ZM20 100h14v14H20ZM86 100h14v14H86Z" />
      <circle class="i-paper" cx="60" cy="46" r="7" />
    </>
  );
}

export function SendingPicture() {
  return (
    <Picture name="sending">
      <Ground />
      <g transform="translate(256 126)">
        <TownHall />
      </g>
      <path class="i-track" d="M60 214c40-100 130-150 214-104" />
      <g class="fly">
        <rect class="i-paper i-edge" x="88" y="84" width="112" height="76" rx="8" />
        <path class="i-line-thin" d="M92 90l52 40 52-40" />
        <circle class="i-accent" cx="144" cy="146" r="24" />
        <path class="i-on-brand" d="M136 146h16v12h-16ZM139 146v-6a5 5 0 0 1 10 0v6" />
      </g>
    </Picture>
  );
}

export function OfficePicture() {
  return (
    <Picture name="office">
      <Ground />
      <g transform="translate(124 72) scale(1.4)">
        <TownHall />
      </g>
      <path class="i-line" d="M72 248V150" />
      <path class="i-accent" d="M40 126h68l18 20-18 20H40Z" />
      <path class="i-green" d="M344 250v-40a24 24 0 1 1 8 0v40Z" />
    </Picture>
  );
}

export function OutOfServicePicture() {
  return (
    <Picture name="out-of-service">
      <Ground />
      <rect class="i-dark" x="122" y="24" width="156" height="190" rx="14" />
      <rect class="i-soft" x="136" y="40" width="128" height="146" rx="6" />
      <path class="i-dark" d="M176 214h48l14 36h-76Z" />
      <path class="i-accent" d="M200 72l46 80h-92Z" />
      <path class="i-on-brand" d="M200 98v26M200 138v.2" />
    </Picture>
  );
}

export function WipingPicture() {
  return (
    <Picture name="wiping">
      <Ground />
      <path class="i-paper i-edge" d="M116 38h118l40 40v158a12 12 0 0 1-12 12H128a12 12 0 0 1-12-12Z" />
      <path class="i-soft" d="M234 38v40h40Z" />
      <path class="i-line-thin fade-away" d="M140 104h96M140 128h110M140 152h84M140 176h104M140 200h60" />
      <g class="sweep">
        <path class="i-brand" d="M96 96h38v136H96Z" />
        <path class="i-brand-dark" d="M106 56h18v40h-18Z" />
      </g>
    </Picture>
  );
}

/** The town of the start screen, 1080 × 420 units; it goes on to both sides for wide screens. */
export function TownPicture() {
  return (
    <svg class="town" viewBox="0 0 1080 420" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <circle class="town-sun" cx="850" cy="120" r="64" />
      <path
        class="town-far"
        d="M-1100 420v-90c180-80 330-80 480-10 140-70 280-80 420 0 120-70 400-90 530-20 90-80 210-90 320-20 120-70 260-60 430 30 200-80 400-80 600 0 200-70 400-40 500 10v100Z"
      />
      <g id="town-houses">
        <path class="town-wall" d="M70 400V270l60-46 60 46v130Z" />
        <path class="town-roof" d="M58 276l72-58 72 58-10 12-62-50-62 50Z" />
        <path class="town-wall-2" d="M206 400V232h120v168Z" />
        <path class="town-roof" d="M196 232l24-40h92l24 40Z" />
        <path
          class="town-window"
          d="M100 292h24v30h-24ZM138 292h24v30h-24ZM228 258h26v30h-26ZM278 258h26v30h-26ZM228 312h26v30h-26ZM278 312h26v30h-26Z"
        />
        <path class="town-wall" d="M760 400V250h130v150Z" />
        <path class="town-roof" d="M748 250l77-62 77 62Z" />
        <path class="town-wall-2" d="M906 400V286h110v114Z" />
        <path class="town-roof" d="M896 286l18-34h94l18 34Z" />
        <path
          class="town-window"
          d="M784 276h26v30h-26ZM838 276h26v30h-26ZM784 330h26v30h-26ZM838 330h26v30h-26ZM930 308h24v28h-24ZM970 308h24v28h-24Z"
        />
      </g>
      <g class="town-hall">
        <path class="town-wall" d="M392 400V240h296v160Z" />
        <path class="town-roof" d="M376 240l40-52h248l40 52Z" />
        <path class="town-wall-2" d="M496 240V96h88v144Z" />
        <path class="town-roof" d="M484 98l56-78 56 78Z" />
        <path class="town-pole" d="M540 20V0" />
        <path class="town-flag" d="M540 2h34l-8 9 8 9h-34Z" />
        <circle class="town-clock" cx="540" cy="138" r="26" />
        <path class="town-hands" d="M540 122v16l11 8" />
        <path class="town-door" d="M510 400v-66a30 30 0 0 1 60 0v66Z" />
        <path
          class="town-window"
          d="M416 268h30v44h-30ZM464 268h22v44h-22ZM594 268h22v44h-22ZM634 268h30v44h-30ZM416 336h30v40h-30ZM634 336h30v40h-30ZM526 186h28v34h-28Z"
        />
      </g>
      <path
        class="town-tree"
        d="M352 400v-44a30 30 0 1 1 12 0v44ZM716 400v-50a32 32 0 1 1 12 0v50ZM24 400v-40a28 28 0 1 1 12 0v40ZM1042 400v-44a30 30 0 1 1 12 0v44Z"
      />
      <use href="#town-houses" x="1000" />
      <use href="#town-houses" x="-1000" />
      <path class="town-ground" d="M-1100 396h3280v24h-3280Z" />
    </svg>
  );
}
