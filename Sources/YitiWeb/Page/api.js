// How the page speaks to the server (docs/browser.md): commands and buttons as a bridge sends them, state, events.
import { locale } from "./words.js";

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let reachable = true;

function note(isReachable) {
  if (reachable !== isReachable) tell(isReachable ? "online" : "offline");
  reachable = isReachable;
}

/** Asks until Yiti itself has answered, and not that it will do soon: what stands between may say anything. */
async function ask(path, options) {
  for (let tries = 0; ; tries += 1) {
    let pause = Math.min(15, 0.5 * 2 ** Math.min(tries, 5));
    try {
      const answer = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
      pause = Math.max(pause, Math.min(60, Number(answer.headers.get("Retry-After")) || 0));
      const reply = await answer.json();
      note(Boolean(reply.op));
      if (reply.op && (!reply.retry || (reply.code === "internal" && tries > 3)) && (reply.code !== "rate_limited" || reply.retry_after > 60)) return reply;
    } catch {
      note(false);
    }
    await wait(pause);
  }
}

/** Whom the page takes itself to be of, a `session` and whether that has an `account`: what it sends is for nobody else. */
export const own = { session: "" };

const headers = () => ({ "Content-Type": "application/json", "Yiti-Session": own.session && own.session + (own.account ? ";account" : "") });
const post = (path, body = {}) => ask(path, { method: "POST", headers: headers(), body: JSON.stringify(body) });

/** What is typed; with a `mid` sending it again does no harm. */
export const command = (text, { mid, re } = {}) => post("/api/say", { op: "cmd", text, mid, re, locale: locale(), tz: zone });

/** A button. */
export const press = (cb, mid) => post("/api/say", { op: "act", cb, mid });

let begun;

/** A session where there is none: one, however many ask for it at the same time. */
export const begin = () => begun ??= post("/api/session").finally(() => { begun = null; });
export const makeKey = () => post("/api/key");
export const lookUp = (code) => post("/api/code", { code });
export const open = (code) => post("/api/open", { code });
export const signOut = () => post("/api/signout");

/** Where the person stands: `who`, and what is open and waits. */
export const state = () => ask("/api/state");

/** The first line of what a reply says. */
export const headline = (reply) => (reply.msgs?.at(-1)?.text ?? reply.text ?? "").split("\n")[0];

/** The message of a kind in a reply, or nothing. */
export const message = (reply, kind) => reply.msgs?.find((one) => one.kind === kind);

/** What a command's message of a kind has for scripts. */
export const data = async (text, kind) => message(await command(text), kind)?.data ?? {};

/** What a command lists under a name, over all its pages; an answer that is too long for one is whole again. */
export async function list(text, kind, name) {
  const all = [];
  for (let next = text; next;) {
    const page = await data(next, kind);
    for (const one of page[name] ?? []) {
      if (one.answer && all.at(-1)?.answer === one.answer) all.at(-1).text += one.text;
      else all.push(one);
    }
    ({ next } = page);
  }
  return all;
}

/** A random name for what is sent. */
export const name = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (octet) => octet.toString(16).padStart(2, "0")).join("");

// MARK: Events

const channel = "BroadcastChannel" in window ? new BroadcastChannel("yiti") : null;
const heard = new EventTarget();
let source = null;
let isHolder = false;
let refusals = 0;

/** Calls back with `push` or `changed`, whichever tab has the stream; `offline` and `online` are of this one. */
export const listen = (call) => heard.addEventListener("event", (event) => call(event.detail, isHolder));

function tell(kind) {
  heard.dispatchEvent(new CustomEvent("event", { detail: kind }));
}

function connect() {
  source?.close();
  source = new EventSource("/api/events");
  for (const kind of ["push", "changed"]) {
    source.addEventListener(kind, () => {
      tell(kind);
      channel?.postMessage(kind);
    });
  }
  source.onerror = () => {
    // Whether the server can be reached is found out by asking it.
    if (source.readyState !== EventSource.CLOSED) return reachable && tell("changed");
    // It was refused: the server may have forgotten who this is.
    tell("changed");
    refusals += 1;
    return setTimeout(() => isHolder && connect(), Math.min(60, 2 ** refusals) * 1000);
  };
  source.onopen = () => {
    note(true);
    refusals = 0;
    // Whatever happened before is known to nobody here.
    tell("changed");
    channel?.postMessage("changed");
  };
}

/** Opens the stream: one for all tabs of a browser, where the browser can tell them of it. */
export function openStream() {
  if (isHolder) return connect();
  if (navigator.locks && channel) {
    if (openStream.asked) return;
    openStream.asked = true;
    navigator.locks.request("yiti-stream", () => {
      isHolder = true;
      connect();
      return new Promise(() => {});
    });
    return;
  }
  isHolder = true;
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : connect()));
  return connect();
}

channel?.addEventListener("message", (event) => tell(event.data));
document.addEventListener("visibilitychange", () => document.hidden || tell("changed"));
addEventListener("online", () => tell("changed"));
