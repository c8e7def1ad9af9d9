// The line to the server: a WebSocket in the lean dialect (docs/channels.md), or long polls where sockets are blocked.

import { T } from './words.js';
import { $, clear, greet, note, scroll, show, state, working } from './view.js';
import { offer } from './choices.js';
import { ANSWER, CHAT, CODE, answers, disk, read, write } from './kept.js';
import { acknowledge, drain, giveUp, queue, recall, refuse, showQueue } from './queue.js';

export const LEAN = 'application/vnd.kotanbot.lean+json';
const SHOWN = 40;

export let chat = read(CHAT);
export let polling = null;
export let socket = null;
let token = null;
let connecting = false;
export let failures = 0;
// Sockets in a row that never opened.
let blocked = 0;
let timer = 0;
let patience = 0;

// Bytes over the line. Heads, and a socket's handshake, are estimated.
export let carried = 0;
const HEADS = 700;
const HANDSHAKE = 1300;

// ---- what came in

/** Shows and keeps messages. Other tabs write here too: what they kept is taken over and never thrown away. */
function keep(fresh, watermark = 0, resume) {
  const kept = read(CHAT) || chat;
  if (kept.id !== chat.id) return adopt(kept);
  // The token on the disk is at least as new as any but one that came just now.
  chat.resume = resume || kept.resume;
  const byPlace = new Map();
  // What was forgotten stays forgotten.
  for (const m of [...kept.m, ...chat.m, ...fresh])
    if (!(byPlace.get(m.n) || {}).f) byPlace.set(m.n, m);
  chat.m = [...byPlace.values()].sort((a, b) => a.n - b.n).slice(-SHOWN);
  chat.w = Math.max(chat.w, kept.w, watermark);
  // Before the server's first word there is nothing to come back to. Writing without need would go round between tabs for ever.
  if (watermark || fresh.length) write(CHAT, chat);
  for (const m of chat.m) acknowledge(m.i);
  return chat.m.map(show).filter(Boolean);
}

/** Another tab was first to begin. */
function adopt(kept) {
  hang();
  clear();
  chat = kept;
  token = null;
  keep([]);
  showQueue();
  connect();
  return [];
}

/** Takes what the server says to one who has asked for what is after a watermark. */
export function receive({ a = [], m = [], no, w, y, end, r }, asked = 0) {
  if (w < asked) {
    // The server was restored from a backup: its log counts, not what is kept here.
    write(CHAT, Object.assign(chat, { w: 0, m: [] }));
    clear();
    showQueue();
  }
  const before = chat;
  const fresh = keep([...a.map(([i, n]) => acknowledge(i, n)).filter(Boolean), ...m], w || r && chat.w, r);
  // This was for a conversation that another tab has left.
  if (chat !== before) return;
  if (no) refuse(no.i, no.s, no.m, no.after);
  working(y);
  if (fresh.length) {
    delete disk[CODE];
    scroll(fresh.length < 9 && fresh[0]);
  }
  if (!end) drain();
  else if (!fresh.length) ended();
  else {
    forget();
    clear(...fresh);
    offer({ again: 1 });
    state('over');
  }
}

/** Nothing of an ended conversation stays on the device. Answers on their way were meant for it. */
function forget() {
  hang();
  giveUp(T.failed);
  for (const key of [CHAT, CODE, ...answers()]) delete disk[key];
  chat = token = null;
}

/** The kept conversation is gone: a new one begins with the next answer. */
function ended() {
  const kept = read(CHAT);
  if (kept && kept.id !== chat.id) return adopt(kept);
  forget();
  clear(...document.querySelectorAll('.fail'));
  note('ended');
  greet();
  state('ready');
}

// ---- HTTP

export async function call(method, address, body, type, seconds = 60) {
  const stop = new AbortController();
  const bell = setTimeout(() => stop.abort(), seconds * 1000);
  const about = chat;
  const headers = type ? { [body ? 'Content-Type' : 'Accept']: type } : {};
  try {
    if (address[0] !== '/') {
      if (!token || token.until < Date.now()) await enter();
      headers.Authorization = 'Bearer ' + token.t;
      address = home() + address;
    }
    const got = await fetch(address, { method, headers, body, cache: 'no-store', signal: stop.signal });
    carried += HEADS + (body ? body.length || body.get('file').size + HEADS : 0) + +got.headers.get('Content-Length');
    // A proxy or a hotspot may answer in the server's place, with anything.
    const said = await got.json().catch(() => null);
    if (said && (got.ok || said.no)) return said;
    const { code, message } = said && said.error || {};
    if (/40[134]/.test(got.status)) token = null;
    const over = chat === about && (/^Conv/.test(code) || address[1] === 'c' && /^Unau|^Tok/.test(code));
    throw Object.assign(new Error(message), { status: got.status, after: +got.headers.get('Retry-After'), over });
  } finally {
    clearTimeout(bell);
  }
}

