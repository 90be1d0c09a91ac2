import type { Request, RequestHandler } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import multer from 'multer';
import { AppError, type FieldErrors } from '../kernel/error.ts';
import type { UploadedFile } from './web.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express offers no other way to say what a request carries.
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
    interface Request {
      uploads?: UploadedFile[];
      /** Why the files were not taken; told after the form's token was checked. */
      uploadProblem?: AppError;
    }
  }
}

/** Reads a multipart form within its limits. A file's type is found by its content; what it claims to be does not count. */
export function receiveFiles({ maxBytes, maxFiles }: { maxBytes: number; maxFiles: number }): RequestHandler {
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: maxFiles, fields: 60, fieldSize: 64 * 1024 },
    defParamCharset: 'utf8',
  }).any();
  const most = maxBytes * maxFiles + 1024 * 1024; // the files, and the form around them
  return async (request, response, next) => {
    if (Number(request.get('content-length') ?? 0) > most) throw new AppError('too-large', 'ui:errors.too-large');
    const problem = await new Promise<unknown>((resolve) => void receive(request, response, (error: unknown) => resolve(error)));
    if (problem instanceof multer.MulterError) request.uploadProblem = refusalFor(problem, maxBytes, maxFiles);
    else if (problem) throw problem as Error;
    request.uploads = await Promise.all(filesIn(request).map(withTrueType));
    next();
  };
}

function filesIn(request: Request): Express.Multer.File[] {
  return Array.isArray(request.files) ? request.files.filter((file) => file.size > 0) : [];
}

async function withTrueType(file: Express.Multer.File): Promise<UploadedFile> {
  const found = await fileTypeFromBuffer(file.buffer);
  return { name: file.originalname, type: found?.mime ?? 'application/octet-stream', bytes: file.buffer };
}

function refusalFor(problem: multer.MulterError, maxBytes: number, maxFiles: number): AppError {
  const error: FieldErrors[string] =
    problem.code === 'LIMIT_FILE_SIZE'
      ? { key: 'web:errors.file-too-large', params: { megabytes: Math.floor(maxBytes / 1024 / 1024) } }
      : { key: 'web:errors.file-count', params: { count: maxFiles } };
  return new AppError('invalid', 'web:errors.check-fields', {}, { files: error });
}
