// The official DirectLineJS in the hands of a test: node client.mjs
// Reads one JSON object a line and does what "do" says; prints one JSON object a line about everything that comes of it.
//   {"do":"open","speed":50,"options":{…}}  a client; an earlier one is left behind, as by a page that is loaded anew;
//                                          the watermark "last" stands for that of the last activity that came
//   {"do":"post","n":1,"activity":{…}}      -> {"posted":1,"id":"…"} or {"posted":1,"refused":{"status":…}}
//   {"do":"reconnect","conversation":{…}}   what the embedding page does with a fresh token
//   {"do":"session","n":2}                  -> {"posted":2,"id":"…"}: getSessionId
//   {"do":"end"}                            ends the client
// By itself: {"ready":true}, {"status":"Online"}, {"activity":{…}}, {"call":{"method","path","status"}} and {"over":"why"} when activity$ ends.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { install } from "./browser.mjs";

const require = createRequire(import.meta.url);
const say = (what) => console.log(JSON.stringify(what));
install((call) => say({ call }));
const { DirectLine, ConnectionStatus } = require("botframework-directlinejs");
const { AsyncAction } = require("rxjs/scheduler/AsyncAction");
const { AsyncScheduler } = require("rxjs/scheduler/AsyncScheduler");

// The client waits 3 to 15 seconds before it comes back, 20 for everything else and 15 minutes to renew its token. With its own means
// (scheduler, random) it is made to wait the least, and `speed` times shorter.
function hasty(speed) {
  class HastyAction extends AsyncAction {
    requestAsyncId(scheduler, id, delay = 0) {
      return super.requestAsyncId(scheduler, id, delay / speed);
    }
  }
  return new AsyncScheduler(HastyAction, () => Date.now() * speed);
}

// Polling alone goes by setTimeout, at 200 ms or more; no other timer of this script is so short.
const { setTimeout: later } = globalThis;
let polling = 1;
globalThis.setTimeout = (work, delay = 0, ...rest) => later(work, delay <= 1000 ? delay / polling : delay, ...rest);

let client;
let left = [];
// Where a page goes on after it was loaded anew: our watermarks are the numbers at the end of the ids.
let last = "";

function hear(activity) {
  if (activity.type === "message" || activity.type === "event") last = String(Number(activity.id.split("|")[1]));
  say({ activity });
}

function open({ options, speed }) {
  for (const subscription of left) subscription.unsubscribe();
  client?.end();
  polling = options.webSocket === false ? 20 : 1;
  const watermark = options.watermark === "last" ? last : options.watermark;
  client = new DirectLine({ ...options, watermark, random: () => 0, scheduler: hasty(speed) });
  left = [
    client.connectionStatus$.subscribe((status) => {
      say({ status: ConnectionStatus[status] });
      // A client that learned of the end goes on renewing its token and throws where nobody can catch it; ended by its page it does not.
      if (status === ConnectionStatus.Ended) client.tokenRefreshSubscription?.unsubscribe();
    }),
    client.activity$.subscribe(hear, (error) => say({ over: error.message ?? "error" }), () => say({ over: "complete" })),
  ];
}

const told = (n, answer$) => answer$.subscribe((id) => say({ posted: n, id }), (error) => say({ posted: n, refused: { status: error.status ?? 0, message: error.message } }));

const deeds = {
  open,
  post: ({ n, activity }) => told(n, client.postActivity(activity)),
  session: ({ n }) => told(n, client.getSessionId()),
  reconnect: ({ conversation }) => client.reconnect(conversation),
  end: () => client.end(),
};

say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const deed = JSON.parse(line);
  deeds[deed.do](deed);
}
process.exit(0);
