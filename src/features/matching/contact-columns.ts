/**
 * Whom to call about a listing, as columns `name`, `phone` and `email`: what it does not say itself is taken from its author's
 * account. `l` and `a` are what the statement calls the listing and the account.
 */
export function contactColumns(l: string, a: string): string {
  return `coalesce(nullif(${l}.contact_name, ''), ${a}.name) as name,
    coalesce(nullif(${l}.contact_phone, ''), ${a}.phone, '') as phone,
    coalesce(nullif(${l}.contact_email, ''), ${a}.email::text, '') as email`;
}
