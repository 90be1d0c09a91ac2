import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { Assets } from './assets.ts';
import { nameErrors } from './name-errors.ts';
import { viewHelpers } from './view-helpers.ts';

export type Views = {
  /** Renders a view inside its layout; strict: a value that the view names and the model lacks is an error. */
  render(view: string, model: object, layout?: string | null): string;
};

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
  return {
    render(view, model, layout = 'main') {
      const drawn = template(view)(model);
      const body = drawn.includes('class="error-summary"') ? nameErrors(drawn) : drawn;
      return layout === null ? body : template(`layouts/${layout}`)({ ...model, body: new handlebars.SafeString(body) });
    },
  };

  function template(name: string): Handlebars.TemplateDelegate {
    const found = templates.get(name);
    if (!found) throw new Error(`There is no view ${name}.`);
    return found;
  }
}
