// Answers on their way, in order: {i, t, k, p, g} as they travel (docs/channels.md), s: how they are shown, f: a photo.
// Each keeps its id, so that one that goes twice is answered once.

import { T } from './words.js';
import { mark, on, scroll, show } from './view.js';
import { ANSWER, CODE, answers, disk, read, write } from './kept.js';
import { LEAN, call, chat, connect, failures, hang, isOpen, polling, receive, transmit } from './line.js';

export let queue = answers().map(read);

// The first word of a new conversation is on its way.
let opening = false;

// The server asked for a pause.
let paused = false;

/** Takes an answer: shown and kept at once, sent when there is a line. */
export function say(answer) {
  const q = { i: Date.now().toString(36) + Math.random().toString(36).slice(2, 8), ...answer };
  // A photo that could not be shrunk lives as long as the page.
  if (!q.f || !q.f.size) write(ANSWER + q.i, q);
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
  if (q && status < 500 && status !== 429) {
    mark(q, 'fail', T.failed + text);
    return drop(q.i);
  }
  paused = true;
  setTimeout(() => {
    paused = false;
    recall();
    drain();
  }, (seconds || 5) * 1000);
}

/** Sends what can go now. A new conversation waits for its first question: it may be another one than the page showed. */
export function drain() {
  if (!chat || paused || !isOpen() && !polling) return;
  const out = [];
  if (!chat.w) {
    const code = read(CODE);
    if (!opening) out.push(code ? { i: '0', t: '/mulai ' + code } : { i: '0', j: 1 });
    opening = true;
  } else
    for (const q of queue) {
      if (q.f) {
        // What comes after a photo waits for it.
        if (q === queue[0] && !q.sent) upload(q);
        break;
      }
      if (!q.sent) out.push(q);
      q.sent = 1;
    }
  showQueue();
  const frames = out.map(q => JSON.stringify(q, ['i', 't', 'k', 'p', 'g', 'j']));
  if (isOpen()) frames.forEach(transmit);
  else if (out.length) post(out, `[${frames}]`);
}

async function post(out, frames) {
  try {
    const got = await call('POST', 'activities', frames, LEAN);
    // Those that follow a refused one were not read.
    for (const q of out) q.sent = 0;
    receive(got);
  } catch (error) {
    if (/400|413|415|429|5../.test(error.status)) return out.forEach(q => refuse(q.i, error.status, error.message, error.after));
    hang();
    connect();
  }
}

async function upload(q) {
  q.sent = 1;
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify({ type: 'message', channelData: { clientActivityID: q.i } })], { type: 'application/vnd.microsoft.activity' }));
  const photo = q.f.size ? q.f : new Blob([Uint8Array.from(atob(q.f), c => c.charCodeAt(0))], { type: 'image/jpeg' });
  form.append('file', photo, 'foto.jpg');
  try {
    const { id } = await call('POST', 'upload', form, '', 600);
    receive({ a: [[q.i, +id.split('|')[1] || 0]] });
  } catch (error) {
    refuse(q.i, error.status || 503, error.message, error.after);
  }
}
