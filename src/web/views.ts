import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { Assets } from './assets.ts';
import { nameErrors } from './name-errors.ts';
import { keep } from './keep.ts';
import type { Layout } from './layout.ts';
import { gather, pieceOf, type Piece } from './pieces.ts';
import { viewHelpers } from './view-helpers.ts';

export type Views = {
  /** Renders a view; strict: a value that the view names and the model lacks is an error. */
  piece(view: string, model: object): Piece;
  /** Renders a view inside its layout, into the bytes of a page. */
  page(view: string, model: Layout & { title: string }, layout?: string): Buffer;
};

/** What the shell around a page shows, and so all that a kept shell depends on. */
const shellNames = 'lang theme type path canonical nav flash scripts breadcrumbs query title'.split(' ') as (keyof Layout)[];

const folder = fileURLToPath(new URL('../../views/', import.meta.url));

/** Compiles every view once. Any view is a partial under its path; those in `partials/` under their bare name. */
export function readViews(assets: Assets): Views {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(viewHelpers(assets));
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.hbs')) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    const name = relative(folder, path).replace(/\.hbs$/, '');
    const template = handlebars.compile(readFileSync(path, 'utf8'), {
      strict: true,
      preventIndent: true,
      knownHelpersOnly: false,
    });
    templates.set(name, template);
    handlebars.registerPartial(name.replace(/^partials\//, ''), template);
  }
  const shells = keep<[before: Piece, after: Piece]>({ most: 500, seconds: 600 });
  const piece = (view: string, model: object): Piece =>
    gather(() => {
      const drawn = template(view)(model);
      return drawn.includes('class="error-summary"') ? nameErrors(drawn) : drawn;
    });

  return {
    piece,
    page(view, model, layout = 'main') {
      const body = piece(view, model);
      if (layout !== 'main' || model.account) return Buffer.concat(piece(`layouts/${layout}`, { ...model, body }).bytes);
      const [before, after] = shellFor(model);
      return Buffer.concat([...before.bytes, ...body.bytes, ...after.bytes]);
    },
  };

  /** The shell that visitors see. It is kept under everything that it shows, and it can show nothing else. */
  function shellFor(model: Layout & { title: string }): [before: Piece, after: Piece] {
    const shown = Object.fromEntries(shellNames.map((name) => [name, model[name]]));
    const key = JSON.stringify(shown);
    const kept = shells.get(key);
    if (kept) return kept;
    const gap = pieceOf(Buffer.alloc(0));
    const root = { t: model.t, formats: model.formats, csrf: model.csrf, account: null };
    const { bytes } = piece('layouts/main', { ...shown, ...root, body: gap });
    const middle = bytes.indexOf(gap.bytes[0] as Buffer);
    const shell: [Piece, Piece] = [pieceOf(...bytes.slice(0, middle)), pieceOf(...bytes.slice(middle + 1))];
    shells.set(key, shell);
    return shell;
  }

  function template(name: string): Handlebars.TemplateDelegate {
    const found = templates.get(name);
    if (!found) throw new Error(`There is no view ${name}.`);
    return found;
  }
}
