// Settings, subscriptions and one's own data. Every change is a command that could have been typed.
import * as api from "./api.js";
import * as outbox from "./outbox.js";
import { announce, ask, button, choice, form, h, panel, quiet, redraw, submit } from "./dom.js";
import { say } from "./words.js";

/** The settings view. */
export function settings(page) {
  const view = h("div.page", h("h1", say("settings")), quiet(say("loading")));

  /** Says a command, tells what came of it, and draws everything anew; `input` has what was saved. */
  async function change(text, input) {
    const reply = await api.command(text, { mid: api.name() });
    announce(api.headline(reply));
    if (reply.op === "ok" && input) input.value = input.defaultValue;
    await page.renew();
    await page.showKeyIfNew();
    await load();
  }

  /** Does something with what is filled in, or says that it is not. */
  function filled(inputs, act) {
    const empty = inputs.find((one) => !one.value.trim());
    if (!empty) return act();
    empty.focus();
    return announce(say("fillIn"));
  }

  const field = (label, input) => h("label.field", h("span", label), input);

  const choices = (options, value, onchange) => h("select", { onchange },
    options.map(([key, text]) => h("option", { value: key, selected: key === String(value) }, text)));

  function pick(label, options, value, command) {
    const input = choices(options, value, () => change(`${command} ${input.value}`));
    return field(label, input);
  }

  function typed(label, value, command, type = "text", off = null) {
    const input = h("input", { type, value, name: command, maxlength: 64 });
    const save = () => filled([input], () => change(`${command} ${input.value.trim()}`, input));
    return form("line", save, field(label, input),
      submit(say("save")), off && value ? button(say("clear"), () => change(`${command} ${off}`, input)) : "");
  }

  function general(data) {
    const hours = Array.from({ length: 7 }, (_, hour) => [String(hour), `0${hour}:00`]);
    return panel(say("account"),
      pick(say("language"), [["zh", "中文"], ["en", "English"], ["both", "中文 + English"]], data.language, "/language"),
      typed(say("name"), data.name, "/name"),
      typed(say("timezone"), data.timezone, "/timezone"),
      pick(say("rollover"), hours, data.rollover_hour, "/rollover"),
      typed(say("interview"), data.interview, "/interview", "date", "off"), quietHours(data),
      pick(say("nudge"), [["on", say("on")], ["off", say("off")]], data.nudge ? "on" : "off", "/nudge"));
  }

  function quietHours(data) {
    const [from, until] = (data.quiet ?? "").split("-");
    const time = (value, name) => h("input", { type: "time", value, "aria-label": `${say("quiet")} ${say(name)}` });
    const [first, last] = [time(from || "22:00", "from"), time(until || "08:00", "until")];
    return form("line", () => filled([first, last], () => change(`/quiet ${first.value}-${last.value}`)),
      h("fieldset", h("legend", say("quiet"), data.quiet ? "" : ` (${say("off")})`), first, " – ", last),
      submit(say("save")), data.quiet ? button(say("clear"), () => change("/quiet off")) : "");
  }

  /** Subscriptions, each as the server words it: with its days, and until when it is paused. */
  function subscriptions({ text = "", data: { subscriptions: list = [] } = {} } = {}) {
    const time = h("input", { type: "time", value: "09:00" });
    const days = choices([["", say("daily")], ["mon-fri", say("workdays")], ["weekends", say("weekends")]]);
    const rows = list.map(({ id }) => h("li", h("span", text.split("\n").find((line) => line.startsWith(`${id}. `))),
      button(say("remove"), () => change(`/unsubscribe ${id}`))));
    return panel(say("subscriptions"), rows.length > 0 ? h("ul.list", rows) : quiet(say("noSubscriptions")),
      form("line", () => filled([time], () => change(`/subscribe ${time.value} ${days.value}`.trim())),
        field(say("at"), time), field(say("days"), days), submit(say("add"), "primary")));
  }

  function device() {
    const toggle = (label, name, otherwise, onchange) => {
      const input = h("input", { type: "checkbox", checked: outbox.choice(name, otherwise), onchange: () => { outbox.choose(name, input.checked); onchange?.(input); } });
      return h("label.check", input, " ", label);
    };
    return panel(say("page"), toggle(say("keys"), "keys", true), "Notification" in window ? toggle(say("notify"), "notify", false, async (input) => {
      if (!input.checked || await Notification.requestPermission() === "granted") return;
      input.checked = false;
      outbox.choose("notify", false);
      announce(say("denied"));
    }) : "");
  }

  // MARK: One's own data

  /** Every page of an export as one file. */
  async function download(format) {
    // Without it Excel takes a table for one in the system's own characters.
    const parts = format === "csv" ? ["\ufeff"] : [];
    for (let number = 1, next = true; next; number += 1) {
      const reply = await api.command(`/export ${format} ${number}`);
      if (reply.op !== "ok") return announce(reply.text);
      const one = reply.msgs.at(-1);
      parts.push(one.data.content ?? one.text);
      next = Boolean(one.data.next);
    }
    const file = new Blob(parts, { type: "text/plain;charset=utf-8" });
    const link = h("a", { href: URL.createObjectURL(file), download: `yiti.${format === "anki" ? "txt" : format}` });
    link.click();
    return setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Asks whether somebody means what can't be taken back: the focus is on leaving it. */
  const warn = (id, title, text, yes, ...others) =>
    ask(id, title, h("p", text), choice("yes", yes, "danger"), others, choice("no", say("notNow"), null, true));

  async function forget() {
    const asked = await api.command("/forget");
    const { code, answers, notes, bookmarks, subscriptions: daily, identities } = asked.msgs?.at(-1)?.data ?? {};
    if (!code) return announce(asked.text ?? "");
    const text = say("forgetText", answers, notes, bookmarks, daily, identities);
    if (await warn("forget", say("forget"), text, say("forgetYes")) !== "yes") return undefined;
    const reply = await api.command(`/forget ${code}`);
    await page.renew();
    announce(reply.op === "ok" ? say("forgotten") : reply.text);
    return load();
  }

  /** Signs out; whoever has no key could not come back. */
  async function signOut() {
    const answer = page.state.who.key ? "yes"
      : await warn("signout", say("signOut"), say("noKey"), say("signOut"), choice("key", say("showKey")));
    if (answer === "key") return page.showKey();
    return answer === "yes" && page.signOut();
  }

  function account() {
    const key = h("input", { type: "password", name: "key", autocomplete: "current-password", maxlength: 256 });
    const signIn = form("line", () => filled([key], () => page.signIn(key.value.trim())),
      h("input.hidden", { autocomplete: "username", tabindex: -1, "aria-hidden": "true" }), field(say("key"), key), submit(say("signIn")));
    if (!page.state.who.account) return panel(say("data"), signIn);
    return [panel(say("export"), h("div.buttons", [["md", "Markdown"], ["csv", say("csv")], ["anki", "Anki"]].map(([format, label]) => button(label, () => download(format))))),
      panel(say("data"), h("div.buttons", button(say(page.state.who.key ? "newKey" : "showKey"), () => page.showKey()), button(say("link"), () => page.say("/link")),
        button(say("signOut"), signOut), button(say("forget"), forget, "danger")), quiet(say("signOutText")), signIn)];
  }

  async function load() {
    page.drawn();
    const [all, reply] = await Promise.all([api.data("/settings", "settings"), api.command("/subscriptions")]);
    // What is typed and not saved stays.
    const typing = [...view.querySelectorAll("input[name]")].filter((one) => one.value !== one.defaultValue);
    redraw(view, h("h1", say("settings")), subscriptions(api.message(reply, "subscriptions")), general(all), device(), ...[account()].flat());
    for (const { name, value } of typing) (view.querySelector(`[name="${name}"]`) ?? {}).value = value;
  }

  return { view, start: load, look: load };
}
