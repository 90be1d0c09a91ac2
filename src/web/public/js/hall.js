/**
 * Every live page of a docking event. A message, a reconnection or twenty quiet seconds ask the log what happened after the
 * number that is shown; when something did, the changing parts are drawn anew. Without the network the page says how old it is.
 */
import { watch } from './live.js';
import { drawClocks, setClock } from './hall-clock.js';
import { newId, openCommands } from './hall-commands.js';
import { redraw } from './hall-regions.js';

const eventId = document.querySelector('[data-hall]')?.getAttribute('data-hall') ?? '';
const offline = /** @type {HTMLElement} */ (document.querySelector('[data-offline]'));
const refusal = /** @type {HTMLElement} */ (document.querySelector('[data-refusal]'));
const quiet = 20_000;

let freshAt = Date.now();
let isFresh = true;
let waiting = 0;
let asking = false;
let askAgain = false;

const mark = () => document.querySelector('[data-region="mark"]');
setClock(mark()?.getAttribute('data-now'));

async function catchUp() {
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  do {
    askAgain = false;
    try {
      await ask();
      freshAt = Date.now();
      isFresh = true;
    } catch {
      isFresh = false;
    }
  } while (askAgain && isFresh);
  asking = false;
  drawState();
}

async function ask() {
  const after = mark()?.getAttribute('data-sequence') ?? '0';
  const response = await fetch(`/api/v1/events/${eventId}/hall/log?after=${after}`, { signal: AbortSignal.timeout(10_000) });
  if (response.status >= 500) throw new Error(`The log was answered with ${response.status}.`);
  const log = response.ok ? await response.json() : { gap: true, entries: [] };
  setClock(log.serverTime);
  if (!log.gap && log.entries.length === 0) return;
  if (!(await redraw())) window.location.reload();
  drawClocks();
}

/** Says so when what is shown may be old, or when commands wait for the network. */
function drawState() {
  const age = Math.round((Date.now() - freshAt) / 1000);
  const isOld = !isFresh || age > (2.5 * quiet) / 1000;
  offline.hidden = !isOld && waiting === 0;
  if (offline.hidden) return;
  const words = offline.dataset;
  const since =
    age < 120 ? words.seconds?.replace('{n}', String(age)) : words.minutes?.replace('{n}', String(Math.round(age / 60)));
  const lines = [
    isOld ? words.text?.replace('{age}', since ?? '') : '',
    waiting ? words.waiting?.replace('{n}', String(waiting)) : '',
  ];
  offline.textContent = lines.join(' ');
}

const commands = openCommands(eventId, {
  done() {
    refusal.hidden = true;
    void catchUp();
  },
  refused(_command, message) {
    const line = refusal.querySelector('p');
    if (line) line.textContent = message;
    refusal.hidden = false;
    refusal.scrollIntoView({ block: 'nearest' });
    void catchUp();
  },
  waiting(count) {
    waiting = count;
    isFresh = isFresh && count === 0;
    drawState();
  },
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-command')) return;
  event.preventDefault();
  const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  if (event.submitter instanceof HTMLButtonElement && event.submitter.name) fields[event.submitter.name] = event.submitter.value;
  const { csrf: _csrf, command, ...asked } = fields;
  commands.send({ ...asked, id: command || newId() });
  renew(form);
});

/** A form that stays on the page asks for something new the next time. @param {HTMLFormElement} form */
function renew(form) {
  if (form.closest('[data-region]')) return;
  for (const input of form.querySelectorAll('input')) {
    if (input.name === 'command') input.value = newId();
    else if (input.type !== 'hidden') input.value = '';
  }
  /** @type {HTMLInputElement | null} */ (form.querySelector('input:not([type="hidden"])'))?.focus();
}

/** A hall full of phones does not ask in the same instant. */
function hint() {
  window.setTimeout(() => void catchUp(), Math.random() * 200);
}

if (eventId) {
  watch(eventId, hint);
  window.addEventListener('online', hint);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) hint();
  });
  window.setInterval(() => void catchUp(), quiet * (0.9 + Math.random() * 0.2));
  window.setInterval(() => {
    drawClocks();
    drawState();
  }, 1000);
  drawClocks();
}
