// What the person does with the page.

import { T } from './words.js';
import { $, note, on, scroll } from './view.js';
import { mirror } from './choices.js';
import { CHAT, CODE, disk, write } from './kept.js';
import { connect, hang, start } from './line.js';
import { say } from './queue.js';
import { shrink } from './photo.js';
import './used.js';

// A page that nobody looks at lets go of its line after a minute.
const REST = 60000;
let left = 0;

on.say = (t, frame) => {
  // What somebody is writing stays, unless it was this or came from toggles.
  const written = $('text').value;
  if (written.trim() === t || document.querySelector('[aria-pressed]') && /^[\d, ]+$/.test(written)) $('text').value = '';
  grow();
  say({ t, ...frame });
};

$('form').onsubmit = event => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (text) on.say(text);
  $('text').focus();
};

function grow() {
  const box = $('text');
  box.style.height = 'auto';
  box.style.height = box.scrollHeight + 2 + 'px';
  mirror();
}

$('text').oninput = grow;
$('text').onkeydown = event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) $('form').onsubmit(event);
};

$('photo').onclick = () => $('file').click();
$('file').onchange = () => {
  const file = $('file').files[0];
  $('file').value = '';
  if (file) shrink(file).then(f => say({ f, s: '📷 ' + T.photo }), () => note('unseen'));
};

$('place').onclick = () => navigator.geolocation.getCurrentPosition(
  ({ coords: { latitude, longitude } }) => say({ g: [latitude, longitude], s: `📍 ${latitude.toFixed(5)}, ${longitude.toFixed(5)}` }),
  () => note('unplaced'),
  { enableHighAccuracy: true, timeout: 20000 });

function again() {
  hang();
  connect();
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) return Date.now() - left < REST ? connect() : again();
  left = Date.now();
  setTimeout(() => document.hidden && Date.now() - left >= REST && hang(), REST);
});
addEventListener('online', again);
addEventListener('offline', again);
addEventListener('resize', () => document.activeElement === $('text') && scroll());

// ---- start

history.scrollRestoration = 'manual';
const code = new URLSearchParams(location.search).get('k');
if (code) history.replaceState(null, '', '/');
if (code && !disk[CHAT]) write(CODE, code.slice(0, 40));
start();
if (code && disk[CHAT]) say({ t: '/mulai ' + code.slice(0, 40) });

// What stands here already is not read out.
setTimeout(() => $('log').removeAttribute('aria-live'), 500);

if (navigator.serviceWorker) addEventListener('load', () => {
  const address = window.trustedTypes ? trustedTypes.createPolicy('worker', { createScriptURL: () => '/sw.js' }).createScriptURL('') : '/sw.js';
  // The page works without it.
  navigator.serviceWorker.register(address, { updateViaCache: 'all' }).catch(() => {});
});
