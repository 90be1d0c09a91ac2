import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { columnsOf, type ImportKind } from './features/imports/columns.ts';
import { composeImports } from './features/imports/compose.ts';
import type { ImportReport } from './features/imports/import-table.ts';
import { AppError } from './kernel/error.ts';
import { readSheet } from './platform/sheets/read-sheet.ts';
import { StartProblem } from './problem.ts';
import { translator, type Translate } from './web/i18n.ts';

export type ImportWords = {
  file: string;
  kind?: ImportKind;
  login?: string;
  isApplied: boolean;
  t: Translate;
  isTemplate: boolean;
};

/** `npm run import -- FILE [--kind …] [--as LOGIN] [--apply] [--english]`, or `--template FILE.csv --kind …` for an empty file to fill in. */
export function readImportWords(words: string[]): ImportWords {
  const options = {
    kind: { type: 'string' },
    as: { type: 'string' },
    apply: { type: 'boolean' },
    english: { type: 'boolean' },
    template: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(() => parseArgs({ args: words, options, allowPositionals: true }));
  const t = translator(values.english ? 'en' : 'zh');
  const [file] = positionals;
  if (file === undefined || (values.template && !isKind(values.kind))) throw new StartProblem(t('imports:usage'), 64);
  if (values.kind !== undefined && !isKind(values.kind)) throw new StartProblem(t('imports:usage'), 64);
  return { file, kind: values.kind, login: values.as, isApplied: values.apply ?? false, t, isTemplate: values.template ?? false };
}

/** A file with the names of all columns, as Excel opens it. */
export async function writeTemplate({ file, kind, t }: ImportWords): Promise<string> {
  if (!kind) throw new StartProblem(t('imports:usage'), 64);
  await writeFile(file, `\uFEFF${columnsOf[kind].map(({ names }) => names[0]).join(',')}\r\n`, { flag: 'wx' });
  return t('imports:template', { file });
}

/** The report in words; a file with faults ends the process with an exit code of its own. */
export async function runImport(db: Knex, { file, kind, login, isApplied, t }: ImportWords): Promise<string> {
  const lines = await readSheet(file).catch((problem: NodeJS.ErrnoException) => {
    throw new StartProblem(t('imports:errors.unreadable', { file, why: problem.message }), 66);
  });
  const { importTable } = composeImports({ db, now: () => new Date() });
  const report = await importTable({ lines, file: basename(file), kind, login, isApplied }).catch((error: unknown) => {
    if (error instanceof AppError) throw new StartProblem(t(error.key, error.params), 65);
    throw error;
  });
  const told = reportLines(report, t).join('\n');
  if (report.faults.length > 0) throw new StartProblem(told, 65);
  return isApplied ? told : `${told}\n${t('imports:report.dry')}`;
}

function reportLines({ kind, rows, faults, added, organizations, skipped, ignored }: ImportReport, t: Translate): string[] {
  const ofVillages = kind === 'villages' ? '-villages' : '';
  const list = organizations.join(t('imports:report.comma'));
  return [
    t('imports:report.read', { rows, kind: t(`imports:kind.${kind}`) }),
    ...(ignored.length > 0 ? [t('imports:report.ignored', { columns: ignored.join(t('imports:report.comma')) })] : []),
    ...faults.map(({ row, column, value, key, params }) =>
      t(value === '' ? 'imports:report.fault-empty' : 'imports:report.fault', { row, column, value, why: t(key, params) }),
    ),
    ...(faults.length > 0 ? [t('imports:report.nothing', { count: faults.length })] : []),
    ...(faults.length === 0 && skipped > 0 ? [t(`imports:report.skipped${ofVillages}`, { count: skipped })] : []),
    ...(faults.length === 0 && list !== '' ? [t('imports:report.organizations', { list })] : []),
    ...(faults.length === 0 ? [t(`imports:report.added${ofVillages}`, { count: added })] : []),
  ];
}

function readArguments<T>(read: () => T): T {
  try {
    return read();
  } catch (problem) {
    throw new StartProblem(problem instanceof Error ? problem.message : String(problem), 64);
  }
}

function isKind(word: string | undefined): word is ImportKind {
  return word !== undefined && word in columnsOf;
}
