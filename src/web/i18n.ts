import { readdirSync, readFileSync } from 'node:fs';
import i18next, { type TFunction } from 'i18next';
import type { Language } from '../features/people/caller.ts';
import type { Params } from '../kernel/error.ts';

export const languages: readonly Language[] = ['zh', 'en'];

/** Translates a key such as `listings:publish`; what a person typed in the parameters is not escaped here but in the view. */
export type Translate = (key: string, params?: Params) => string;

const folder = new URL('./locales/', import.meta.url);

const instance = i18next.createInstance();
await instance.init({
  lng: 'zh',
  fallbackLng: false,
  supportedLngs: [...languages],
  resources: Object.fromEntries(languages.map((language) => [language, readNamespaces(language)])),
  interpolation: { escapeValue: false },
  returnEmptyString: true,
});

const fixed: Record<Language, TFunction> = { zh: instance.getFixedT('zh'), en: instance.getFixedT('en') };

const translators: Record<Language, Translate> = { zh: rememberPlain(fixed.zh), en: rememberPlain(fixed.en) };

export function translator(language: Language): Translate {
  return translators[language];
}

/** A key without parameters always says the same, so it is looked up once. */
function rememberPlain(t: TFunction): Translate {
  const known = new Map<string, string>();
  return (key, params) => {
    if (params && Object.keys(params).length > 0) return t(key, params);
    const told = known.get(key) ?? t(key);
    known.set(key, told);
    return told;
  };
}

export function hasKey(language: Language, key: string): boolean {
  return instance.exists(key, { lng: language });
}

function readNamespaces(language: Language): Record<string, object> {
  const files = readdirSync(new URL(`${language}/`, folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as object]),
  );
}
