// KotanBot's chat page: a Direct Line client without a framework. Texts from the wire only ever become text nodes.

const $ = id => document.getElementById(id);
const words = {
  en: {
    connecting: 'Connecting…', online: 'Connected', offline: 'No network. Your answers wait and are sent later.', slow: 'Connected (saving mode)',
    label: 'Write an answer', send: 'Send', choices: 'Answers to choose from', log: 'Conversation', photo: 'Photo', place: 'Location',
    bot: 'KotanBot', me: 'You', sending: 'Sending…', waiting: 'Waiting for the network', failed: 'Not sent. ',
    gone: 'This message was not kept.', ended: 'That conversation has ended. A new one starts here.', earlier: 'Earlier messages are not shown.',
    unplaced: 'The location could not be read. You can type the place instead.', big: 'This photo is too big. Please choose another (10 MB at most).',
    down: 'KotanBot cannot be reached just now. We keep trying.',
  },
  id: {
    connecting: 'Menyambung…', online: 'Terhubung', offline: 'Tidak ada jaringan. Jawaban Anda menunggu dan dikirim nanti.', slow: 'Terhubung (mode hemat)',
    label: 'Tulis jawaban', send: 'Kirim', choices: 'Pilihan jawaban', log: 'Percakapan', photo: 'Foto', place: 'Lokasi',
    bot: 'KotanBot', me: 'Anda', sending: 'Mengirim…', waiting: 'Menunggu jaringan', failed: 'Belum terkirim. ',
    gone: 'Pesan ini tidak disimpan.', ended: 'Obrolan tadi sudah berakhir. Ini obrolan baru.', earlier: 'Pesan yang lebih lama tidak ditampilkan.',
    unplaced: 'Lokasi tidak terbaca. Anda bisa menulis nama tempatnya.', big: 'Foto ini terlalu besar. Silakan pilih foto lain (paling besar 10 MB).',
    down: 'KotanBot belum bisa dihubungi. Kami coba terus.',
  },
};
let T = words.id; // the page speaks the language of the conversation, Indonesian until it is told otherwise

const KEY = 'kotanbot';
const SHOWN = 30; // how many messages a reload brings back
const BIGGEST = 10 * 1024 * 1024;
const LONG_EDGE = 1280;

let chat = null; // {conversationId, token, resume, watermark}
let socket = null;
let attempts = 0; // failures in a row
let blocked = 0; // sockets in a row that never opened
let timer = 0;
let draining = false;
let connecting = false;
const queue = []; // answers on their way, in order: {id, bubble, post}
const seen = new Set(); // activity ids on the page

const store = {
  read() {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
  },
  write() {
    try { localStorage.setItem(KEY, JSON.stringify(chat)); } catch { /* private mode: the chat lives as long as the page */ }
  },
};

// ---- the page

function state(text) {
  if ($('state').textContent !== text) $('state').textContent = text;
}

function speak(language) {
  if (!words[language] || T === words[language]) return;
  const said = Object.keys(T).find(k => T[k] === $('state').textContent);
  T = words[language];
  document.documentElement.lang = language;
  $('label').textContent = T.label;
  $('send').setAttribute('aria-label', T.send);
  $('choices').setAttribute('aria-label', T.choices);
  $('log').setAttribute('aria-label', T.log);
  for (const id of ['photo', 'place']) {
    $(id).setAttribute('aria-label', T[id]);
    $(id).querySelector('span').textContent = T[id];
  }
  if (said) state(T[said]);
}

function scroll() {
  $('log').scrollTop = $('log').scrollHeight;
}

function note(text) {
  const p = document.createElement('p');
  p.className = 'note';
  p.textContent = text;
  $('log').append(p);
  scroll();
}

function bubble(text, own, waiting) {
  const p = document.createElement('p');
  p.className = own ? 'm me' : 'm';
  const who = document.createElement('span');
  who.className = 'sr';
  who.textContent = (own ? T.me : T.bot) + ': ';
  p.append(who);
  // Addresses and commands in the bot's texts can be pressed; what a person wrote stays as it is.
  for (const part of own ? [text] : text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]|\B\/[a-z]{2,12}\b(?!\/))/)) {
    if (!own && /^https?:/.test(part)) {
      const a = document.createElement('a');
      a.href = part;
      a.rel = 'noopener noreferrer';
      a.target = '_blank';
      a.textContent = part;
      p.append(a);
    } else if (!own && /^\/[a-z]+$/.test(part)) {
      const b = document.createElement('button');
      b.type = 'button';
      b.className = 'in';
      b.textContent = part;
      b.onclick = () => say(part);
      p.append(b);
    } else p.append(part);
  }
  if (waiting) {
    p.append(document.createElement('small'));
    mark(p, 'wait', T.sending);
  }
  $('log').append(p);
  scroll();
  return p;
}

function mark(p, kind, text) {
  p.classList.remove('wait', 'fail');
  const small = p.querySelector('small');
  if (!small) return;
  if (!kind) return small.remove();
  p.classList.add(kind);
  small.setAttribute('aria-hidden', text === T.sending);
  small.textContent = text;
}

