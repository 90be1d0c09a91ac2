/** What has a Chinese name, and an English one where the source had one. */
export type Named = { name: string; nameEn: string | null };

/** The name that readers of this language see; the Chinese one where there is no other. */
export function nameIn(language: 'zh' | 'en', { name, nameEn }: Named): string {
  return language === 'en' ? (nameEn ?? name) : name;
}
