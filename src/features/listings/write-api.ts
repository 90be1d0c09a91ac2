import type { App } from '../../compose.ts';
import type { Web } from '../../web/web.ts';

/** Writing listings, for programs. */
export function listingWriteApi(web: Web, app: App): void {
  web.endpoint('createTechnology', ({ caller, body, command }) =>
    app.createListing(caller, { side: 'technology', content: body }, command),
  );
  web.endpoint('createNeed', ({ caller, body, command }) => app.createListing(caller, { side: 'need', content: body }, command));
  web.endpoint('editTechnology', ({ caller, params, body, command }) =>
    app.editListing(caller, params.listingId, body.version, { side: 'technology', content: body.content }, command),
  );
  web.endpoint('editNeed', ({ caller, params, body, command }) =>
    app.editListing(caller, params.listingId, body.version, { side: 'need', content: body.content }, command),
  );
  web.endpoint('submitListing', ({ caller, params, body, command }) =>
    app.submitListing(caller, params.listingId, body.version, command),
  );
  web.endpoint('publishListing', ({ caller, params, body, command }) =>
    app.publishListing(caller, params.listingId, body.version, command),
  );
  web.endpoint('returnListing', ({ caller, params, body, command }) =>
    app.returnListing(caller, params.listingId, body.version, body.reason, command),
  );
  web.endpoint('withdrawListing', ({ caller, params, command }) => app.withdrawListing(caller, params.listingId, command));
  web.endpoint('closeListing', ({ caller, params, command }) => app.closeListing(caller, params.listingId, command));
}
