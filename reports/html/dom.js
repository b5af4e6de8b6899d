// Elements out of texts. Nothing is ever parsed as HTML, and no text gets to the screen without passing `shown`.

/// Control characters, what changes the direction of writing or breaks lines, halves of pairs and what no font has:
/// as on the terminal (reports/display_width.hpp), they are shown and do nothing.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character) {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  const digits = character.charCodeAt(0).toString(16).toUpperCase();
  return digits.length <= 2 ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
}

const shown = (text) => String(text).replace(unseen, escaped);

function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : shown(child));
  }
  return element;
}

/// el("p.notice", { id: "x" }, "text", child, ...); a function among the attributes listens.
function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : shown(value));
  }
  return append(element, children);
}

/// A name that somebody gave: whatever its direction of writing, it leaves its surroundings alone.
const named = (text) => el("bdi", {}, text);
const code = (text) => el("code", {}, named(text));

function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return append(element, children);
}
