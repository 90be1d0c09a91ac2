import type { Config } from '../../config.ts';
import type { Visit } from '../../web/visit.ts';

/** Where people reach this site: as the installation says, else as this request did. Stands in calendars and on paper. */
export function siteUrl(config: Pick<Config, 'PUBLIC_URL'>, request: Visit['request']): string {
  return (config.PUBLIC_URL ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');
}
