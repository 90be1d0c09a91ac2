import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults (m = 19 MiB, t = 2, p = 1), as OWASP's password storage sheet recommends. */
export type Passwords = {
  hash(password: string): Promise<string>;
  verify(hash: string | null, password: string): Promise<boolean>;
};

const nobody = await hash('nobody has this password');

export const passwords: Passwords = {
  hash: (password) => hash(password),
  /** An account that does not exist costs the same time as one that does. */
  async verify(stored, password) {
    const right = await verify(stored ?? nobody, password);
    return stored !== null && right;
  },
};