const home = () => `/v3/directline/conversations/${chat.id}/`;

/** A token for the kept conversation, or for a new one. */
async function enter() {
  const before = chat;
  const got = await call('POST', '/chat/token', JSON.stringify(chat ? { resume: chat.resume } : {}), 'application/json');
  if (chat !== before) throw new Error();
  if (!chat) chat = { id: got.conversationId, w: 0, m: [] };
  token = { t: got.token, until: Date.now() + 25 * 60000 };
  keep([], chat.w, got.resume);
}

// ---- the line comes and goes

/** One socket with the kept resume token. When that fails twice, /chat/token tells why: ended, or sockets are blocked. */
export async function connect() {
  clearTimeout(timer);
  if (socket || connecting || polling) return;
  if (!chat && !queue.length) return state(navigator.onLine ? 'ready' : 'offline');
  connecting = true;
  try {
    if (!chat || chat.w && blocked === 2) await enter();
  } catch (error) {
    return lost(error);
  } finally {
    connecting = false;
  }
  if (blocked > 2 || !window.WebSocket) poll(polling = {});
  else if (!socket) listen();
}

export function lost({ status, after, over }) {
  hang();
  if (over && chat && chat.w) return ended();
  // A conversation without a message is none.
  if (chat && !chat.w && (over || !token)) chat = null;
  if (!status && blocked < 3) blocked = 0;
  retry(after);
}

function listen() {
  let opened = false;
  let asked = chat.w;
  const line = socket = new WebSocket(location.origin.replace('http', 'ws') + home() + 'stream?watermark=' + chat.w, ['kotanbot.lean', chat.w ? chat.resume : token.t]);
  carried += HANDSHAKE;
  line.onopen = () => {
    clearTimeout(patience);
    opened = true;
    failures = blocked = 0;
    state('online');
    drain();
  };
  line.onmessage = ({ data }) => {
    if (line !== socket) return;
    clearTimeout(patience);
    carried += data.length + 4;
    if (!data) return;
    const got = JSON.parse(data);
    receive(got, asked);
    if (got.w) asked = 0;
    if (queue.some(q => q.sent)) expect(20);
  };
  line.onclose = () => {
    if (line !== socket) return;
    if (!opened) blocked++;
    hang();
    retry();
  };
  expect(15);
}

/** A dead line looks open: after so many seconds without a word it counts as closed. */
function expect(seconds) {
  clearTimeout(patience);
  patience = setTimeout(() => socket && socket.onclose(), seconds * 1000);
}

export function transmit(frame) {
  carried += frame.length + 8;
  socket.send(frame);
  expect(20);
}

export const isOpen = () => socket && socket.readyState === 1;

/** Lets go of the line. What was not acknowledged goes again. */
export function hang() {
  const line = socket;
  socket = polling = null;
  clearTimeout(patience);
  recall();
  if (line) line.close();
}

async function poll(round) {
  drain();
  try {
    while (round === polling) {
      const asked = chat.w;
      const got = await call('GET', `activities?watermark=${asked}&wait=25`, undefined, LEAN);
      if (round !== polling) return;
      failures = 0;
      state('online');
      receive(got, asked);
      if (!got.m) await new Promise(done => setTimeout(done, 1000));
    }
  } catch (error) {
    if (round === polling) lost(error);
  }
}

function retry(after) {
  failures++;
  state(!navigator.onLine ? 'offline' : failures > 3 ? 'down' : 'connecting');
  showQueue();
  clearTimeout(timer);
  if (document.hidden && !queue.length) return;
  timer = setTimeout(connect, after * 1000 || Math.min(60000, 200 * 2 ** failures) * (.5 + Math.random()));
}

/** Begins with what is kept. */
export function start() {
  clear();
  if (chat) keep([]);
  else greet();
  showQueue();
  scroll();
  connect();
}

addEventListener('storage', ({ key }) => {
  if (key && key !== CHAT) return;
  const kept = read(CHAT);
  if (kept && !chat) adopt(kept);
  else if (kept) keep([]);
  // An open line brings the last words itself.
  else if (chat && chat.w && !socket && !polling) ended();
});
