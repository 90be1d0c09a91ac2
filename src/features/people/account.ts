import { z } from 'zod';
import { refuseFields } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';

export const OrganizationKind = z.enum([
  'university',
  'institute',
  'cooperative',
  'family-farm',
  'enterprise',
  'village-committee',
  'bureau',
  'platform',
  'incubator',
  'makerspace',
  'station',
  'other',
]);
export type OrganizationKind = z.infer<typeof OrganizationKind>;

export type Account = {
  id: Id;
  name: string;
  phone: string | null;
  email: string | null;
  passwordHash: string | null;
  organizationId: Id | null;
  language: 'zh' | 'en';
  status: 'active' | 'locked';
  version: number;
};

/** How people write a phone number, brought to eleven digits; undefined when it is not a mainland mobile number. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s\-()（）]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? digits : undefined;
}

/** A log-in name is a phone number or an e-mail address, however it was typed. */
export function readLogin(text: string): { phone: string } | { email: string } | undefined {
  const phone = readPhone(text);
  if (phone) return { phone };
  const email = text.trim().toLowerCase();
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) ? { email } : undefined;
}

/** What everybody tries first. Length matters more than symbols (NIST SP 800-63B, 5.1.1.2). */
const common = [
  '12345678',
  '123456789',
  '1234567890',
  'password',
  'qwertyui',
  'qwerty123',
  '11111111',
  '88888888',
  '00000000',
  'woaini1314',
  'abc12345',
  '66666666',
  'iloveyou',
  'password1',
  'a1234567',
];

/** Refuses a password that is guessed at once, at the field where it was typed. */
export function checkPassword(password: string, field: string): void {
  if (password.length < 8) refuseFields({ [field]: { key: 'people:errors.password-short' } });
  if (common.includes(password.toLowerCase())) refuseFields({ [field]: { key: 'people:errors.password-common' } });
}

/** One key for all the ways to write a log-in name, so that a guesser gains nothing by spelling it anew. */
export function loginKey(text: string): string {
  const login = readLogin(text);
  if (!login) return text.trim().toLowerCase();
  return 'phone' in login ? login.phone : login.email;
}