function writing(on) {
  const old = $('dots');
  if (!on) return old && old.remove();
  if (old) return $('log').append(old);
  const p = document.createElement('p');
  p.id = 'dots';
  p.className = 'm dots';
  p.setAttribute('aria-hidden', 'true');
  p.textContent = '•••';
  $('log').append(p);
  scroll();
}

function offer(actions, expects) {
  const box = $('choices');
  const focused = box.contains(document.activeElement);
  box.replaceChildren(...actions.map(action => {
    const b = document.createElement('button');
    b.type = 'button';
    b.textContent = action.title;
    if (action.text !== action.title) b.setAttribute('aria-label', `${action.title}. ${action.text}`);
    if (action.value && /^\//.test(action.value.k)) b.className = 'aside';
    b.onclick = () => say(action.text || action.title, { value: action.value, channelData: { messageBack: { displayText: action.displayText } } });
    return b;
  }));
  box.hidden = !actions.length;
  if (focused) $('log').focus({ preventScroll: true }); // not the text box: that would open a phone's keyboard
  $('photo').hidden = expects !== 'photo';
  $('place').hidden = expects !== 'location' || !navigator.geolocation;
  $('text').inputMode = expects === 'number' ? 'decimal' : 'text';
}

function show(activity) {
  if (seen.has(activity.id)) return;
  seen.add(activity.id);
  const data = activity.channelData || {};
  if (activity.from.role === 'bot') speak(activity.locale || 'id');
  if (activity.from.role === 'user') {
    const at = queue.findIndex(q => q.id === data.clientActivityID);
    const own = at >= 0 ? queue[at].bubble : [...$('log').children].find(p => p.dataset.id && p.dataset.id === data.clientActivityID);
    if (at >= 0) queue.splice(at, 1);
    if (own) {
      mark(own);
      if (data.forgotten) own.lastChild.textContent = T.gone; // a tip about a crime does not stay on the screen either
    } else if (activity.type === 'message' && (activity.text || data.forgotten)) bubble(data.forgotten ? T.gone : activity.text, true);
    if (activity.type === 'message') offer([]);
    return;
  }
  if (activity.type !== 'message') return;
  writing(false);
  const shown = bubble(activity.text || '', false);
  const actions = activity.suggestedActions && activity.suggestedActions.actions || [];
  if (actions.length || activity.inputHint === 'expectingInput') offer(actions, data.expects);
  return shown;
}

function receive(set) {
  const fresh = (set.activities || []).map(show).filter(Boolean);
  if (set.watermark && +set.watermark >= (+chat.watermark || 0)) {
    chat.watermark = set.watermark;
    store.write();
  }
  scroll();
  // A reply longer than the screen is read from its beginning.
  if (fresh.length && fresh.length < SHOWN / 2) $('log').scrollTop = Math.min($('log').scrollTop, fresh[0].offsetTop - $('log').offsetTop - 10);
}

// ---- the line

class Refused extends Error {
  constructor(status, text) {
    super(text || String(status));
    this.status = status;
  }
}

async function call(method, path, body, token) {
  const headers = {};
  if (token) headers.Authorization = 'Bearer ' + token;
  if (typeof body === 'string') headers['Content-Type'] = 'application/json';
  const got = await fetch(path, { method, headers, body, cache: 'no-store' });
  const read = await got.json().catch(() => ({}));
  if (!got.ok) throw new Refused(got.status, read.error && read.error.message);
  return read;
}

const path = rest => `/v3/directline/conversations/${encodeURIComponent(chat.conversationId)}${rest}`;

/** Gets fresh tokens for the kept conversation, or a new conversation when that one is over. */
async function enter() {
  const kept = chat || store.read();
  let got;
  try {
    got = await call('POST', '/chat/token', JSON.stringify(kept && kept.resume ? { resume: kept.resume } : {}));
  } catch (error) {
    if (!(error instanceof Refused) || !kept || error.status < 401 || error.status > 404) throw error;
    got = await call('POST', '/chat/token', '{}');
    $('log').replaceChildren();
    seen.clear();
    offer([]);
    if (+kept.watermark) note(T.ended);
    for (const answer of queue) if (answer.bubble) $('log').append(answer.bubble);
  }
  const same = kept && kept.conversationId === got.conversationId;
  chat = { conversationId: got.conversationId, token: got.token, resume: got.resume, stream: got.streamUrl, watermark: same ? kept.watermark : '0' };
  store.write();
  if (!same && !queue.length) greet();
}

/** The first word of a new conversation: the invitation from the address, or just "I am here". */
function greet() {
  const code = new URLSearchParams(location.search).get('k');
  if (code) {
    history.replaceState(null, '', location.pathname);
    say('/mulai ' + code.slice(0, 40));
  } else enqueue({ type: 'event', name: 'webchat/join' }, null);
}

async function connect() {
  clearTimeout(timer);
  if (connecting || socket) return;
  connecting = true;
  try {
    await enter();
  } catch {
    return retry();
  } finally {
    connecting = false;
  }
  drain();
  if (blocked > 1 || !window.WebSocket) return poll();
  listen();
}

/** A fresh page asks for the last messages; a page that lost its line asks only for what it missed. */
function since() {
  if (seen.size) return chat.watermark;
  const from = Math.max(0, chat.watermark - SHOWN);
  if (from) note(T.earlier);
  return String(from);
}

function listen() {
  const url = new URL(chat.stream, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.host = location.host;
  url.searchParams.set('watermark', since());
  let opened = false;
  socket = new WebSocket(url);
  socket.onopen = () => {
    opened = true;
    attempts = blocked = 0;
    state(T.online);
    drain();
  };
  socket.onmessage = event => event.data && receive(JSON.parse(event.data));
  socket.onclose = () => {
    socket = null;
    if (!opened) blocked++;
    retry();
  };
}

async function poll() {
  try {
    receive(await call('GET', path('/activities?watermark=' + since()), undefined, chat.token));
    attempts = 0;
    state(T.slow);
  } catch {
    return retry();
  }
  clearTimeout(timer);
  timer = setTimeout(poll, queue.length || $('dots') ? 1000 : 5000);
}

function retry() {
  attempts++;
  state(navigator.onLine === false ? T.offline : attempts > 2 ? T.down : T.connecting);
  clearTimeout(timer);
  timer = setTimeout(connect, Math.min(30000, 500 * 2 ** Math.min(attempts, 6)));
}

// ---- answers

function say(text, more) {
  offer([]);
  enqueue({ type: 'message', text, ...more }, text);
}

function enqueue(activity, text, file) {
  const id = crypto.getRandomValues(new Uint32Array(3)).join('-');
  const full = JSON.stringify({ ...activity, locale: document.documentElement.lang, from: { id: 'me' }, channelData: { ...activity.channelData, clientActivityID: id } });
  const shown = text === null ? null : bubble(text, true, true);
  if (shown) shown.dataset.id = id;
  queue.push({ id, bubble: shown, full, file });
  drain();
}

/** Sends one answer after the other; each keeps its id, so that a repeated attempt is never answered twice. */
async function drain() {
  if (draining || !chat) return;
  draining = true;
  while (queue.length) {
    const next = queue[0];
    try {
      writing(true);
      await post(next);
      if (next.bubble) mark(next.bubble);
    } catch (error) {
      writing(false);
      if (error instanceof Refused && (error.status === 400 || error.status === 413 || error.status === 415)) {
        if (next.bubble) mark(next.bubble, 'fail', T.failed + error.message);
      } else {
        if (next.bubble) mark(next.bubble, 'wait', T.waiting);
        draining = false;
        if (socket && error instanceof Refused && error.status < 500) socket.close();
        else if (!socket) retry();
        else timer = setTimeout(drain, 3000);
        return;
      }
    }
    const at = queue.indexOf(next);
    if (at >= 0) queue.splice(at, 1);
  }
  draining = false;
  setTimeout(() => queue.length || writing(false), 10000);
  if (!socket && blocked > 1) poll();
}

function post(answer) {
  if (!answer.file) return call('POST', path('/activities'), answer.full, chat.token);
  const form = new FormData();
  form.append('activity', new Blob([answer.full], { type: 'application/vnd.microsoft.activity' }));
  form.append('file', answer.file, 'foto');
  return call('POST', path('/upload'), form, chat.token);
}

/** A phone's photo is ten times larger than anybody needs here. */
async function shrink(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 400000 && /jpeg|png|webp/.test(file.type)) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', .8));
    return small || file;
  } catch {
    return file;
  }
}

