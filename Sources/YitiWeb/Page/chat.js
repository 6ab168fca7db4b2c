// The conversation: today's question on top, what was said below it, and where one writes.
import * as api from "./api.js";
import * as outbox from "./outbox.js";
import { announce, button as press, form, h, laidOut, prose, quiet, redraw, submit as submitter } from "./dom.js";
import { say, sayDay } from "./words.js";

/** What may be a rating or ticks. */
const judgement = /^(\P{L}|[一二三四打分忘了记得不没全都完光想起来吃力挺有点很难太勉强轻松简单容易答对错]|again|hard|good|easy|forgot|wrong|it|i|too|very)+$/iu;

const tabular = new Set(["info", "stats", "topics", "settings", "streak", "plan", "board"]);

/** The most answers that the server lists. */
const most = 500;

/** The chat over a `page` that knows the state and renews it. */
export function chat(page) {
  const past = h("div.past");
  const log = h("div.log", { role: "log", tabindex: 0 });
  const card = h("section.card");
  const input = h("textarea", { id: "text", rows: 1, autocomplete: "off", enterkeyhint: "send" });
  const send = submitter("", "primary");
  const composer = form("composer", submit, input, send);
  const tips = h("p.tips");
  // What is on the card by now, for whoever does not see it.
  const spoken = h("p.hidden", { role: "status" });
  const view = h("div.chat", spoken, card, log, composer, tips);
  // The questions besides the one on top that are unfolded.
  const unfolded = new Set();
  let session = "";
  // How many of the answers before are shown, and the newest of them; what came later stands below them as it was said.
  let count = 10;
  let newest = Infinity;
  // What has been pressed and is not answered yet.
  const pressed = new Set();
  // The question that what is being written was begun for.
  let aim;
  const last = () => page.state.msgs?.at(-1);

  function takeDraft({ text, re } = outbox.draft()) {
    [input.value, aim] = [text, re];
    outbox.keepDraft(text, re);
  }

  input.addEventListener("input", () => {
    aim = input.value.trim() ? aim ?? last()?.ref : undefined;
    outbox.keepDraft(input.value, aim);
  });
  input.addEventListener("keydown", (event) => {
    // 229: the Enter by which Safari ends a composition.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    composer.requestSubmit();
  });

  // MARK: The card on top

  function draw() {
    const current = last();
    for (const [element, name] of [[log, "chat"], [card, "today"], [input, "composer"]]) element.ariaLabel = say(name);
    send.textContent = say("send");
    tips.textContent = say("tips");
    input.placeholder = say(!current ? "idle" : current.kind === "prompt" ? "prompt" : "question");
    if (!current) {
      redraw(card, h("h1", say("doneForNow")),
        h("div.buttons", press(say("next"), () => type("/next"), "primary")));
      return;
    }
    const standing = (one) => say({ question: "open", mock: "mock" }[one.kind] ?? "waiting");
    const heading = h("h1", standing(current), " ", h("span.ref", current.ref ?? ""));
    const others = page.state.msgs.slice(0, -1).map((one) => other(one, standing(one)));
    const top = card.firstChild?.textContent === heading.textContent && card.querySelector(".scroll-y").scrollTop;
    redraw(card, heading, h("div.scroll-y", { tabindex: 0, role: "group", "aria-label": current.ref ?? "" }, body(current),
      others.length > 0 ? h("ul.others", others) : ""), buttons(current));
    if (top) card.querySelector(".scroll-y").scrollTop = top;
    const asked = current.kind !== "prompt" ? `${heading.textContent}: ${card.querySelector(".asked")?.textContent ?? ""}` : "";
    if (spoken.textContent !== asked) spoken.textContent = asked;
  }

  /** What is open or waits below the one on top; it is rated there. */
  function other(one, standing) {
    const toggled = (event) => unfolded[event.target.open ? "add" : "delete"](one.ref);
    return h("li", h("details", { open: unfolded.has(one.ref), ontoggle: toggled }, h("summary", `${one.ref} · ${standing}`), body(one)),
      buttons({ buttons: one.buttons.filter((row) => row.some(isRating)) }));
  }

  function body(one) {
    if (one.kind === "prompt") return points(one);
    // Remarks, then a line that begins with the id, or says where in an interview it is, the wordings, and at the end what may be typed.
    const blocks = one.text.split("\n\n").slice(0, -1);
    const place = Math.max(0, blocks.findIndex((block) => block.startsWith(one.ref)));
    const [head, ...asked] = (blocks[place] ?? "").split("\n");
    const meta = one.kind === "mock" ? head : [stars(one.data), " ", head.replace(one.ref, "").replace(/[★☆]+/gu, "").trim()];
    return [h("p.meta", meta),
      [...asked, ...blocks.slice(place + 1)].map((line) => h("p.asked", line)),
      blocks.slice(0, place).map((block) => quiet(block))];
  }

  /** A prompt's text, with its key points as ticks where the server has buttons for them. */
  function points(one) {
    const ticks = one.buttons.flat().filter(isTick);
    const blocks = prose(one.text);
    if (ticks.length === 0) return blocks;
    for (const list of blocks.filter((block) => block.tagName === "OL")) {
      list.classList.add("ticks");
      list.setAttribute("aria-label", say("points"));
      [...list.children].forEach((item, index) => {
        if (!ticks[index]) return;
        const isTicked = one.data.ticked?.includes(index + 1);
        const box = h("input", { type: "checkbox", checked: isTicked, disabled: isTicked, onchange: () => act(ticks[index], item.textContent) });
        item.replaceChildren(h("label", box, " ", item.textContent));
      });
    }
    return blocks;
  }

  function buttons(one) {
    return h("div.rows", one.buttons.filter((row) => !row.every(isTick)).map((row) =>
      h("div", { class: row.some(isRating) ? "buttons ratings" : "buttons" },
        row.map((button) => h("button", { type: "button", class: isRating(button) ? `rating r${button.cb[5]}` : null, onclick: () => act(button, button.label) }, button.label)))));
  }

  const isTick = (button) => button.cb.startsWith("tick:");
  const isRating = (button) => button.cb.startsWith("rate:");
  const stars = (data) => h("span.stars", { role: "img", "aria-label": `${data.stars}/5` }, "★".repeat(data.stars), h("span.unlit", "★".repeat(Math.max(0, 5 - data.stars))));

  // MARK: What was said

  const article = (who, content) => h("article", { class: `bubble ${who}`, "aria-label": say(who === "mine" ? "you" : "yiti") }, content);

  function bubble(who, content) {
    const item = article(who, content);
    log.append(item);
    showEnd();
    return item;
  }

  /** Brings something into sight where the window is too low for the conversation to scroll by itself. */
  const seek = (element, block = "nearest") => requestAnimationFrame(() => element.scrollIntoView({ block }));

  const showEnd = () => requestAnimationFrame(() => log.scrollTo({ top: log.scrollHeight }));

  function show(reply) {
    if (reply.op !== "ok") return bubble("yiti refused", prose(reply.text ?? reply.code));
    for (const one of reply.msgs) {
      if (one.kind === "question" && one.ref === last()?.ref) continue;
      if (one.kind === "prompt") {
        bubble("yiti", h("details", h("summary", one.text.split("\n")[0]), prose(one.text.split("\n").slice(1).join("\n"))));
        continue;
      }
      const content = tabular.has(one.kind) || /^[│┌]/mu.test(one.text) ? laidOut(one.text, one.kind) : prose(one.text);
      // The buttons of what is asked are on the card.
      bubble("yiti", one.kind === "question" || one.kind === last()?.kind ? content : [content, buttons(one)]);
    }
  }

  /** The conversation again from what the server knows. */
  async function rebuild() {
    newest = Infinity;
    await remember();
    log.replaceChildren(past);
    const { mock } = page.state.who;
    if (mock) bubble("yiti", prose(mock));
    if (page.isOut) bubble("yiti refused", h("p", say("signedOut")));
    outbox.waiting().forEach(resume);
    showEnd();
  }

  /** The last answers, the oldest first. */
  async function remember() {
    const all = page.state.who.account ? await api.list(`/history ${count}`, "history", "answers") : [];
    newest = Math.min(newest, all[0]?.answer ?? 0);
    const answers = all.filter((one) => one.answer <= newest);
    const items = all.length < count || count === most ? [] : [press(say("older"), older)];
    items.push(answers.length > 0 ? h("h2.quiet", say("earlier")) : article("yiti", h("p", say("welcome"))));
    let day = "";
    for (const one of answers.reverse()) {
      if (one.day !== day) items.push(h("p.day", sayDay(one.day)));
      day = one.day;
      items.push(article("yiti", [h("p.ref", one.question), one.wording ? h("p", one.wording) : ""]),
        article("mine", h("p", one.text)), article("yiti", quiet(one.rating ? `${say("rated")} ${one.rating}` : say("unrated"))));
    }
    past.replaceChildren(...items);
  }

  /** Shows more of them, above what one is looking at. */
  async function older() {
    count = Math.min(most, count * 4);
    const below = log.scrollHeight - log.scrollTop;
    await remember();
    log.scrollTop = log.scrollHeight - below;
    log.focus();
  }

  // MARK: Saying something

  function submit() {
    // Code keeps the indentation of its first line.
    const text = input.value.trimEnd().replace(/^\s*\n/u, "");
    if (text === "") return;
    const size = new TextEncoder().encode(text).length;
    if (size > 16384) return announce(say("tooLong", size));
    const re = aim;
    takeDraft({ text: "" });
    const key = /^[/／]?\s*(?:login|登录)\s+(\S{16,})$/iu.exec(text);
    if (key) return page.signIn(key[1]);
    type(text, re);
  }

  /** Says something. It names its question, but where it is a command or may judge what waits. */
  function type(text, re) {
    const isWaiting = page.state.msgs?.some((one) => one.kind === "prompt");
    // In a mock interview text is for its question, whatever else is open.
    const needsNone = page.state.who.mock || /^\s*[/／]/u.test(text) || isWaiting && judgement.test(text);
    seek(resume(outbox.put(text, needsNone ? undefined : re)));
  }

  /** Shows something as being sent, and sends it after what was sent before; the bubble it is in. */
  function deliver(text, work) {
    const item = bubble("mine waiting", [h("p", text), quiet(say("sending"))]);
    const late = setTimeout(() => { item.lastChild.textContent = say("unsent"); }, 4000);
    page.pending = page.pending.then(async () => {
      const reply = await work();
      clearTimeout(late);
      item.classList.remove("waiting");
      item.lastChild.remove();
      await settle(reply);
      // What goes wrong with one holds nothing up.
    }).catch(console.error);
    return item;
  }

  const resume = (entry) => deliver(outbox.shown(entry), async () => {
    const reply = await outbox.deliver(entry);
    if (reply.code === "rate_limited" && !input.value) takeDraft(entry);
    return reply;
  });

  /** Presses a button, once until it is answered. */
  function act({ cb }, label) {
    if (pressed.has(cb)) return;
    pressed.add(cb);
    deliver(label, async () => {
      const reply = await api.press(cb, api.name());
      pressed.delete(cb);
      return reply;
    });
  }

  async function settle(reply) {
    const { account } = page.state.who;
    await page.renew();
    await page.showKeyIfNew();
    if (reply.code === "auth_required") {
      await follow();
      // It goes on with the guest who said it, or is there again once whoever did is.
      if (outbox.waiting().length > 0 || page.isOut) return;
    } else if (account && !page.state.who.account) await rebuild();
    page.drawn();
    const title = () => card.firstChild?.textContent;
    const before = title();
    draw();
    show(reply);
    // A question or its key points are on the card; what has been ticked there is in sight.
    if (!["question", "prompt"].includes(reply.msgs?.at(-1)?.kind)) seek(log.lastChild);
    else if (title() !== before) seek(card, "start");
  }

  /** The keys 1 to 4 rate, but not where one writes. */
  function onKey(event) {
    if (!outbox.choice("keys", true) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog")) return;
    const button = "1234".includes(event.key) ? [...card.querySelectorAll(`.r${event.key}`)].at(-1) : null;
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  document.addEventListener("keydown", onKey);

  /** Whoever comes is in the middle of a question at once. */
  async function welcome() {
    session = page.state.who.session;
    if (last()) return;
    if (outbox.waiting().length === 0 && !page.state.who.account) await settle(await api.command("/next"));
    else if (page.state.who.waiting > 0) await settle(await api.command("/today"));
  }

  /** Draws all of it again, for whoever is here by now. */
  async function follow() {
    const isOther = page.state.who.session !== session;
    page.drawn();
    if (isOther) takeDraft();
    draw();
    await rebuild();
    if (isOther) await welcome();
  }

  return {
    view,
    /** Draws all of it, and says `text`, if any. */
    async start(text) {
      session = page.state.who.session;
      takeDraft();
      draw();
      await rebuild();
      if (text) type(text);
      else await welcome();
    },
    /** Something may have changed elsewhere. */
    look: follow,
    end() { document.removeEventListener("keydown", onKey); },
  };
}
