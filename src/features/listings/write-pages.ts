import type { Knex } from 'knex';
import type { App } from '../../compose.ts';
import type { Web } from '../../web/web.ts';
import { checkPages } from './editor/check-pages.ts';
import { editorPages } from './editor/editor-pages.ts';
import { fileStepPages } from './editor/file-step-pages.ts';
import { filePages } from './files/file-pages.ts';
import { minePages } from './mine/mine-pages.ts';
import { moderationPages } from './moderation/moderation-pages.ts';

/** Where people write listings. Addresses with a word in them come before those that take any word. */
export function listingWritePages(web: Web, app: App, db: Knex): void {
  fileStepPages(web, app, db);
  checkPages(web, app, db);
  editorPages(web, app, db);
  minePages(web, app, db);
  moderationPages(web, app, db);
  filePages(web, db);
}
