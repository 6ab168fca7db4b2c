// What a person has written and the server has not answered yet, and what they are writing: kept over a reload and a lost connection.
import { command, name } from "./api.js";

let owner = "";
const key = (what) => `yiti.${what}.${owner}`;
const secret = /^\s*[/／]?\s*((login|link|forget|web)\b|登录|绑定|网页|注销|删除我)/iu;

function read(what, otherwise) {
  try { return JSON.parse(localStorage.getItem(key(what))) ?? otherwise; } catch { return otherwise; }
}

function write(what, value) {
  try { localStorage.setItem(key(what), JSON.stringify(value)); } catch { /* A full or forbidden store keeps nothing. */ }
}

/** Everything kept belongs to one session. A guest whom the server has forgotten goes on as the next one. */
export function belongTo(session, isGuest) {
  const before = localStorage.getItem("yiti.guest");
  owner = session;
  if (before && before !== session && isGuest) {
    for (const what of ["outbox", "draft"]) {
      const kept = localStorage.getItem(`yiti.${what}.${before}`);
      if (kept) localStorage.setItem(key(what), kept);
      localStorage.removeItem(`yiti.${what}.${before}`);
    }
  }
  if (isGuest) localStorage.setItem("yiti.guest", session);
  else localStorage.removeItem("yiti.guest");
}

/** What waits: `{mid, text, re}`, the oldest first. */
export const waiting = () => read("outbox", []);

/** What is being written. */
export const draft = () => read("draft", "");
export const keepDraft = (text) => write("draft", text);

/** Keeps a message until it is answered; one with a key or a code is never kept. */
export function put(text, re) {
  const entry = { mid: secret.test(text) ? undefined : name(), text, re };
  if (entry.mid) write("outbox", [...waiting(), entry]);
  return entry;
}

/** Sends a message and lets go of it once it is answered. */
export async function deliver(entry) {
  const reply = await command(entry.text, entry);
  if (entry.mid) write("outbox", waiting().filter((other) => other.mid !== entry.mid));
  return reply;
}

/** Forgets all of it. */
export function clear() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("yiti.outbox.") || name.startsWith("yiti.draft.")) localStorage.removeItem(name);
  }
}

/** A choice about the page itself, on this device. */
export const choice = (what, otherwise) => {
  try { return JSON.parse(localStorage.getItem(`yiti.choice.${what}`)) ?? otherwise; } catch { return otherwise; }
};
export const choose = (what, value) => localStorage.setItem(`yiti.choice.${what}`, JSON.stringify(value));
