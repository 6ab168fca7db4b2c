// The page as a whole: its views, who it is for, and what it hears.
import * as api from "./api.js";
import * as outbox from "./outbox.js";
import { chat } from "./chat.js";
import { announce, ask, button, choice, h } from "./dom.js";
import { progress } from "./progress.js";
import { questions } from "./questions.js";
import { settings } from "./settings.js";
import { language, say, speak } from "./words.js";

const views = { chat, progress, questions, settings };
const main = document.getElementById("main");
let name = "chat";
let view = null;

const page = {
  state: { who: {}, msgs: [] },
  isGuest: outbox.wasGuest,
  // What has been said and is not answered yet: one after the other, whatever view is shown.
  pending: Promise.resolve(),

  /** What tells one state from another. */
  print() {
    const { session, account, day, last_event: last } = this.state.who;
    return JSON.stringify([session, account, day, last, this.state.msgs]);
  },

  /** The view shows the state as it is now. */
  drawn() { this.shown = this.print(); },

  /** Asks where the person stands; tells whether that makes the page speak another language. */
  async renew() {
    let state = await api.state();
    if (!state.who) {
      announce(state.text ?? "", true);
      return false;
    }
    // Whom the server has forgotten goes on as a guest. What is on its way begins a session itself, once.
    if (!state.who.session && outbox.waiting().length === 0 && (await api.begin()).op === "ok") state = await api.state();
    const { who } = state;
    const isOther = who.session && who.session !== this.state.who.session;
    // Nothing is kept of whom there is no more.
    if (who.session && !isOther && this.state.who.account && !who.account) outbox.clear();
    const isSame = who.session && outbox.belongTo(who);
    // Nobody did that here: a page that signs out is loaded anew.
    if (isOther) this.isOut = api.own.account && !who.account;
    // What was somebody's stays so while there is nobody.
    if (who.session || !api.own.account) Object.assign(api.own, { session: who.session ?? "", account: who.account });
    // Where two asked at once the first has seen it. Somebody else's account, who has signed in, is not the guest's.
    if (this.isGuest && who.account && isSame) this.becameAccount = true;
    this.isGuest = who.session ? !who.account : this.isGuest;
    this.state = state;
    if (isOther) api.openStream();
    const before = language();
    if (who.language_chosen || (who.account && who.language !== "both")) speak(who.language);
    if (before !== language()) drawNavigation();
    drawStreak();
    return before !== language();
  },

  /** A new account's key, asked for by itself so that no stored reply holds it, in the tab whose doing it was. */
  async showKeyIfNew() {
    if (!this.becameAccount || this.state.who.key) return;
    this.becameAccount = false;
    await this.showKey();
  },

  /** Shows a new key. */
  async showKey() {
    const reply = await api.makeKey();
    const key = reply.data?.key;
    if (!key) return announce(reply.text ?? "");
    this.state.who.key = true;
    // There is no clipboard without https.
    const copy = navigator.clipboard && button(say("copy"), async () => { await navigator.clipboard.writeText(key); announce(say("copied")); });
    ask("key", say("keyTitle"), [h("p", say("keyText")), h("p.key", h("code", key))], copy, choice("done", say("done"), "primary"));
  },

  /** Goes to the chat and says something there. */
  say(text) {
    page.next = text;
    location.hash = "#chat";
  },

  async signIn(key) {
    const reply = await signingIn(() => api.command(`/login ${key}`));
    announce(api.headline(reply));
    if (reply.op === "ok") restart();
  },

  async signOut() {
    await api.signOut();
    outbox.clear();
    restart();
  },
};

// What a guest was writing here goes along, as the server takes the question along that it is for.
/** Becomes somebody else by a request, once what was said before has been answered. */
async function signingIn(request) {
  await page.pending;
  outbox.leave();
  const { text, re } = page.isGuest ? outbox.draft() : { text: "" };
  const reply = await request();
  if (reply.op === "ok") {
    outbox.clear();
    page.isGuest = false;
  }
  await page.renew();
  if (reply.op === "ok" && text) outbox.addDraft({ text, re });
  return reply;
}

function restart() {
  location.hash = "#chat";
  location.reload();
}

function drawNavigation() {
  const nav = document.getElementById("nav");
  const place = [...nav.children].indexOf(document.activeElement);
  nav.replaceChildren(...Object.keys(views).map((one) =>
    h("a", { href: `#${one}`, "aria-current": one === name ? "page" : null }, say(one))));
  nav.children[place]?.focus();
  document.title = `${say(name)} · 一题 Yiti`;
}

let streak = null;

async function drawStreak() {
  const { session, account, day, last_event: last } = page.state.who;
  const mark = `${session}${day}${last}${language()}`;
  if (streak === mark) return;
  streak = mark;
  const { current } = account ? await api.data("/streak", "streak") : {};
  if (streak === mark) document.getElementById("streak").textContent = current == null ? "" : say("streakDays", current);
}

async function show() {
  const [, wanted] = location.hash.split("#");
  name = Object.hasOwn(views, wanted) ? wanted : "chat";
  const before = view;
  before?.end?.();
  drawNavigation();
  view = views[name](page);
  main.replaceChildren(view.view);
  if (before && document.activeElement === document.body) main.focus();
  const { next } = page;
  page.next = null;
  page.drawn();
  await view.start(next);
}

/** Goes where the address bar says. The code of a link from `/web` leaves it at once, and is used when the person says so. */
async function arrive() {
  const code = /^#([0-9a-z]{20,})$/i.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(null, "", "/");
    await openLink(code);
  }
  if (code || !view) await page.renew();
  await show();
}

async function openLink(code) {
  const found = await api.lookUp(code);
  if (found.op !== "ok") return announce(found.text ?? "");
  const { name: whose, account, current, same } = found.data;
  const now = account ? say("openAsNow", current ?? say("somebody")) : "";
  if (same) return announce(now);
  const answer = await ask("open", say("openAs", whose ?? say("somebody")), h("p", now),
    choice("yes", say("openIt"), "primary"), choice("no", say("notNow")));
  if (answer !== "yes") return;
  const reply = await signingIn(() => api.open(code));
  return announce(reply.op === "ok" ? say("opened") : reply.text ?? "");
}

let looking = null;
let isDrawn = false;

/** Something may have changed: asks once for everything that came meanwhile. */
function look(kind, isHolder) {
  if (kind === "offline" || kind === "online") return announce(say(kind), kind === "offline");
  if (!isDrawn) return;
  if (kind === "push") announce(say("arrived"));
  if (kind === "push" && isHolder) notify();
  looking ??= new Promise((done) => setTimeout(done, 150)).then(async () => {
    looking = null;
    if (await page.renew()) return show();
    await page.pending;
    return page.print() === page.shown || view.look();
  });
}

async function notify() {
  if (!document.hidden || !outbox.choice("notify", false) || !("Notification" in window) || Notification.permission !== "granted") return;
  const { msgs } = await api.state();
  const one = msgs.findLast((message) => message.kind === "question");
  if (one) new Notification("一题 Yiti", { body: one.text.split("\n")[1] ?? one.text, icon: "/icon.svg", tag: one.ref });
}

async function start() {
  speak(navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  drawNavigation();
  document.getElementById("skip").onclick = (event) => {
    event.preventDefault();
    main.focus();
  };
  // The first view shows what the address bar says by then.
  addEventListener("hashchange", () => view && arrive());
  api.listen(look);
  await arrive();
  isDrawn = true;
  look("changed");
}

start();
