// What a person has written and is writing: kept over a reload and a lost connection.
import { command, name, own as sent } from "./api.js";

// A full or forbidden store keeps nothing.
const read = (place, store = "localStorage") => { try { return JSON.parse(window[store].getItem(place)); } catch { return null; } };
const write = (place, value, store = "localStorage") => { try { window[store].setItem(place, JSON.stringify(value)); } catch {} };
const remove = (place) => { try { localStorage.removeItem(place); } catch {} };

let owner = read("yiti.guest") ?? "";
// Who they are, over all their sessions; nobody while a guest is.
let person = null;
// The sessions that go on as this one.
const own = new Set([owner]);
// What a person had not sent when their session ended: for them alone, and in no store.
let aside = null;
const outbox = () => `yiti.outbox.${owner}`;

const verb = "(login|link|forget|登录|绑定|注销|删除我)";
const code = "(?=[\\w-]*\\d)[\\w-]{6,}";
/** What takes a key or a code, or a key by itself, is never kept. */
const secret = new RegExp(`^\\s*[\\p{P}\\p{S}]{0,4}[/／]\\s*${verb}(?![a-z]+(?![\\w-]))|^\\W{0,4}${verb}[\\s:：，,]*${code}\\W{0,4}$|^${code}\\s*${verb}\\W*$|^\\s*(?=.*\\d)([0-9a-hjkmnp-tv-z]-?){16,}\\s*$`, "iu");

/** Whether a guest was here before. */
export const wasGuest = owner !== "";
let isOfGuest = wasGuest;
const places = () => { try { return Object.keys(localStorage); } catch { return []; } };

/** Everything kept belongs to one session. Only a guest, whom the server may forget, goes on as another; tells whether it is the same one. */
export function belongTo({ session, account, person: whose }) {
  const [before, place, isGuest] = [owner, outbox(), !account];
  const goesOn = isOfGuest && (isGuest || read("yiti.guest") === before);
  const [begun, kept] = goesOn ? [draft(), waiting()] : [null, []];
  if (!goesOn && before !== session) {
    own.clear();
    putAside({ ...draft(), person });
  }
  own.add(session);
  [owner, isOfGuest, person] = [session, isGuest, whose];
  const { text, re } = begun ?? draft();
  keepDraft(text, re);
  if (person) {
    if (aside?.person === person) addDraft(aside);
    aside = null;
  }
  if (before && before !== session) {
    if (kept.length > 0) write(outbox(), [...waiting(), ...kept]);
    remove(place);
  }
  if (isGuest) write("yiti.guest", session);
  else remove("yiti.guest");
  return goesOn || before === session;
}

/** Whoever is here next is not the guest who was here. */
export const leave = () => remove("yiti.guest");

/** What waits: `{mid, text, re}`, the oldest first. */
export const waiting = () => (read(outbox()) ?? []).map((entry) => ({ ...entry, owner, person }));

/** What is being written in this tab, and which question it was begun for. */
export const draft = () => {
  const kept = read("yiti.draft", "sessionStorage");
  return kept?.owner === owner ? kept : { text: "" };
};

/** Puts something before what is being written. */
export function addDraft({ text, re }) {
  const begun = draft();
  keepDraft([text, begun.text].filter(Boolean).join("\n\n"), begun.re ?? re);
}

function putAside({ text, re, person: whose }) {
  if (whose && text && !secret.test(text)) aside = { text: aside?.person === whose ? `${aside.text}\n\n${text}` : text, re: aside?.re ?? re, person: whose };
}
export const keepDraft = (text, re) => write("yiti.draft", secret.test(text) ? null : { text, re, owner }, "sessionStorage");

/** Keeps a message until it is answered, but none with a key or a code. */
export function put(text, re) {
  const entry = { mid: secret.test(text) ? undefined : name(), text, re, owner, person };
  if (entry.mid) write(outbox(), [...waiting(), entry]);
  return entry;
}

const harmless = new RegExp(`^(${verb}|confirm)$`, "iu");

/** A message as it may stand in the conversation: where it has a key or a code, without every word that may be one. */
export const shown = ({ mid, text }) => (mid ? text : text.replace(/[\w\-０-９Ａ-Ｚａ-ｚ]+/gu, (word) => (harmless.test(word) ? word : "…")));

/** Sends a message and lets go of it once it is answered; a guest's who has become another goes with them. Nobody else sends it. */
export async function deliver(entry) {
  const reply = own.has(entry.owner) ? await command(entry.text, entry) : { code: "auth_required", text: "" };
  if (reply.code === "auth_required") putAside(entry);
  if (entry.mid && (reply.code !== "auth_required" || sent.account)) write(outbox(), waiting().filter((other) => other.mid !== entry.mid));
  return reply;
}

/** Forgets all of it. */
export function clear() {
  keepDraft("");
  for (const place of places()) if (/^yiti\.(outbox|draft|guest)/u.test(place)) remove(place);
}

/** A choice about the page itself, on this device. */
export const choice = (what, otherwise) => read(`yiti.choice.${what}`) ?? otherwise;
export const choose = (what, value) => write(`yiti.choice.${what}`, value);
