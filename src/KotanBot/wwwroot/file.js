// Loads a file that goes with a message, once somebody presses its label (m.d): a picture is shown in that place, a document is kept.

const failed = { id: 'Belum bisa dibuka. Coba lagi nanti.', en: 'It could not be opened. Try again later.' };

/** Not by fetch, whose bytes the page counts itself (used.js). */
const ask = (method, address, head, body, type) => new Promise((done, fail) => {
  const request = new XMLHttpRequest();
  request.open(method, address);
  request.setRequestHeader(...head);
  request.responseType = type;
  request.timeout = 60000;
  request.onloadend = () => request.status === 200 ? done(request.response) : fail(new Error(request.status));
  request.send(body);
});

export default async function load({ n, d: [label, name] }, button, { id, resume }) {
  button.disabled = true;
  try {
    const entered = await ask('POST', '/chat/token', ['Content-Type', 'application/json'], JSON.stringify({ resume }), 'json');
    const file = await ask('GET', `/v3/directline/attachments/${id}/${n}-made`, ['Authorization', 'Bearer ' + entered.token], null, 'blob');
    const e = document.createElement(name ? 'a' : 'img');
    const url = URL.createObjectURL(file);
    if (name) {
      e.textContent = e.download = name;
      e.href = url;
    } else {
      // Drawn for a phone that is 320 wide; its bytes are twice as sharp.
      e.width = Math.min(320, button.parentNode.clientWidth - 24);
      e.alt = label;
      e.src = url;
    }
    button.replaceWith(e);
    if (name) e.click();
  } catch {
    button.disabled = false;
    button.textContent = `${label} – ${failed[document.documentElement.lang] || failed.id}`;
  }
}
