/** Of the package `qr`; the desk's server has it beside its own files. */
const { default: decodeQr } = await import(new URL('/lib/qr/decode.js', location.href).href);

/** How long the picture of a shared tab may take until it is not black any more, in milliseconds. */
const FIRST_PICTURE = 3000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Photographs what stands on this page, or wherever the citizen's screen is, and reads the code in it, as the camera of a
 * telephone does: what the code says is nowhere else, since its secret never leaves session and screen.
 * @param screen element in which the citizen's screen is shown here, or null
 * @returns what the code says; `no-camera` if nothing was shared, `no-code` if no code was in sight
 */
export async function photographCode(screen) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false, preferCurrentTab: true });
  } catch {
    return { fault: 'no-camera' };
  }
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
  try {
    await video.play();
    const until = performance.now() + FIRST_PICTURE;
    while (performance.now() < until) {
      const text = read(video, null) ?? (screen && read(video, screen));
      if (text) return { text };
      await pause(150);
    }
    return { fault: 'no-code' };
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

/** @param part only where this element is, if the picture is of this page */
function read(video, part) {
  const scale = video.videoWidth / innerWidth;
  const box = part?.getBoundingClientRect();
  const [left, top, width, height] = box
    ? [box.left, box.top, box.width, box.height].map((one) => Math.round(one * scale))
    : [0, 0, video.videoWidth, video.videoHeight];
  if (!(width > 0 && height > 0)) return null;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  pen.drawImage(video, left, top, width, height, 0, 0, width, height);
  try {
    return decodeQr({ width, height, data: pen.getImageData(0, 0, width, height).data });
  } catch {
    // No code in it, or one that cannot be read yet.
    return null;
  }
}