// ---- the person

$('form').onsubmit = event => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (!text) return $('text').focus();
  $('text').value = '';
  grow();
  say(text);
  $('text').focus();
};

function grow() {
  const box = $('text');
  box.style.height = 'auto';
  box.style.height = Math.max(44, box.scrollHeight + 2) + 'px';
}

$('text').oninput = grow;
$('text').onkeydown = event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('form').requestSubmit();
  }
};

$('photo').onclick = () => $('file').click();
$('file').onchange = async () => {
  const chosen = $('file').files[0];
  $('file').value = '';
  if (!chosen) return;
  const file = await shrink(chosen);
  if (file.size > BIGGEST) return note(T.big);
  offer([]);
  enqueue({ type: 'message', text: '' }, '📷 ' + T.photo, file);
};

$('place').onclick = () => navigator.geolocation.getCurrentPosition(
  ({ coords: { latitude, longitude } }) => {
    offer([]);
    enqueue({ type: 'message', entities: [{ type: 'GeoCoordinates', latitude, longitude }] }, `📍 ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`);
  },
  () => note(T.unplaced),
  { enableHighAccuracy: true, timeout: 20000 });

addEventListener('online', () => { attempts = 0; if (!socket) connect(); else drain(); });
addEventListener('resize', scroll);
addEventListener('offline', () => state(T.offline));
document.addEventListener('visibilitychange', () => { if (!document.hidden && !socket && attempts) connect(); });

// ---- start

state(T.connecting);
connect();
