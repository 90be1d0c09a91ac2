/**
 * Commands to the hall. Each has an id and is kept in this browser until the server has answered, so that a bad network
 * or a reload loses none; the server carries out an id once, however often it arrives.
 * @typedef {{ id: string } & Record<string, string>} Command
 * @typedef {{ done: (command: Command) => void, refused: (command: Command, message: string) => void, waiting: (count: number) => void }} Listener
 */

/** @param {string} eventId @param {Listener} listener */
export function openCommands(eventId, listener) {
  const prefix = `hall ${eventId} `;
  const queue = read(prefix);
  let sending = false;
  let pause = 500;

  /** @param {Command} command */
  function send(command) {
    if (queue.some(({ command: waiting }) => waiting.id === command.id)) return;
    const key = `${prefix}${Date.now()} ${command.id}`;
    queue.push({ key, command });
    keep(key, command);
    void work();
  }

  async function work() {
    if (sending) return;
    sending = true;
    while (queue.length > 0) {
      const answer = await post(eventId, queue[0].command);
      if (answer === 'later') {
        listener.waiting(queue.length);
        await new Promise((resolve) => window.setTimeout(resolve, pause * (0.5 + Math.random())));
        pause = Math.min(pause * 2, 8000);
        continue;
      }
      pause = 500;
      const [{ key, command }] = queue.splice(0, 1);
      keep(key, null);
      listener.waiting(queue.length);
      if (answer === 'done') listener.done(command);
      else listener.refused(command, answer.message);
    }
    sending = false;
  }

  void work();
  return { send };
}

/**
 * What cannot be answered now is asked again; a refusal would be the same again.
 * @param {string} eventId @param {Command} command @returns {Promise<'done' | 'later' | { message: string }>}
 */
async function post(eventId, command) {
  try {
    const response = await fetch(`/api/v1/events/${eventId}/hall/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.ok) return 'done';
    if (response.status >= 500 || response.status === 429) return 'later';
    const { message, fields } = /** @type {{ message: string, fields?: Record<string, string> }} */ (await response.json());
    return { message: [message, ...Object.values(fields ?? {})].join(' ') };
  } catch {
    return 'later';
  }
}

/** An id as `crypto.randomUUID` makes it, which a page on a plain local network has not. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * What was not answered when a page of this browser was closed, in the order in which it was asked.
 * @param {string} prefix @returns {{ key: string, command: Command }[]}
 */
function read(prefix) {
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
    return keys.sort().map((key) => ({ key, command: JSON.parse(window.localStorage.getItem(key) ?? '') }));
  } catch {
    return [];
  }
}

/** Each command under its own key, so that two pages of one browser do not overwrite each other's. @param {string} key @param {Command | null} command */
function keep(key, command) {
  try {
    if (command) window.localStorage.setItem(key, JSON.stringify(command));
    else window.localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing still has the queue as long as the page is open.
  }
}
