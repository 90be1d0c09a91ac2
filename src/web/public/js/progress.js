/** What runs for a while, on a page that reads the same without this: its part is asked again until it is over. */
const part = document.querySelector('[data-progress]');
const everyMilliseconds = 2000;

async function ask() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.querySelector('[data-progress]');
  const shown = document.querySelector('[data-progress]');
  // Nothing is taken from under somebody's finger.
  if (fresh && shown && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(fresh));
  if (!fresh?.hasAttribute('data-running')) {
    clearInterval(timer);
    location.reload();
  }
}

const timer = setInterval(() => void ask(), everyMilliseconds);
if (!part?.hasAttribute('data-running')) clearInterval(timer);
