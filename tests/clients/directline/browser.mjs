// What DirectLineJS takes from a browser and Node does not have: XMLHttpRequest (here over fetch) and WebSocket.
// Every request that goes to the network is told to `onCall` with its method, address and status (0: no answer came).
import { WebSocket } from "ws";

export function install(onCall) {
  globalThis.WebSocket = WebSocket;
  globalThis.XMLHttpRequest = class {
    readyState = 0;
    status = 0;
    response = null;
    responseText = "";
    responseType = "";
    timeout = 0;
    #request;
    #headers = new Headers();
    #answered = new Headers();
    #stop = new AbortController();

    open(method, url) {
      this.#request = { method, url };
      this.#enter(1);
    }

    setRequestHeader(name, value) {
      this.#headers.append(name, value);
    }

    getResponseHeader(name) {
      return this.#answered.get(name);
    }

    abort() {
      this.#stop.abort("aborted");
    }

    async send(body) {
      const { method, url } = this.#request;
      const timer = this.timeout > 0 && setTimeout(() => this.#stop.abort("timeout"), this.timeout);
      try {
        const answer = await fetch(url, { method, body, headers: this.#headers, signal: this.#stop.signal });
        const bytes = await answer.arrayBuffer();
        this.#answered = answer.headers;
        this.status = answer.status;
        this.#read(bytes);
      } catch {
        // As in a browser: an end without a status, whether the line broke, the time was over or nobody answered.
        this.status = 0;
      } finally {
        clearTimeout(timer);
      }
      if (/^http/.test(url)) onCall({ method, path: new URL(url).pathname, status: this.status });
      if (this.#stop.signal.reason === "aborted") return;
      this.#enter(4);
    }

    #read(bytes) {
      if (this.responseType === "arraybuffer") {
        this.response = bytes;
        return;
      }
      this.responseText = new TextDecoder().decode(bytes);
      try {
        this.response = JSON.parse(this.responseText);
      } catch {
        this.response = null;
      }
    }

    #enter(state) {
      this.readyState = state;
      this.onreadystatechange?.({ target: this });
    }
  };
}
