import { toString } from 'qrcode';

/** A QR code as an SVG data URL: sharp on paper, and no request of its own. */
export async function qrPicture(text: string): Promise<string> {
  const svg = await toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
