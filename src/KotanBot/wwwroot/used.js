// How much data this page has used: bodies as they travelled, heads estimated.

import { T } from './words.js';
import { $, note } from './view.js';
import { read, write } from './kept.js';
import { carried } from './line.js';

const USED = 'kotanbot-used';
const REQUEST = 500;
let counted = 0;

/** Bytes since the page was opened, and this month on this device. */
function tally() {
  const files = performance.getEntries().filter(e => e.transferSize && e.initiatorType !== 'fetch');
  const now = files.reduce((sum, e) => sum + e.transferSize + REQUEST, carried);
  const m = new Date().toISOString().slice(0, 7);
  const used = read(USED);
  const b = (used && used.m === m ? used.b : 0) + now - counted;
  counted = now;
  write(USED, { m, b });
  return [now, b];
}

$('data').onclick = () => note('used', T.spent(...tally().map(bytes => Math.ceil(bytes / 1000).toLocaleString(document.documentElement.lang) + ' KB')));
document.addEventListener('visibilitychange', tally);
addEventListener('pagehide', tally);
