// What a person has written that is not answered yet, and what they are writing: kept over a reload and a lost connection.
import { command, name } from "./api.js";

// A full or forbidden store keeps nothing.
const read = (place) => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
const write = (place, value) => { try { localStorage.setItem(place, JSON.stringify(value)); } catch { /* as above */ } };
const remove = (place) => { try { localStorage.removeItem(place); } catch { /* as above */ } };

let owner = read("yiti.guest") ?? "";
const key = (what) => `yiti.${what}.${owner}`;

const verb = "(login|link|forget|登录|绑定|注销|删除我)";
const code = "(?=[\\w-]*\\d)[\\w-]{6,}";
/** What takes a key or a code, or a key by itself, is never kept. */
const secret = new RegExp(`^\\s*[\\p{P}\\p{S}]{0,4}[/／]\\s*${verb}(?![a-z]+(?![\\w-]))|^\\W{0,4}${verb}[\\s:：，,]*${code}\\W{0,4}$|^${code}\\s*${verb}\\W*$|^\\s*(?=.*\\d)[\\w-]{16,}\\s*$`, "iu");

/** Whether a guest was here before. */
export const wasGuest = owner !== "";

/** Everything kept belongs to one session. Only a guest, whom the server may forget, goes on as another. */
export function belongTo(session, isGuest) {
  const before = owner;
  owner = session;
  if (before && before !== session) {
    for (const what of ["outbox", "draft"]) {
      const place = `yiti.${what}.${before}`;
      const kept = read(place);
      if (kept && read("yiti.guest") === before) write(key(what), (read(key(what)) ?? kept.slice(0, 0)).concat(kept));
      remove(place);
    }
  }
  if (isGuest) write("yiti.guest", session);
  else remove("yiti.guest");
}

/** What waits: `{mid, text, re}`, the oldest first. */
export const waiting = () => read(key("outbox")) ?? [];

/** What is being written. */
export const draft = () => read(key("draft")) ?? "";
export const keepDraft = (text) => write(key("draft"), secret.test(text) ? "" : text);

/** Keeps a message until it is answered, but none with a key or a code. */
export function put(text, re) {
  const entry = { mid: secret.test(text) ? undefined : name(), text, re };
  if (entry.mid) write(key("outbox"), [...waiting(), entry]);
  return entry;
}

/** A message as it may stand in the conversation. */
export const shown = ({ mid, text }) => (mid ? text : `${new RegExp(verb, "iu").exec(text)?.[0] ?? ""} …`);

/** Sends a message and lets go of it once it is answered. */
export async function deliver(entry) {
  const reply = await command(entry.text, entry);
  if (entry.mid) write(key("outbox"), waiting().filter((other) => other.mid !== entry.mid));
  return reply;
}

/** Forgets all of it. */
export function clear() {
  for (const place of Object.keys(localStorage)) if (/^yiti\.(outbox|draft|guest)/u.test(place)) remove(place);
}

/** A choice about the page itself, on this device. */
export const choice = (what, otherwise) => read(`yiti.choice.${what}`) ?? otherwise;
export const choose = (what, value) => write(`yiti.choice.${what}`, value);
