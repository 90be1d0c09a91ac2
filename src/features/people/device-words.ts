import type { Translate } from '../../web/i18n.ts';

const systems: [RegExp, string][] = [
  [/MicroMessenger/, 'wechat'],
  [/HarmonyOS|OpenHarmony/, 'harmony'],
  [/Android/, 'android'],
  [/iPhone|iPad/, 'ios'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
  [/Linux/, 'linux'],
];

/** The kind of device a browser says it is on, in a word that its owner recognises. */
export function deviceWords(userAgent: string | null, t: Translate): string {
  const known = systems.find(([pattern]) => pattern.test(userAgent ?? ''));
  return t(`people:device.${known?.[1] ?? 'other'}`);
}
