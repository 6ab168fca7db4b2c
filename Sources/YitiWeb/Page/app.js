// The page as a whole: which view is shown, who it is for, and what it hears.
import * as api from "./api.js";
import * as outbox from "./outbox.js";
import { chat } from "./chat.js";
import { announce, button, h } from "./dom.js";
import { progress } from "./progress.js";
import { questions } from "./questions.js";
import { settings } from "./settings.js";
import { say, speak } from "./words.js";

const views = { chat, progress, questions, settings };
const main = document.getElementById("main");
let view = null;

const page = {
  state: { who: {}, msgs: [] },

  /** Everything that tells one state from another. */
  print() {
    const { session, account, day, last_event: last } = this.state.who;
    return JSON.stringify([session, account, day, last, this.state.msgs]);
  },

  /** Asks where the person stands. */
  async renew() {
    let state = await api.state();
    // Whom the server has forgotten goes on as a guest.
    if (!state.who.session && (await api.begin()).op === "ok") state = await api.state();
    // Where two asked at once the first has seen it.
    if (this.state.who.account === false && state.who.account) this.becameAccount = true;
    this.state = state;
    if (this.state.who.session) outbox.belongTo(this.state.who.session, !this.state.who.account);
    const { language, language_chosen: isChosen } = this.state.who;
    if (isChosen) speak(language);
    drawStreak();
  },

  /** A new account's key, asked for by itself so that no stored reply holds it, in the tab whose doing it was. */
  async showKeyIfNew() {
    if (!this.becameAccount || this.state.who.key) return;
    this.becameAccount = false;
    await this.showKey();
  },

  async showKey() {
    const reply = await api.makeKey();
    const key = reply.data?.key;
    if (!key) return announce(reply.text ?? "");
    this.state.who.key = true;
    const copy = button(say("copy"), async () => { await navigator.clipboard?.writeText(key); announce(say("copied")); });
    return ask(h("dialog", { id: "key", "aria-label": say("keyTitle") }, h("h2", say("keyTitle")), h("p", say("keyText")), h("p.key", h("code", key)),
      h("form", { method: "dialog", class: "buttons" }, copy, h("button.primary", { value: "done" }, say("done")))));
  },

  /** Goes to the chat and says something there; or shows a dialog of one's own. */
  ask(text, dialog, then) {
    if (dialog) return ask(dialog, then);
    page.next = text;
    location.hash = "#chat";
    return undefined;
  },

  async signIn(key) {
    const reply = await api.command(`/login ${key}`);
    announce((reply.msgs?.[0]?.text ?? reply.text ?? "").split("\n")[0]);
    if (reply.op !== "ok") return;
    outbox.clear();
    location.hash = "#chat";
    location.reload();
  },

  async signOut() {
    await api.signOut();
    outbox.clear();
    location.hash = "#chat";
    location.reload();
  },
};

function ask(dialog, then) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The focus that a closed dialog gives back takes no keys in Chromium until it is given anew.
    const focused = document.activeElement;
    focused?.blur();
    focused?.focus();
    then?.(dialog.returnValue);
  });
  dialog.showModal();
}

function drawNavigation(name) {
  document.getElementById("nav").replaceChildren(...Object.keys(views).map((one) =>
    h("a", { href: `#${one}`, "aria-current": one === name ? "page" : null }, say(one))));
  document.title = `${say(name)} · 一题 Yiti`;
}

let streak = null;

async function drawStreak() {
  const { session, account, day, last_event: last } = page.state.who;
  if (!account) return;
  const mark = `${session}${day}${last}`;
  if (streak === mark) return;
  streak = mark;
  const data = api.message(await api.command("/streak"), "streak")?.data;
  if (data) document.getElementById("streak").textContent = say("streakDays", data.current);
}

async function show() {
  const name = views[location.hash.slice(1)] ? location.hash.slice(1) : "chat";
  view?.end();
  drawNavigation(name);
  view = views[name](page);
  main.replaceChildren(view.view);
  await view.start();
  if (name === "chat" && page.next) {
    const text = page.next;
    page.next = null;
    const input = document.getElementById("text");
    input.value = text;
    input.form.requestSubmit();
  }
}

/** A link from `/web`: its code leaves the address bar at once, and is used when the person says so. */
async function openLink(code) {
  const found = await api.lookUp(code);
  if (found.op !== "ok") return announce(found.text ?? "");
  const name = found.data.name ?? say("somebody");
  const now = found.data.account ? say("openAsNow", found.data.current ?? say("somebody")) : "";
  if (found.data.same) return undefined;
  return new Promise((done) => ask(h("dialog", { id: "open", "aria-label": say("openIt") }, h("h2", say("openAs", name)), h("p", now),
    h("form", { method: "dialog", class: "buttons" }, h("button.primary", { value: "yes" }, say("openIt")), h("button", { value: "no" }, say("notNow")))),
  async (answer) => {
    if (answer === "yes") {
      const reply = await api.open(code);
      outbox.clear();
      announce(reply.op === "ok" ? say("opened") : reply.text ?? "");
    }
    done();
  }));
}

let looking = null;

/** Something may have changed: asks once for everything that came meanwhile. */
function look(kind, isHolder) {
  if (kind === "push" && isHolder) notify();
  looking ??= new Promise((done) => setTimeout(done, 150)).then(async () => {
    looking = null;
    await page.renew();
    await view?.look();
  });
}

async function notify() {
  if (!document.hidden || !outbox.choice("notify", false) || !("Notification" in window) || Notification.permission !== "granted") return;
  const { msgs } = await api.state();
  const one = msgs.findLast((message) => message.kind === "question");
  if (one) new Notification("一题 Yiti", { body: one.text.split("\n")[1] ?? one.text, icon: "/icon.svg", tag: one.ref });
}

async function start() {
  const code = /^#([0-9a-z]{20,})$/i.exec(location.hash)?.[1];
  if (code) history.replaceState(null, "", "/");
  speak(navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  drawNavigation("chat");
  if (code) await openLink(code);
  await page.renew();
  await show();
  addEventListener("hashchange", show);
  api.openStream();
  api.listen(look);
  api.reachability.addEventListener("offline", () => announce(say("offline")));
  api.reachability.addEventListener("online", () => announce(say("online")));
}

start();
