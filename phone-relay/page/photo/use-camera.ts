import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { delays } from '../delays.ts';
import type { Sheet } from './find-sheet.ts';
import { sheetIn } from './sheet-in.ts';

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
    const looking = setInterval(() => setSheet(sheetInVideo(video.current)), delays.look);
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

const sheetInVideo = (video: HTMLVideoElement | null): Sheet | null =>
  video && video.videoWidth > 0 ? sheetIn(video, video.videoWidth, video.videoHeight) : null;
