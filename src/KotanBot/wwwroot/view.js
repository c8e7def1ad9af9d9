// What stands on the screen. Texts from the wire only ever become text nodes.

import { T, use } from './words.js';
import { offer } from './choices.js';
import { chat } from './line.js';

export const $ = id => document.getElementById(id);

// The person pressed something that says this: say(text, frame). The question was another one: changed().
export const on = {};

const log = $('log');

// The first words as they came with the page, and their paragraphs until the server has confirmed them.
const served = JSON.parse($('first').textContent).m || [];
let unsure = [];

let told = 'ready';

export function state(key) {
  told = key;
  if ($('state').textContent !== T[key]) $('state').textContent = T[key];
}

function speak(language) {
  document.documentElement.lang = language;
  if (!use(language)) return;
  for (const e of document.querySelectorAll('[data-t]')) e.textContent = T[e.dataset.t];
  for (const e of document.querySelectorAll('[data-a]')) e.setAttribute('aria-label', T[e.dataset.a]);
  state(told);
}

export function element(name, className, ...inside) {
  const e = document.createElement(name);
  e.className = className;
  e.append(...inside);
  return e;
}

export function button(text, className, press) {
  const b = element('button', className, text);
  b.type = 'button';
  b.onclick = press;
  return b;
}

/** Down to the newest, but a reply longer than the screen is read from its beginning. */
export function scroll(from) {
  const end = document.documentElement.scrollHeight;
  scrollTo(0, from ? Math.min(end, from.offsetTop - $('head').offsetHeight - 10) : end);
}

/** A remark of the page itself; a new one of the same kind takes the place of the last. */
export function note(key, text = T[key]) {
  const old = $(key);
  if (old) old.remove();
  const p = element('p', 'note', text);
  p.id = key;
  log.append(p);
  scroll();
  return p;
}

export function working(yes) {
  const dots = $('dots');
  if (dots) dots.remove();
  if (!yes) return;
  note('dots', '•••').className = 'm dots';
  $('dots').setAttribute('aria-hidden', 'true');
}

/** Addresses and commands in the bot's texts can be pressed; what a person wrote stays as it is. */
function pressable(part) {
  if (/^\/[a-z]+$/.test(part)) return button(part, 'in', () => on.say(part));
  if (!/^https?:/.test(part)) return part;
  const a = element('a', '', part);
  a.href = part;
  a.rel = 'noopener noreferrer';
  a.target = '_blank';
  return a;
}

function paragraph(m) {
  const text = m.f ? T.gone : m.t;
  const parts = m.u ? [text] : text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]|\B\/[a-z]{2,12}\b(?!\/))/).map(pressable);
  const p = element('p', m.u ? 'm me' : 'm', element('span', 'sr', (m.u ? T.me : 'KotanBot') + ': '), ...parts);
  // Nobody needs to hear what they just wrote.
  if (m.u) p.setAttribute('aria-live', 'off');
  p.lang = m.l || document.documentElement.lang;
  // A file costs data: it is loaded when somebody presses its name, and so is what loads it.
  if (m.d) p.append('\n', button(m.d[0], 'in', e => import('/file.js').then(f => f.default(m, e.target, chat))));
  return p;
}

const find = m => [...log.children].find(e => (m.n && e.dataset.n == m.n) || (m.i && e.dataset.i === m.i));

/** The paragraph of what the page has shown already, if the server says the same. */
function confirm(m) {
  const [p, as] = unsure.shift();
  if (as.t === m.t && String(as.c) === String(m.c)) return p;
  for (const [e] of [[p], ...unsure]) e.remove();
  unsure = [];
  on.changed();
}

/**
 * Puts a message in its place: by ordinal, those still on their way (data-i) last. One that stands here already is brought up to
 * date. Returns the paragraph of a new message of the bot.
 */
export function show(m) {
  let p = find(m);
  if (!p && !m.u && unsure.length) p = confirm(m);
  if (p) {
    if (m.n) p.dataset.n = m.n;
    if (m.f) p.textContent = T.gone;
    if (m.n) mark(m);
    return;
  }
  // The join, or the invitation's code in its place.
  if (!m.t && !m.f || m.i === '0') return;
  if (!m.u) speak(m.l || 'id');
  p = paragraph(m);
  if (m.n) p.dataset.n = m.n;
  else p.dataset.i = m.i;
  log.insertBefore(p, m.n && [...log.children].find(e => e.dataset.n > +m.n || e.dataset.i) || null);
  if (!m.u) {
    if ((m.q || m.c) && !log.querySelector('[data-i]')) offer(m);
    return p;
  }
  if (!offer()) return;
  // Where a keyboard goes on after its button has gone; not the text box, that would open a phone's keyboard.
  p.tabIndex = -1;
  p.focus({ preventScroll: true });
}

/** What became of an answer: nothing to tell, "wait" or "fail" with its words. */
export function mark(m, kind, text) {
  const p = find(m);
  if (!p) return;
  for (const small of p.querySelectorAll('small')) small.remove();
  p.classList.remove('wait', 'fail');
  if (kind !== 'wait') delete p.dataset.i;
  if (!kind) return;
  p.classList.add(kind);
  p.append(element('small', '', text));
}

/** Leaves nothing on the screen but the paragraphs given. */
export function clear(...left) {
  for (const p of left) delete p.dataset.n;
  log.textContent = '';
  log.append(...left);
  unsure = [];
  offer();
}

/** The first words as they came with the page: good until the server's own. */
export function greet() {
  const shown = served.map(m => [show(m), m]);
  for (const [p] of shown) delete p.dataset.n;
  unsure = shown;
  // It is read from its beginning.
  requestAnimationFrame(() => shown[0] && scroll(shown[0][0]));
}
