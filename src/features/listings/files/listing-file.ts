import { AppError, refuse } from '../../../kernel/error.ts';

export const mostFiles = 8;
export const mostBytes = 5 * 1024 * 1024;

/** What may be attached, by what the content is; pictures are shown in the page, the rest is handed over. */
const kinds: Record<string, 'picture' | 'attachment'> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
  'application/pdf': 'attachment',
};

export type GivenFile = { name: string; type: string; bytes: Buffer };
export type NewFile = GivenFile & { kind: 'picture' | 'attachment' };

/** Checks what was sent against what may be attached to a listing that has `present` files already. */
export function takeFiles(given: readonly GivenFile[], present: number): NewFile[] {
  if (given.length === 0) refuseFiles('listings:errors.choose-file');
  if (given.some(({ bytes }) => bytes.length > mostBytes)) refuseFiles('web:errors.file-too-large', { megabytes: 5 });
  if (present + given.length > mostFiles)
    refuseFiles('listings:errors.too-many-files', { most: mostFiles, left: mostFiles - present });
  return given.map((file) => ({ ...file, name: cleanName(file.name), kind: kindOf(file) }));
}

function kindOf({ name, type }: GivenFile): NewFile['kind'] {
  return kinds[type] ?? refuseFiles('listings:errors.file-type', { name: cleanName(name) });
}

/** A name for people to read: no path and no invisible signs. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  return last.replace(/\p{C}/gu, '').trim().slice(-100) || refuse('invalid', 'listings:errors.choose-file');
}

function refuseFiles(key: string, params: Record<string, string | number> = {}): never {
  throw new AppError('invalid', 'web:errors.check-fields', {}, { files: { key, params } });
}
