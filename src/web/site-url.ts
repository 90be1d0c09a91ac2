import type { Request } from 'express';
import type { Config } from '../config.ts';

/** Where people reach this site: as the installation says, else as this request did. Stands in calendars and on paper. */
export function siteUrl(config: Pick<Config, 'PUBLIC_URL'>, request: Request): string {
  return (config.PUBLIC_URL ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');
}
