/** Draws the changing parts of a page anew from the server's own page, and leaves alone what somebody is typing in. */

/** Answers false when the page is no longer ours to see, as after signing out. */
export async function redraw() {
  const response = await fetch(window.location.href, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(10_000) });
  if (response.status >= 500) throw new Error(`The page was answered with ${response.status}.`);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!fresh.querySelector('[data-hall]')) return false;
  const focused = document.activeElement?.id;
  for (const old of document.querySelectorAll('[data-region]')) {
    const next = fresh.querySelector(`[data-region="${old.getAttribute('data-region')}"]`);
    if (next && sight(old) !== sight(next)) old.replaceWith(document.importNode(next, true));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return true;
}

/** What a person would see of it: the tokens and command ids of its forms differ every time. @param {Element} element */
function sight(element) {
  return element.outerHTML
    .replace(/ name="(csrf|command)" value="[^"]*"/g, '')
    .replace(/(data-until="">)[^<]*/g, '$1')
    .replace(/ class="hall-clock[^"]*"/g, '');
}
