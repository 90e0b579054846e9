import { h } from './dom.js';

/** What the citizen's screen is made for, in its own pixels. */
const WIDTH = 1080;
const HEIGHT = 1920;
/** Of the window's width, so that the counter has its place beside it. */
const SHARE = 0.45;
const PADDING = 20;

/**
 * The citizen's screen as the people at the terminal see it, made smaller as a whole: its pages are laid out for
 * 1080 × 1920 and stay so. Touches, pointer and keys reach it as if it were not scaled.
 */
export function showScreen(place, address, t) {
  const frame = h('iframe', {
    class: 'screen__frame',
    src: address,
    title: t('link.screen'),
    width: WIDTH,
    height: HEIGHT,
  });
  const glass = h('div', { class: 'screen__glass' }, frame);
  place.append(glass);
  place.hidden = false;
  const resize = () => {
    const isBeside = innerWidth > 800;
    const high = (innerHeight - place.parentElement.offsetTop - PADDING) / HEIGHT;
    const wide = ((isBeside ? innerWidth * SHARE : innerWidth) - PADDING) / WIDTH;
    const scale = Math.min(1, isBeside ? Math.min(high, wide) : wide);
    frame.style.transform = `scale(${scale})`;
    glass.style.width = `${WIDTH * scale}px`;
    glass.style.height = `${HEIGHT * scale}px`;
  };
  addEventListener('resize', resize);
  resize();
}
