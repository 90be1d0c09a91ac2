/**
 * The bell and its toasts. A message only says that there is something new: the words come from the API, which checks
 * whose they are, and after every reconnection the list is asked again, so nothing is missed and nothing shown twice.
 */
import { connect, on } from './live.js';

/** @typedef {{ id: string, text: string, isRead: boolean }} Notice */

const shown = new Set();
const bell = document.querySelector('[data-unread]');
const toasts = document.querySelector('[data-toasts]');
const started = new Date().toISOString();

/** @param {boolean} tell whether what came since the page was opened is said aloud */
async function refresh(tell) {
  const response = await fetch('/api/v1/notifications', { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const { unread, notifications } = await response.json();
  if (bell) bell.textContent = unread > 0 ? String(unread) : '';
  if (!tell) return;
  for (const notice of notifications.slice().reverse()) {
    if (!notice.isRead && notice.createdAt >= started && !shown.has(notice.id)) showToast(notice);
    shown.add(notice.id);
  }
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

/** The network may be away for a moment; the next message or reconnection asks again. @param {boolean} tell */
function refreshQuietly(tell) {
  refresh(tell).catch(() => undefined);
}

on('notification:created', () => refreshQuietly(true));
connect().io.on('reconnect', () => refreshQuietly(true));
