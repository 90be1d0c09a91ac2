/** SQL that says whether the need that a row of `listings` is comes from a village marked poor. */
export function poorNeed(listing: string): string {
  return `coalesce((select r.poverty <> 'none' from regions r where r.code = ${listing}.region_code), false)`;
}
