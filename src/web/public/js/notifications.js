/**
 * The bell and its toasts. A message only says that there is something new: the words come from the API, which checks
 * whose they are. After every reconnection the list is asked again, so the bell is right even when messages were missed.
 */
import { connect, on } from './live.js';

/** @typedef {{ id: string, text: string }} Notice */

const bell = document.querySelector('[data-unread]');
const toasts = document.querySelector('[data-toasts]');

/** @param {string | null} newest the notice to be shown, when a message named one */
async function refresh(newest) {
  const response = await fetch('/api/v1/notifications', { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const { unread, notifications } = await response.json();
  if (bell) bell.textContent = unread > 0 ? String(unread) : '';
  const notice = notifications.find((/** @type {Notice} */ one) => one.id === newest);
  if (notice) showToast(notice);
}

/** @param {Notice} notice */
function showToast(notice) {
  const toast = document.createElement('div');
  toast.className = 'toast';
  const link = document.createElement('a');
  link.href = `/notifications/${notice.id}/open`;
  link.textContent = notice.text;
  toast.append(link);
  toasts?.append(toast);
  window.setTimeout(() => toast.remove(), 12_000);
}

/** The network may be away for a moment; the next message or reconnection asks again. @param {string | null} newest */
function refreshQuietly(newest) {
  refresh(newest).catch(() => undefined);
}

on('notification:created', ({ notificationId }) => refreshQuietly(notificationId));
connect().io.on('reconnect', () => refreshQuietly(null));
