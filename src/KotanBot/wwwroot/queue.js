// Answers on their way, in order: {i, t, k, p, g} as they travel (docs/channels.md), s: how they are shown, f: a photo.
// Each keeps its id, so that one that goes twice is answered once.

import { T } from './words.js';
import { mark, on, scroll, show } from './view.js';
import { offer } from './choices.js';
import { ANSWER, CODE, answers, disk, read, write } from './kept.js';
import { LEAN, call, chat, connect, failures, isOpen, lost, polling, receive, transmit } from './line.js';

export let queue = answers().map(read).filter(Boolean);

// The first word of a new conversation is on its way.
let opening = false;

// The server asked for a pause.
let paused = false;

// A photo is on its way. It goes on when the line is lost.
let uploading = null;

/** Takes an answer: shown and kept at once, sent when there is a line. */
export function say(answer) {
  // Pressed twice.
  if (answer.p && queue.some(q => String(q.p) === String(answer.p))) return;
  const q = { i: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), ...answer };
  write(ANSWER + q.i, q);
  queue.push(q);
  showQueue();
  scroll();
  drain();
  connect();
}

export function showQueue() {
  for (const q of queue) {
    show({ u: 1, i: q.i, t: q.t || q.s });
    mark(q, 'wait', failures ? T.waiting : T.sending);
  }
}

function drop(i) {
  delete disk[ANSWER + i];
  queue = queue.filter(q => q.i !== i);
}

/** Off the queue; the message that it became, if it has a place. */
export function acknowledge(i, n) {
  const q = i && queue.find(q => q.i === i);
  if (!q) return;
  drop(i);
  if (n === 0) mark(q);
  return n && { n, u: 1, t: q.t || q.s, i };
}

/** The line is gone with whatever was on it. */
export function recall() {
  opening = false;
  for (const q of queue) q.sent = 0;
}

export function giveUp(text) {
  for (const q of queue) {
    mark(q, 'fail', text);
    drop(q.i);
  }
}

on.changed = () => giveUp(T.changed);

export function refuse(i, status, text, seconds) {
  // One too long to be read at all has no name.
  const q = queue.find(q => i ? q.i === i : q.sent);
  // Those that follow a refused one were not read.
  recall();
  if (q && /400|41[35]/.test(status)) {
    mark(q, 'fail', T.failed + text);
    drop(q.i);
    if (!queue.length) offer([...chat.m].reverse().find(m => m.u || m.q || m.c));
    return;
  }
  paused = true;
  setTimeout(() => {
    paused = false;
    drain();
  }, (seconds || 5) * 1000);
}

/** Sends what can go now, and no more until that is answered: answers never overtake each other. A new conversation waits for its first question: it may be another one than the page showed. */
export function drain() {
  if (!chat || paused || uploading === chat || !isOpen() && !polling || queue.some(q => q.sent)) return;
  const out = [];
  if (!chat.w) {
    const code = read(CODE);
    if (!opening) out.push(code ? { i: '0', t: '/mulai ' + code } : { i: '0', j: 1 });
    opening = true;
  } else if (queue[0] && queue[0].f) upload(queue[0]);
  else {
    let length = 0;
    for (const q of queue) {
      length += (q.t || '').length;
      if (q.f || out.length && (out.length > 11 || length > 9999)) break;
      out.push(q);
      q.sent = 1;
    }
  }
  showQueue();
  if (!out.length) return;
  const frames = out.map(q => JSON.stringify(q, ['i', 't', 'k', 'p', 'g', 'j']));
  const frame = out.length > 1 ? `[${frames}]` : frames[0];
  if (isOpen()) transmit(frame);
  else post(frame);
}

async function post(frame) {
  const before = chat;
  const round = polling;
  try {
    const got = await call('POST', 'activities', frame, LEAN);
    if (chat !== before) return;
    if (round === polling) for (const q of queue) q.sent = 0;
    receive(got);
  } catch (error) {
    if (round !== polling) return;
    if (/400|41[35]|429|5../.test(error.status)) {
      refuse(0, error.status, error.message, error.after);
      drain();
    } else lost(error);
  }
}

async function upload(q) {
  const before = uploading = chat;
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify({ type: 'message', channelData: { clientActivityID: q.i } })], { type: 'application/vnd.microsoft.activity' }));
  form.append('file', new Blob([Uint8Array.from(atob(q.f), c => c.charCodeAt(0))], { type: 'image/jpeg' }), 'foto.jpg');
  try {
    const { id } = await call('POST', 'upload', form, '', 600);
    uploading = null;
    if (chat === before) receive({ a: [[q.i, +id.split('|')[1] || 0]] });
  } catch (error) {
    uploading = null;
    if (chat === before) refuse(q.i, error.status || 503, error.message, error.after);
  }
  drain();
}
