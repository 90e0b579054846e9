import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { delays } from '../delays.ts';
import { findSheet, type Sheet } from './find-sheet.ts';

/** Pixels on the longer side of what edges are looked for in. */
const LOOKED_AT = 160;
/** The camera at the back, as sharp as it films: A4 on 2,160 pixels is 185 dots per inch. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 3_840 }, height: { ideal: 2_160 } },
};

export type CameraState = 'starting' | 'open' | 'fault';

/** The camera while a page shows it, and the sheet in its picture. It is off as soon as the page does not. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  isLooking: boolean,
): { readonly state: CameraState; readonly sheet: Sheet | null } {
  const [state, setState] = useState<CameraState>('starting');
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    if (!isLooking) return;
    let stream: MediaStream | null = null;
    let isGone = false;
    navigator.mediaDevices.getUserMedia(WANTED).then(
      (opened) => {
        stream = opened;
        if (isGone || !video.current) return stop(opened);
        video.current.srcObject = opened;
        setState('open');
      },
      () => setState('fault'),
    );
    const looking = setInterval(() => setSheet(lookedAt(video.current)), delays.look);
    return () => {
      isGone = true;
      clearInterval(looking);
      setSheet(null);
      setState('starting');
      if (stream) stop(stream);
    };
  }, [isLooking]);
  return { state, sheet };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function lookedAt(video: HTMLVideoElement | null): Sheet | null {
  if (!video || video.videoWidth === 0) return null;
  const scale = LOOKED_AT / Math.max(video.videoWidth, video.videoHeight);
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(video, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  // Brightness of ITU-R BT.601, in whole numbers.
  for (let at = 0; at < grey.length; at++)
    grey[at] = ((data[at * 4] ?? 0) * 77 + (data[at * 4 + 1] ?? 0) * 150 + (data[at * 4 + 2] ?? 0) * 29) >> 8;
  return findSheet({ width, height, grey });
}
