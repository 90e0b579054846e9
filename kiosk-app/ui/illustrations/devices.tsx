import { Ground, Picture } from './picture.tsx';

/** An identity card, 120 × 76 units, at the origin. */
function IdCard() {
  return (
    <>
      <rect class="i-paper i-edge" width="120" height="76" rx="8" />
      <rect class="i-brand-soft" x="1.5" y="1.5" width="117" height="16" rx="6" />
      <rect class="i-soft" x="10" y="25" width="32" height="42" rx="4" />
      <circle class="i-brand" cx="26" cy="39" r="8" />
      <path class="i-brand" d="M12.5 67c0-9 6-14 13.5-14s13.5 5 13.5 14Z" />
      <path class="i-line-thin" d="M52 32h56M52 44h44M52 56h50" />
    </>
  );
}

export function CardOnReaderPicture() {
  return (
    <Picture name="card-on-reader">
      <Ground />
      <path class="i-dark" d="M92 196h216l26 44a8 8 0 0 1-7 12H73a8 8 0 0 1-7-12Z" />
      <path class="i-brand" d="M110 188h180l18 34H92Z" />
      <path class="i-waves" d="M172 212a32 22 0 0 1 56 0M184 217a18 12 0 0 1 32 0" />
      <g class="move-down" transform="translate(140 56)">
        <IdCard />
      </g>
      <path class="i-arrow" d="M200 142v30M188 161l12 13 12-13" />
    </Picture>
  );
}

export function ReaderKeypadPicture() {
  return (
    <Picture name="reader-keypad">
      <Ground />
      <g transform="translate(140 14)">
        <IdCard />
      </g>
      <rect class="i-dark" x="112" y="72" width="176" height="178" rx="18" />
      <rect class="i-screen" x="130" y="90" width="140" height="40" rx="6" />
      <path class="i-dots" d="M152 110h.1M176 110h.1M200 110h.1M224 110h.1M248 110h.1" />
      {[0, 1, 2].flatMap((row) =>
        [0, 1, 2].map((column) => (
          <rect
            key={`${row}${column}`}
            class="i-key"
            x={136 + column * 46}
            y={142 + row * 33}
            width="36"
            height="24"
            rx="6"
          />
        )),
      )}
    </Picture>
  );
}

export function ReadingPicture() {
  return (
    <Picture name="reading">
      <Ground />
      <path class="i-dark" d="M92 196h216l26 44a8 8 0 0 1-7 12H73a8 8 0 0 1-7-12Z" />
      <path class="i-brand" d="M110 188h180l18 34H92Z" />
      <g transform="translate(140 128)">
        <IdCard />
      </g>
      <path class="i-waves pulse" d="M150 104a70 56 0 0 1 100 0M168 116a44 34 0 0 1 64 0M132 92a96 78 0 0 1 136 0" />
    </Picture>
  );
}

export function TakeCardPicture() {
  return (
    <Picture name="take-card">
      <Ground />
      <path class="i-dark" d="M92 196h216l26 44a8 8 0 0 1-7 12H73a8 8 0 0 1-7-12Z" />
      <path class="i-brand" d="M110 188h180l18 34H92Z" />
      <g class="move-up" transform="translate(140 76)">
        <IdCard />
      </g>
      <path class="i-arrow" d="M200 64V30M188 43l12-13 12 13" />
    </Picture>
  );
}

/** @param props.step what the person does now: show the card, type, wait or take it out */
export function PayTerminalPicture({ step }: { readonly step: 'card' | 'pin' | 'wait' | 'take' }) {
  return (
    <Picture name="pay-terminal">
      <Ground />
      <path
        class="i-dark"
        d="M118 40a14 14 0 0 1 14-14h116a14 14 0 0 1 14 14v202a10 10 0 0 1-10 10H128a10 10 0 0 1-10-10Z"
      />
      <rect class="i-screen" x="134" y="44" width="112" height="64" rx="8" />
      {step === 'pin' && <path class="i-dots" d="M156 76h.1M175 76h.1M194 76h.1M213 76h.1" />}
      {step === 'wait' && <path class="i-screen-line pulse" d="M160 76h.1M190 76h.1M220 76h.1" />}
      {(step === 'card' || step === 'take') && (
        <path class="i-screen-line" d="M176 88a20 20 0 0 0 0-26M190 94a30 30 0 0 0 0-38M204 100a40 40 0 0 0 0-50" />
      )}
      {[0, 1, 2, 3].flatMap((row) =>
        [0, 1, 2].map((column) => (
          <rect
            key={`${row}${column}`}
            class={row === 3 ? ['i-key-stop', 'i-key', 'i-key-ok'][column] : 'i-key'}
            x={140 + column * 37}
            y={122 + row * 30}
            width="28"
            height="20"
            rx="5"
          />
        )),
      )}
      {(step === 'card' || step === 'take') && (
        <g class={step === 'card' ? 'move-left' : 'move-right'}>
          <rect class="i-accent" x="268" y="56" width="104" height="68" rx="8" />
          <rect class="i-accent-dark" x="268" y="70" width="104" height="14" />
          <rect class="i-paper" x="280" y="98" width="26" height="14" rx="3" />
        </g>
      )}
      {step === 'card' && <path class="i-arrow" d="M330 156h-44M298 144l-12 12 12 12" />}
      {step === 'take' && <path class="i-arrow" d="M286 156h44M318 144l12 12-12 12" />}
    </Picture>
  );
}

