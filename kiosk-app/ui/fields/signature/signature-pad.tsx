import type { TargetedEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { FieldView } from '../../../session/contract/screens/form.ts';
import { type Point, SIGNATURE_BOX, SIGNATURE_LIMITS, strokeOf } from '../../../session/contract/signature.ts';
import { useView } from '../../view.ts';
import { useDraft } from '../draft.ts';
import { useSignatureWords } from './words.ts';

const { width, height } = SIGNATURE_BOX;

/** The box that is drawn in. A stroke stands there while it is drawn, and stays until the session has it. */
export function SignaturePad({ field }: { readonly field: FieldView }) {
  const { send } = useView();
  const word = useSignatureWords();
  const draft = useDraft(field.value);
  const line = useRef<SVGPathElement>(null);
  /** Points of the stroke that is being drawn, and the pointer that draws it; `null`: none is. */
  const drawing = useRef<{ readonly pointer: number; readonly points: Point[] } | null>(null);
  const strokes = draft.shown === '' ? [] : draft.shown.split('\n');

  const show = (stroke: string) => line.current?.setAttribute('d', stroke);
  const take = (event: TargetedEvent<SVGSVGElement, PointerEvent>) => {
    const now = drawing.current;
    if (now?.pointer !== event.pointerId) return;
    const { left, top, width: wide, height: tall } = event.currentTarget.getBoundingClientRect();
    // What the browser has drawn together into one event, point by point.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of moves.length > 0 ? moves : [event]) {
      now.points.push([((clientX - left) / wide) * width, ((clientY - top) / tall) * height]);
    }
    show(strokeOf(now.points));
  };
  const begin = (event: TargetedEvent<SVGSVGElement, PointerEvent>) => {
    // A second finger, or the palm, draws nothing.
    if (drawing.current || event.button !== 0) return;
    drawing.current = { pointer: event.pointerId, points: [] };
    event.currentTarget.setPointerCapture(event.pointerId);
    take(event);
  };
  const end = (event: TargetedEvent<SVGSVGElement, PointerEvent>) => {
    const now = drawing.current;
    if (now?.pointer !== event.pointerId) return;
    drawing.current = null;
    show('');
    const stroke = strokeOf(now.points);
    const all = [...strokes, stroke];
    if (all.length > SIGNATURE_LIMITS.strokes || all.join('\n').length > SIGNATURE_LIMITS.all) return;
    draft.type(all.join('\n'));
    send({ name: 'add-stroke', field: field.id, stroke });
  };

  return (
    <div class="signature-box">
      {strokes.length === 0 && <p class="signature-invitation">{word('sign-here')}</p>}
      <svg
        class="signature-pad"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={word('drawing')}
        data-testid={`pad-${field.id}`}
        data-strokes={strokes.length}
        onPointerDown={begin}
        onPointerMove={take}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path class="signature-line" d={`M40 ${height - 60}H${width - 40}`} />
        {strokes.map((stroke, index) => (
          <path key={index} d={stroke} />
        ))}
        <path ref={line} />
      </svg>
    </div>
  );
}
