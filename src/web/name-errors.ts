/** Says before each line of an error summary which field it is about, by the label that stands at the field. */
export function nameErrors(html: string): string {
  return html.replace(/<li><a href="#(f-[\w.-]+)">/g, (line, id: string) => {
    const at = id.replaceAll('.', '\\.');
    const found = new RegExp(`<label for="${at}"[^>]*>([^<]+)|<fieldset[^>]* id="${at}"[^>]*>\\s*<legend[^>]*>([^<]+)`).exec(
      html,
    );
    const label = (found?.[1] ?? found?.[2])?.trim();
    return label ? `${line}<b>${label}</b> · ` : line;
  });
}
