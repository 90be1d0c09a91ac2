import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Config } from '../config.ts';

/** Everything comes from this host, and nothing is inline: neither script nor style. */
function contentSecurity(config: Config): HelmetOptions['contentSecurityPolicy'] {
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

/** The headers that helmet gives every answer. They are the same for all, so helmet is asked once, when the server is made. */
export function securityHeaders(config: Config): RequestHandler {
  const headers = new Map<string, string | number | readonly string[]>();
  const collector = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => undefined,
  };
  const options = { contentSecurityPolicy: contentSecurity(config), strictTransportSecurity: config.SECURE_COOKIES };
  helmet(options)({} as IncomingMessage, collector as unknown as ServerResponse, (problem?: unknown) => {
    if (problem) throw problem as Error;
  });
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}
