/** The server's time, and what counts on it: countdowns that run on, past zero too. */

let offset = 0;

/** Takes the server's time as it was when its answer came. @param {string | null | undefined} serverTime */
export function setClock(serverTime) {
  if (serverTime) offset = Date.parse(serverTime) - Date.now();
}

export function drawClocks() {
  for (const element of document.querySelectorAll('[data-until]')) {
    const left = Math.round((Date.parse(element.getAttribute('datetime') ?? '') - Date.now() - offset) / 1000);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const text = `${left < 0 ? '+' : ''}${minutes}:${String(seconds).padStart(2, '0')}`;
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle('over', left < 0);
  }
}