/** @param props.source `flatbed`: sheet on the glass, lid open; `feeder`: sheets from above */
export function ScannerPicture({ source }: { readonly source: 'flatbed' | 'feeder' }) {
  return (
    <Picture name="scanner">
      <Ground />
      {source === 'flatbed' ? (
        <>
          <path class="i-soft i-edge" d="M64 196 112 40a10 10 0 0 1 10-7h172a10 10 0 0 1 9 6l3 8L96 190Z" />
          <path class="i-dark" d="M56 196h288v44a12 12 0 0 1-12 12H68a12 12 0 0 1-12-12Z" />
          <path class="i-glass" d="M84 176h248l12 22H60Z" />
          <g class="move-down">
            <path class="i-paper i-edge" d="M150 112h118l10 46H138Z" />
            <path class="i-line-thin" d="M160 126h92M157 138h98" />
          </g>
          <path class="i-key" d="M292 218h28v14h-28Z" />
        </>
      ) : (
        <>
          <g class="move-down">
            <path class="i-paper i-edge" d="M134 24h132l6 118H128Z" />
            <path class="i-line-thin" d="M150 48h98M149 64h100M148 80h70" />
          </g>
          <path class="i-soft i-edge" d="M108 132h184l14 34H94Z" />
          <path
            class="i-dark"
            d="M64 164h272a12 12 0 0 1 12 12v64a12 12 0 0 1-12 12H64a12 12 0 0 1-12-12v-64a12 12 0 0 1 12-12Z"
          />
          <path class="i-screen" d="M84 204h232v10H84Z" />
        </>
      )}
      <path class="i-arrow" d="M352 72v52M340 112l12 13 12-13" />
    </Picture>
  );
}

export function CodeReaderPicture() {
  return (
    <Picture name="code-reader">
      <Ground />
      <path class="i-beam" d="M200 84 118 214h164Z" />
      <path
        class="i-dark"
        d="M150 20h100a14 14 0 0 1 14 14v32a22 22 0 0 1-22 22h-84a22 22 0 0 1-22-22V34a14 14 0 0 1 14-14Z"
      />
      <rect class="i-screen" x="168" y="66" width="64" height="14" rx="5" />
      <path class="i-paper i-edge" d="M104 178h192l26 72H78Z" />
      <path class="i-line-thin" d="M116 196h70M110 212h74M104 228h78" />
      <path
        class="i-code"
        d="M214 192h24l4 16h-25ZM250 192h22l6 16h-24ZM218 216h25l4 18h-26ZM256 214h10l3 10h-10ZM270 226h12l3 10h-12Z"
      />
    </Picture>
  );
}

export function ReceiptPicture() {
  return (
    <Picture name="receipt">
      <Ground />
      <path
        class="i-dark"
        d="M76 132h248a16 16 0 0 1 16 16v88a16 16 0 0 1-16 16H76a16 16 0 0 1-16-16v-88a16 16 0 0 1 16-16Z"
      />
      <path class="i-slot" d="M110 154h180" />
      <g class="feed">
        <path class="i-paper i-edge" d="M130 154V32l14 10 14-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10 14-10v122Z" />
        <path class="i-line-thin" d="M152 66h60M152 84h96M152 102h76M152 126h30M220 126h28" />
      </g>
      <rect class="i-key-ok" x="296" y="212" width="20" height="20" rx="10" />
    </Picture>
  );
}

/** An office printer with sheets in its tray. */
export function CopyPicture() {
  return (
    <Picture name="copy">
      <Ground />
      <path class="i-paper i-edge" d="M138 28h124v70H138Z" />
      <path
        class="i-dark"
        d="M80 92h240a16 16 0 0 1 16 16v112a16 16 0 0 1-16 16H80a16 16 0 0 1-16-16V108a16 16 0 0 1 16-16Z"
      />
      <path class="i-slot" d="M104 166h192" />
      <g class="move-down">
        <path class="i-paper i-edge" d="M120 166h160l14 86H106Z" />
        <path class="i-line-thin" d="M140 190h84M137 208h124M134 226h108" />
      </g>
      <rect class="i-key-ok" x="292" y="116" width="20" height="20" rx="10" />
    </Picture>
  );
}
