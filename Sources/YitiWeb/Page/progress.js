// What is better seen than read: the year, four weeks, mastery, and what falls due.
import * as api from "./api.js";
import { h, panel, quiet } from "./dom.js";
import { language, locale, say, sayDay } from "./words.js";

const dayMs = 86400000;
const plus = (day, days) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const percent = (part) => `${Math.round(part * 100)} %`;

/** Four levels above none, as /stats has them, and how many answers each is. */
const levels = ["0", "1", "2", "3–4", "5+"];
const level = (count) => [1, 2, 3, 5].filter((least) => count >= least).length;

const tile = (number, label) => h("div.tile", h("dt", label), h("dd", number));

const rect = (name, x, y, width, height = width) => h(`rect.${name}`, { x, y, width, height, rx: 2 });

/** One cell of the heat map: a square that is fuller the more there was, so that colour need not tell. */
function cell(x, y, count) {
  const one = level(count);
  return [rect("cell", x, y, 11), one > 0 && rect(`l${one}`, x + 4 - one, y + 4 - one, 3 + 2 * one)];
}

function heat(byDay, today) {
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
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
      const name = new Date(day).toLocaleDateString(locale(), { month: "short", timeZone: "UTC" });
      months.push(h("text.label", { x, y: 10 }, name));
    }
  }
  const answers = [...byDay.values()].reduce((sum, count) => sum + count, 0);
  const legend = h("svg", { viewBox: "0 0 180 12", width: 180, height: 12, role: "img", "aria-label": levels.join(" ") },
    levels.map((count, place) => [cell(place * 36, 0, parseInt(count, 10)), h("text.label", { x: place * 36 + 15, y: 9 }, count)]));
  return [h("div.scroll", { tabindex: 0, role: "region", "aria-label": say("year") },
    h("svg.heat", { viewBox: "0 0 689 108", width: 689, height: 108, role: "img", "aria-label": `${say("year")}: ${answers} ${say("answered")}` }, months, cells)),
    h("p.legend", legend)];
}

const symbols = { answered: "✓", frozen: "❄", repaired: "✚", paused: "‖", rest: "·", travel: "✈", not_asked: "∅", missed: "×", open: "○" };

function weeks(streak) {
  const days = streak.days.map((one, place) => ({ ...one, ...streak.causes[place] })).slice(-28);
  const said = (one) => [sayDay(one.day), one.name, one.cause].filter(Boolean).join(" · ");
  const kinds = new Map(days.map((one) => [one.kind, `${symbols[one.kind]} ${one.name}`]));
  return [h("ol.weeks", days.map((one) => {
    const text = said(one);
    return h("li", { class: `day-${one.kind}`, title: text },
      h("span.date", { "aria-hidden": "true" }, Number(one.day.slice(8))),
      h("span", { "aria-hidden": "true" }, symbols[one.kind]), h("span.hidden", text));
  })), days.length > 0 && [quiet([...kinds.values()].join(" · ")), h("details", h("summary", say("causes")), h("ul", days.map((one) => h("li", said(one)))))]];
}

function mastery(topics, names) {
  return h("div.bars", topics.map((one) => h("div.bar",
    h("span", names.get(one.topic) ?? one.topic),
    h("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": percent(one.mastery) },
      rect("cell", 0, 0, 100, 10), rect("l4", 0, 0, one.mastery * 100, 10)),
    h("span.bar-number", `${percent(one.mastery)} · ${one.seen}/${one.total}`))));
}

function due(byDay, today) {
  const counts = Array.from({ length: 30 }, (_, place) => byDay.get(plus(today, place)) ?? 0);
  if (counts.every((count) => count === 0)) return quiet(say("nothingDue"));
  const most = Math.max(...counts);
  return h("svg.due", { viewBox: "0 0 360 86", role: "img", "aria-label": say("dueSoon") }, counts.map((count, place) => {
    const height = Math.max(count > 0 ? 3 : 1, (count / most) * 58);
    const day = plus(today, place);
    return h("g", h("title", say("dueOn", sayDay(day), count)),
      rect(count > 0 ? "l4" : "cell", place * 12 + 1, 70 - height, 10, height),
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
    page.drawn();
    const [stats, run, { topics = [] }] = await Promise.all([api.command("/stats"), api.data("/streak why", "streak"), api.data("/topics", "topics")]);
    const names = new Map(topics.map((topic) => [topic.id, topic[language()]]));
    const data = api.message(stats, "stats")?.data;
    if (!data || !run.day) return view.replaceChildren(h("h1", say("progress")), h("p", stats.text ?? ""));
    return view.replaceChildren(
      h("h1", say("progress")),
      h("dl.tiles", tile(run.current, say("streak")), tile(data.answered, say("answered")),
        tile(`${data.questions_seen}/${data.questions_total}`, say("seen")), tile(data.due, say("due")),
        data.retention === null ? "" : tile(percent(data.retention), say("retention"))),
      data.answered === 0 ? quiet(say("nothingYet")) : "",
      panel(say("year"), heat(counted(data.heat, "answers"), run.day)),
      panel(say("fourWeeks"), h("p", `${say("longest", run.longest)} · ${say("freezes", run.freezes)}`), weeks(run)),
      readiness(data.readiness) ?? "",
      panel(say("dueSoon"), due(counted(data.due_by_day, "due"), run.day)),
      panel(say("mastery"), mastery(data.by_topic, names)),
      missed(data.missed) || "");
  }

  return { view, start: load, look: load };
}
