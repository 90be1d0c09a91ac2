import type { HelmetOptions } from 'helmet';
import type { Config } from '../config.ts';

/** Everything comes from this host, and nothing is inline: neither script nor style. */
export function contentSecurity(config: Config): HelmetOptions['contentSecurityPolicy'] {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      ...(config.SECURE_COOKIES ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}
