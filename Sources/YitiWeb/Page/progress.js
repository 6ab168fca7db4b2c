// What is better seen than read: the year, four weeks, mastery, and what falls due.
import * as api from "./api.js";
import { h, panel, quiet } from "./dom.js";
import { language, say, sayDay } from "./words.js";

const dayMs = 86400000;
const plus = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const percent = (part) => `${Math.round(part * 100)} %`;

/** Four levels above none; each has a mark of its own, so that they are told apart without colour. */
const level = (count) => (count === 0 ? 0 : count < 2 ? 1 : count < 4 ? 2 : count < 7 ? 3 : 4);

const tile = (number, label) => h("div.tile", h("dt", label), h("dd", number));

/** One cell of the heat map: a square that is fuller the more there was. */
function cell(x, y, count) {
  const size = [0, 5, 7, 9, 11][level(count)];
  return [h("rect.cell", { x, y, width: 11, height: 11, rx: 2 }),
    size > 0 ? h("rect", { class: `l${level(count)}`, x: x + (11 - size) / 2, y: y + (11 - size) / 2, width: size, height: size, rx: Math.min(2, size / 3) }) : ""];
}

function heat(byDay, today) {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = plus(today, -52 * 7 - weekday);
  const total = 52 * 7 + weekday + 1;
  const cells = [];
  const months = [];
  for (let place = 0; place < total; place += 1) {
    const day = plus(first, place);
    const [x, y] = [Math.floor(place / 7) * 13, (place % 7) * 13 + 16];
    const count = byDay.get(day) ?? 0;
    cells.push(h("g", h("title", say("answersOn", sayDay(day), count)), cell(x, y, count)));
    if (day.endsWith("-01") && x < 660) {
      const name = new Date(`${day}T00:00:00Z`).toLocaleDateString(language() === "zh" ? "zh-CN" : "en-GB", { month: "short", timeZone: "UTC" });
      months.push(h("text.label", { x, y: 10 }, name));
    }
  }
  const answers = [...byDay.values()].reduce((sum, count) => sum + count, 0);
  const legend = h("svg", { viewBox: "0 0 66 12", width: 66, height: 12, "aria-hidden": "true" }, [0, 1, 2, 4, 7].map((count, place) => cell(place * 13, 0, count)));
  return [h("div.scroll", { tabindex: 0, role: "region", "aria-label": say("year") },
    h("svg.heat", { viewBox: "0 0 689 108", width: 689, height: 108, role: "img", "aria-label": `${say("year")}: ${answers} ${say("answered")}` }, months, cells)),
    h("p.legend", say("less"), " ", legend, " ", say("more"))];
}

const symbols = { answered: "✓", frozen: "❄", repaired: "✚", paused: "‖", rest: "·", travel: "✈", not_asked: "∅", missed: "×", open: "○" };

function weeks(streak) {
  const days = streak.data.days.map((one, place) => ({ ...one, ...streak.data.causes[place] })).slice(-28);
  return h("ol.weeks", days.map((one) => {
    const text = `${sayDay(one.day)} · ${one.name ?? one.kind}${one.cause ? ` · ${one.cause}` : ""}`;
    return h("li", { class: `day-${one.kind}`, title: text },
      h("span.date", { "aria-hidden": "true" }, Number(one.day.slice(8))),
      h("span", { "aria-hidden": "true" }, symbols[one.kind] ?? "?"), h("span.hidden", text));
  }));
}

function mastery(topics, names) {
  return h("div.bars", topics.map((one) => h("div", { class: "bar" },
    h("span.bar-name", names.get(one.topic) ?? one.topic),
    h("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": percent(one.mastery) },
      h("rect.cell", { x: 0, y: 0, width: 100, height: 10, rx: 2 }),
      h("rect.l4", { x: 0, y: 0, width: (one.mastery * 100).toFixed(1), height: 10, rx: 2 })),
    h("span.bar-number", `${one.seen}/${one.total}`))));
}

function due(byDay, today) {
  const counts = Array.from({ length: 30 }, (_, place) => byDay.get(plus(today, place)) ?? 0);
  if (counts.every((count) => count === 0)) return quiet(say("nothingDue"));
  const most = Math.max(...counts);
  return h("svg.due", { viewBox: "0 0 360 86", role: "img", "aria-label": say("dueSoon") }, counts.map((count, place) => {
    const height = Math.max(count > 0 ? 3 : 1, (count / most) * 58);
    const day = plus(today, place);
    return h("g", h("title", say("dueOn", sayDay(day), count)),
      h("rect", { class: count > 0 ? "l4" : "cell", x: place * 12 + 1, y: 70 - height, width: 10, height, rx: 2 }),
      count > 0 ? h("text.label", { x: place * 12 + 6, y: 66 - height, "text-anchor": "middle" }, count) : "",
      place % 7 === 0 && place < 28 ? h("text.label", { x: place * 12 + 1, y: 82 }, sayDay(day).split(/[，,]/)[0]) : "");
  }));
}

const readiness = (one) => one && panel(say("readiness"),
  h("dl.tiles", tile(percent(one.now), say("now")), tile(percent(one.expected), say("interviewDay"))),
  quiet(say("between", `${percent(one.low)} – ${percent(one.high)}`)));

const missed = (list) => list.length > 0 && panel(say("missed"),
  h("ul", list.map((one) => h("li", `${one.question} · ${say("point", one.point)} · ${one.times}×`))));

const counted = (list, name) => new Map(list.map((one) => [one.day, one[name]]));

/** The progress view. */
export function progress(page) {
  const view = h("div.page", h("h1", say("progress")), quiet(say("loading")));

  async function load() {
    const [stats, streak, topics] = await Promise.all([api.command("/stats"), api.command("/streak why"), api.command("/topics")]);
    const [one, run] = [api.message(stats, "stats"), api.message(streak, "streak")];
    const names = new Map((api.message(topics, "topics")?.data.topics ?? []).map((topic) => [topic.id, topic[language()]]));
    if (!one || !run) return view.replaceChildren(h("h1", say("progress")), h("p", stats.text ?? streak.text ?? ""));
    const { data } = one;
    const today = run.data.day;
    return view.replaceChildren(
      h("h1", say("progress")),
      h("dl.tiles", tile(run.data.current, say("streak")), tile(data.answered, say("answered")),
        tile(`${data.questions_seen}/${data.questions_total}`, say("seen")), tile(data.due, say("due")),
        data.retention === null ? "" : tile(percent(data.retention), say("retention"))),
      data.answered === 0 ? quiet(say("nothingYet")) : "",
      panel(say("year"), heat(counted(data.heat, "answers"), today)),
      panel(say("fourWeeks"), h("p", `${say("longest", run.data.longest)} · ${say("freezes", run.data.freezes)}`), weeks(run)),
      readiness(data.readiness) ?? "",
      panel(say("dueSoon"), due(counted(data.due_by_day, "due"), today)),
      panel(say("mastery"), mastery(data.by_topic, names)),
      missed(data.missed) || "");
  }

  return { view, start: load, look: load, end() {}, page };
}
