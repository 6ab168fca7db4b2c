// The bank by topic, with what one knows of each question, searchable.
import * as api from "./api.js";
import { button, form, h, prose, quiet, submit, unfold } from "./dom.js";
import { language, say, sayDay } from "./words.js";

/** The questions view. */
export function questions(page) {
  const results = h("div.results");
  const list = h("div.topics", quiet(say("loading")));
  let areAll = true;
  const words = h("input", { type: "search", id: "words", "aria-label": say("search"), placeholder: say("search"), maxlength: 100 });
  const view = h("div.page", h("h1", say("questions")),
    h("search", form("search", search, words, submit(say("go")))), results, list);

  async function search() {
    const wanted = words.value.trim();
    return wanted === "" ? results.replaceChildren() : find(`/search ${wanted}`);
  }

  /** One page of what was found, to be opened question by question. */
  async function find(line) {
    const reply = await api.command(line);
    const found = api.message(reply, "search");
    if (!found) return results.replaceChildren(h("section.panel", h("p", reply.text ?? "")));
    const { questions: ids, answers, next } = found.data;
    const all = new Set([...ids, ...answers.map((one) => one.question)]);
    return results.replaceChildren(h("section.panel", h("pre", { tabindex: 0 }, found.text),
      [...all].map((id) => unfold("details", h("span.ref", id), (content) => beside(content, { question: id }))),
      next ? button(say("more"), () => find(next)) : ""));
  }

  async function load() {
    page.drawn();
    const { topics = [] } = await api.data("/topics", "topics");
    areAll = topics.every((one) => one.selected);
    list.replaceChildren(...topics.map(topic));
  }

  function topic(one) {
    const standing = [`${one.seen}/${one.total} ${say("seen")}`, one.due > 0 && ` · ${one.due} ${say("due")}`, one.selected && !areAll && ` · ${say("selected")}`];
    return unfold("details.panel", [h("h2", one[language()] || one.id), " ", h("span.quiet", standing)], (content) => fill(content, one));
  }

  async function fill(content, one) {
    const rows = await api.list(`/questions ${one.id}`, "questions", "questions");
    content.replaceChildren(
      h("div.buttons", button(say("ask"), () => page.say(`/next ${one.id}`), "primary")),
      h("ul.questions", rows.map((row) => h("li", question(row)))));
  }

  function question(one) {
    const standing = one.seen ? say("dueAgain", sayDay(one.due)) : say("notSeen");
    const summary = [h("span.ref", one.question, " ", "★".repeat(one.stars)), " ", one[language()] || one.zh, " ", h("span.quiet", standing)];
    return unfold("details", summary, (content) => beside(content, one));
  }

  /** One's own answers over time beside the reference answer. */
  async function beside(content, one) {
    const [answers, answer] = await Promise.all([api.list(`/history ${one.question}`, "history", "answers"), api.press(`reveal:${one.question}`)]);
    content.replaceChildren(h("div.beside",
      h("section", h("h3", say("myAnswers")), answers.length === 0 ? quiet(say("noAnswers"))
        : answers.map((mine) => [quiet(sayDay(mine.day), mine.rating ? ` · ${say("rated")} ${mine.rating}` : ""), h("p.mine", mine.text)])),
      h("section", h("h3", say("keyPoints")), answer.op === "ok" ? answer.msgs.map((message) => prose(message.text)) : h("p", answer.text))));
  }

  /** Draws what has changed, unless it is being read. */
  const look = () => list.querySelector("[open]") || load();

  return { view, start: load, look };
}
