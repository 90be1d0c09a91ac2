/** Every way in which a request can be refused; the web, workers and sockets translate it in one table each. */
export type ErrorCode =
  | 'sign-in' // nobody is signed in, and somebody must be
  | 'not-allowed' // this person may not
  | 'not-found'
  | 'conflict' // not in this state
  | 'stale' // somebody else changed it meanwhile
  | 'invalid' // what was typed cannot be taken
  | 'too-many' // too often in too short a time
  | 'too-large';

export type Params = Record<string, string | number>;

/** What is wrong with one field, as a key of the message catalogue. */
export type FieldErrors = Record<string, { key: string; params?: Params }>;

/** A refusal: the same request would be refused again. Its message is a key that the edge translates. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly key: string;
  readonly params: Params;
  readonly fields: FieldErrors;

  constructor(code: ErrorCode, key: string, params: Params = {}, fields: FieldErrors = {}) {
    super(`${code}: ${key}`);
    this.name = 'AppError';
    this.code = code;
    this.key = key;
    this.params = params;
    this.fields = fields;
  }
}

export function refuse(code: ErrorCode, key: string, params: Params = {}): never {
  throw new AppError(code, key, params);
}

/** Refuses a form with what is wrong field by field. */
export function refuseFields(fields: FieldErrors): never {
  throw new AppError('invalid', 'web:errors.check-fields', {}, fields);
}
