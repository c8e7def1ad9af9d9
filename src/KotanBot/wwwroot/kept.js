// What this device keeps. In private mode it lives as long as the page.

// {id, resume, w: watermark, m: the last messages}
export const CHAT = 'kotanbot-chat';

// An invitation that waits for the first answer.
export const CODE = 'kotanbot-code';

// One key for each answer on its way: tabs share them and never overwrite each other's.
export const ANSWER = 'kotanbot.';

export let disk = {};
try { disk = localStorage; } catch { /* see above */ }

const isSound = (key, value) => key === CHAT ? value.m.every(m => m.n) : !key.startsWith(ANSWER) || key === ANSWER + value.i;

/** What cannot be read is dropped, for the page would stop at it each time it opens. */
export function read(key) {
  try {
    const value = JSON.parse(disk[key]);
    if (isSound(key, value)) return value;
  } catch { /* see above */ }
  delete disk[key];
}

export function write(key, value) {
  try { disk[key] = JSON.stringify(value); } catch { /* it is full */ }
}

export const answers = () => Object.keys(disk).filter(key => key.startsWith(ANSWER)).sort();
