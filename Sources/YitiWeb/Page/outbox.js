// What a person has written and the server has not answered yet, and what they are writing: kept over a reload and a lost connection.
import { command, name } from "./api.js";

// A full or forbidden store keeps nothing.
const read = (place) => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
const write = (place, value) => { try { localStorage.setItem(place, JSON.stringify(value)); } catch { /* as above */ } };
const remove = (place) => { try { localStorage.removeItem(place); } catch { /* as above */ } };

let owner = read("yiti.guest") ?? "";
const key = (what) => `yiti.${what}.${owner}`;

const verb = "login|link|forget|web|page|browser|登录|绑定|网页|注销|删除我";
/** A command that takes or shows a key or a code, half typed or whole, or a key by itself: none of it is ever kept. */
const secret = new RegExp(`^\\W{0,4}[/／]\\s*(${verb})|^\\W{0,4}(${verb})[\\s:：，,]*[\\w-]*\\W{0,4}$|^[\\w-]+\\s*(${verb})\\W*$|^\\s*(?=\\S*\\d)[\\w-]{16,}\\s*$`, "iu");

/** Whether a guest was here before. */
export const wasGuest = owner !== "";

/** Everything kept belongs to one session. A guest whom the server has forgotten goes on as the next one. */
export function belongTo(session, isGuest) {
  const before = owner;
  owner = session;
  if (before && before !== session) {
    for (const what of ["outbox", "draft"]) {
      const kept = read(`yiti.${what}.${before}`);
      if (kept) write(key(what), kept);
      remove(`yiti.${what}.${before}`);
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

/** Keeps a message until it is answered; one with a key or a code is never kept. */
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
  for (const place of Object.keys(localStorage)) if (/^yiti\.(outbox|draft)\./u.test(place)) remove(place);
}

/** A choice about the page itself, on this device. */
export const choice = (what, otherwise) => read(`yiti.choice.${what}`) ?? otherwise;
export const choose = (what, value) => write(`yiti.choice.${what}`, value);
