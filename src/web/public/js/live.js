/**
 * The live connection of a page. A message is a hint that something changed; the page then fetches what it missed,
 * so a lost message costs nothing but a little time.
 * @typedef {import('socket.io-client').Socket} Socket
 */

/** @type {Socket | undefined} */
let socket;

/** One connection a page, opened when the first listener asks for it. @returns {Socket} */
export function connect() {
  if (!socket) {
    const io = /** @type {{ io: typeof import('socket.io-client').io }} */ (/** @type {unknown} */ (window)).io;
    socket = io({ path: '/live', transports: ['websocket', 'polling'], reconnectionDelayMax: 5000, randomizationFactor: 0.7 });
  }
  return socket;
}

/**
 * Hears a message that is sent to this account or to a room that the page watches.
 * @param {string} name @param {(body: any) => void} hear
 */
export function on(name, hear) {
  connect().on(name, hear);
}

/**
 * Watches an event's room; `hint` runs on every change and after every reconnection.
 * @param {string} eventId @param {() => void} hint
 */
export function watch(eventId, hint) {
  const live = connect();
  const join = () => live.emit('event:watch', { eventId }, () => hint());
  if (live.connected) join();
  live.on('connect', join);
  live.on('hall:changed', (/** @type {{ eventId: string }} */ body) => {
    if (body.eventId === eventId) hint();
  });
}
