// How the parts of the interactive map are made: by the DOM, never as text.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties, attributes (names with a dash, `role` and SVG's own) and children. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

/** The mark of a kind, as `components::shape::KindMark` draws it. */
export function mark(kind) {
  const draw = (name, attributes, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const inside = kind.sign ? draw("path", { class: "sign", d: kind.sign }) : draw("text", { y: kind.y }, kind.letter);
  return draw("svg", { class: kind.class, viewBox: "-13 -13 26 26", "aria-hidden": "true" }, draw("path", { d: kind.outline }), inside);
}

/** "1 place", "5 places". */
export const count = (many, one) => `${many} ${one}${many === 1 ? "" : "s"}`;

/** Miles as the server says them. */
export const milesOf = (miles) => {
  const words = miles.toFixed(1);
  if (words === "0.0") return "less than 0.1 miles";
  return words === "1.0" ? "1 mile" : `${words} miles`;
};
