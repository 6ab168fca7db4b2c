// Builds elements. Text is only ever text: nothing here or elsewhere parses markup.

const svgNames = new Set(["svg", "rect", "text", "title", "g"]);

/** An element (`p.quiet` has a class) with attributes and listeners (`onclick`), if any, and children; strings become text. */
export function h(kind, ...rest) {
  const [name, style] = kind.split(".");
  const attributes = rest[0]?.constructor === Object ? rest.shift() : {};
  if (style) attributes.class = style;
  const element = svgNames.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...rest.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** A line that says less. */
export const quiet = (...children) => h("p.quiet", ...children);

export const button = (label, onclick, name) => h("button", { type: "button", class: name, onclick }, label);

/** The button that sends a form. */
export const submit = (label, name) => h("button", { type: "submit", class: name }, label);

/** A part of a page, with a title. */
export const panel = (title, ...content) => h("section.panel", h("h2", title), content);

/** A form that does something here instead of being sent; its style is its kind. */
export const form = (style, act, ...content) =>
  h(`form.${style}`, { onsubmit: (event) => { event.preventDefault(); act(); } }, content);

/** Something to unfold: what is in it is fetched by `fill` when it is opened first. */
export function unfold(name, summary, fill) {
  const content = h("div.content");
  const details = h(name, { ontoggle: () => {
    if (!details.open || content.hasChildNodes()) return;
    content.append(quiet("…"));
    fill(content);
  } }, h("summary", summary), content);
  return details;
}

/** Draws anew what is in an element. The focus stays where it was, or goes to the next place that takes it, or to the title; to another title at once. */
export function redraw(element, ...children) {
  const places = () => [...element.querySelectorAll("h1, input, select, button")];
  const place = places().indexOf(document.activeElement);
  const before = element.querySelector("h1")?.textContent;
  element.replaceChildren(...children);
  if (place < 0) return;
  const title = element.querySelector("h1");
  title.tabIndex = -1;
  const next = title.textContent === before && places().slice(place).find((one) => !one.disabled && one.checkVisibility());
  (next || title).focus();
}

/** A button that answers a dialog; with `autofocus` it has the focus, else the first has. */
export const choice = (value, label, style, autofocus) => h("button", { value, class: style, autofocus }, label);

/** Asks in a dialog with these buttons, by which alone a key is left; tells the value of the one that was pressed. */
export function ask(id, title, content, ...choices) {
  const dialog = h("dialog", { id, closedby: id === "key" && "none", "aria-label": title }, h("h2", title), content,
    h("form", { method: "dialog", class: "buttons" }, choices));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    // The focus that a closed dialog gives back takes no keys in Chromium until it is given anew.
    const focused = document.activeElement;
    focused?.blur();
    focused?.focus({ preventScroll: true });
    done(dialog.returnValue);
  }));
}

/** Says something to whoever does not see it; shown to everybody else, mostly for a moment. */
export function announce(text, isLasting) {
  const place = document.getElementById("status");
  place.textContent = text;
  place.classList.toggle("shown", text !== "");
  place.classList.toggle("lasting", Boolean(isLasting));
  clearTimeout(announce.timer);
  if (!isLasting) announce.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}

const drawing = (text) => h("pre", { tabindex: 0 }, text);

/** The text of a message: paragraphs, numbered points, and code between fences. */
export const prose = (text, words = plain) => text.split(/^```.*\n?/mu).flatMap((part, place) => (place % 2 ? drawing(part.trimEnd()) : words(part)));

/** A text that is laid out for a terminal: what stands in columns is a table, which fits where its lines do not; what is drawn stays so. */
export const laidOut = (text, kind) => prose(text, (part) => {
  const blocks = [];
  let [table, before] = [];
  for (const block of part.split(/\n{2,}/u)) {
    const lines = block.split("\n");
    const first = lines.findIndex(isInColumns);
    const starts = columns(lines.slice(first));
    const mark = String(starts);
    if (/[│┌]|[░▒▓█·]{20}/u.test(block) || (kind === "streak" && block.startsWith("  "))) blocks.push(drawing(block));
    else if (first < 0 || starts.length < 2) blocks.push(...plain(block));
    else {
      // Groups with the same columns are one table; what stands before a group is its title.
      if (mark !== before) blocks.push(table = h("table"));
      table.append(...lines.map((line, place) => (place < first ? h("tr", h("td.title", { colspan: starts.length }, line)) : row(line, starts))));
      before = mark;
      continue;
    }
    before = null;
  }
  return blocks;
});

const isInColumns = (line) => /\S {2,}\S|^ {2}/u.test(line);

/** A line with a filler behind each character that takes two columns. */
const spread = (line) => line.replace(/[\u1100-\u115f\u2e80-\ud7ff\uf900-\uffdc]/gu, "$&\0");

/** Where columns begin: behind two that are empty in every line. None where a line has no columns. */
function columns(lines) {
  if (!lines.every(isInColumns)) return [];
  const spaced = lines.map(spread);
  const isEmpty = (place) => spaced.every((line) => (line[place] ?? " ") === " ");
  const places = Array.from({ length: Math.max(...spaced.map((line) => line.length)) }, (_, place) => place);
  return places.filter((place) => place === 0 || (place > 1 && !isEmpty(place) && isEmpty(place - 1) && isEmpty(place - 2)));
}

const row = (line, starts) => h("tr", starts.map((start, place) => {
  const text = spread(line).slice(start, starts[place + 1]).replaceAll("\0", "").trim();
  return h(text.length > 16 ? "td" : "td.short", text);
}));

function plain(text) {
  const blocks = [];
  // The paragraph or list that goes on.
  let last = null;
  const begin = (name) => blocks.push(last = h(name));
  for (const line of text.split("\n")) {
    const [, number, point] = /^(\d{1,2})\. (.*)$/u.exec(line) ?? [];
    const isList = last?.tagName === "OL";
    if (line === "") last = null;
    else if (Number(number) === (isList ? last.childElementCount : 0) + 1) {
      if (!isList) begin("ol");
      last.append(h("li", point));
    } else if (last && !isList) last.append(`\n${line}`);
    else {
      begin("p");
      last.append(line);
    }
  }
  return blocks;
}
