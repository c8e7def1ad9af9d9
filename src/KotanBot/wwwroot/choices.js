// The answers that a question offers, and the control that helps with it.

import { T } from './words.js';
import { $, button, element, on } from './view.js';

const box = $('choices');

/** Toggles follow the numbers in the text box, which is what will be sent. */
export function mirror() {
  const numbers = $('text').value.match(/\d+/g) || [];
  for (const b of box.querySelectorAll('[aria-pressed]')) b.setAttribute('aria-pressed', numbers.includes(b.dataset.at));
  return numbers;
}

function toggle(at) {
  const numbers = mirror();
  $('text').value = (numbers.includes(at) ? numbers.filter(n => n !== at) : [...numbers, at].sort((a, b) => a - b)).join(', ');
  mirror();
  $('marked').textContent = $('text').value;
}

/** Lays out what a message offers, or nothing. Tells whether the focus was on the last ones. */
export function offer(m = {}) {
  const focused = [box, $('photo'), $('place')].some(e => e.contains(document.activeElement));
  const choices = m.c || [];
  const beside = /^(tidak-tahu|tidak-berlaku)$/;
  const letter = /^[a-z]$/;
  const lettered = choices.some(([key]) => letter.test(key)) && choices.every(([key]) => letter.test(key) || beside.test(key) || key === 'ya');
  box.textContent = '';
  choices.forEach(([key, label], index) => {
    const at = String(index + 1);
    const aside = /^(\/.*|lewati|kembali)$/.test(key) || (lettered && beside.test(key));
    const several = m.x && !aside;
    const b = button((lettered && letter.test(key) ? key + '. ' : several ? at + '. ' : '') + label, aside ? 'aside' : '',
      () => several ? toggle(at) : on.say(label, { k: key, p: [m.v, m.n] }));
    if (several) {
      b.setAttribute('aria-pressed', 'false');
      b.dataset.at = at;
    }
    box.append(b);
  });
  if (m.h) {
    const b = button('?', 'aside', () => on.say('?'));
    b.setAttribute('aria-label', T.help);
    box.append(b);
  }
  if (m.x) {
    const send = () => $('text').value.trim() ? on.say($('text').value.trim()) : box.firstChild.focus();
    box.insertBefore(button(T.together, 'go', send), box.querySelector('.aside'));
    // What is marked, for those who do not see it.
    const marked = element('p', 'sr');
    marked.id = 'marked';
    marked.setAttribute('role', 'status');
    box.append(marked);
  }
  if (m.again) box.append(button(T.again, '', () => location.reload()));
  $('photo').hidden = m.e !== 'photo';
  $('place').hidden = m.e !== 'location' || !navigator.geolocation;
  $('text').inputMode = m.e === 'number' ? 'decimal' : 'text';
  return focused;
}
