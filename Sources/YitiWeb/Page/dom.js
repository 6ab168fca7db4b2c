// Builds elements. Text is only ever text: nothing here or elsewhere parses markup.

const svgNames = new Set(["svg", "rect", "text", "title", "g", "path", "line"]);

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

/** A button that answers a dialog. */
export const choice = (value, label, style) => h("button", { value, class: style }, label);

/** Asks in a dialog with these buttons; tells the value of the one that was pressed. */
export function ask(id, title, content, ...choices) {
  const dialog = h("dialog", { id, "aria-label": title }, h("h2", title), content,
    h("form", { method: "dialog", class: "buttons" }, choices));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    // The focus that a closed dialog gives back takes no keys in Chromium until it is given anew.
    const focused = document.activeElement;
    focused?.blur();
    focused?.focus();
    done(dialog.returnValue);
  }));
}

/** Says something to whoever does not see it; shown for a moment to everybody else. */
export function announce(text) {
  const place = document.getElementById("status");
  place.textContent = text;
  place.classList.toggle("shown", text !== "");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}

const numbered = /^(\d{1,2})\. (.*)$/;

/** The text of a message: paragraphs, numbered points, and code between fences. */
export function prose(text) {
  const blocks = [];
  let lines = [];
  let points = [];
  let code = null;
  const endLines = () => {
    if (lines.length > 0) blocks.push(h("p", lines.join("\n")));
    lines = [];
  };
  const endPoints = () => {
    if (points.length > 0) blocks.push(h("ol", points.map((point) => h("li", point))));
    points = [];
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) {
      endLines();
      endPoints();
      if (code) blocks.push(h("pre", { tabindex: 0 }, code.join("\n")));
      code = code ? null : [];
      continue;
    }
    if (code) { code.push(line); continue; }
    const point = numbered.exec(line);
    if (point && Number(point[1]) === points.length + 1) {
      endLines();
      points.push(point[2]);
    } else if (line === "") {
      endLines();
      endPoints();
    } else {
      endPoints();
      lines.push(line);
    }
  }
  endLines();
  endPoints();
  if (code) blocks.push(h("pre", { tabindex: 0 }, code.join("\n")));
  return blocks;
}
