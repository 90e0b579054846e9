import sharp from 'sharp';

const [WIDTH, HEIGHT] = [360, 640];

/** What a screen shows while nobody stands before it, small, as PNG. @param place its name */
export async function idlePicture(place: string): Promise<Buffer> {
  const text = place.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const tiles = Array.from(
    { length: 6 },
    (_, n) => `<rect x="${24 + (n % 2) * 162}" y="${230 + Math.floor(n / 2) * 116}" width="150" height="104" rx="8"
      fill="#fff" stroke="#b8c4d0"/><rect x="${40 + (n % 2) * 162}" y="${252 + Math.floor(n / 2) * 116}" width="${[96, 80, 110, 70, 100, 88][n]}"
      height="10" fill="#1c3f6e"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#eef2f6"/><rect width="100%" height="64" fill="#1c3f6e"/>
    <text x="24" y="40" font-family="sans-serif" font-size="20" fill="#fff">${text}</text>
    <text x="24" y="140" font-family="sans-serif" font-size="26" fill="#1b2733">Was möchten Sie</text>
    <text x="24" y="174" font-family="sans-serif" font-size="26" fill="#1b2733">erledigen?</text>
    ${tiles.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}
