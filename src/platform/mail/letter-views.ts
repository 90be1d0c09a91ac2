import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

export type Letter = {
  lang: string;
  brand: string;
  subject: string;
  hello: string;
  text: string;
  link: string;
  button: string;
  orCopy: string;
  why: string;
};
export type LetterViews = { render(letter: Letter): { html: string; text: string } };

const folder = new URL('../../../views/mail/', import.meta.url);

/** The two bodies of a letter, for programs that show HTML and for those that do not. Strict, as pages are. */
export function readLetterViews(): LetterViews {
  const compile = (file: string, noEscape: boolean) =>
    Handlebars.compile<Letter>(readFileSync(new URL(file, folder), 'utf8'), { strict: true, noEscape });
  const html = compile('notice.html.hbs', false);
  const text = compile('notice.text.hbs', true);
  return { render: (letter) => ({ html: html(letter), text: text(letter) }) };
}
