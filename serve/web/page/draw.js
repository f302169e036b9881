// Pictures of numbers and of explanations. All texts go into the page as text nodes: what
// comes from models is never taken for markup.
"use strict";

// el makes an element: attributes by name, those that begin with "on" are listeners, and
// children that are elements or texts.
function el(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes || {})) {
    if (v === undefined || v === null || v === false) continue;
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else e.setAttribute(k, v === true ? "" : String(v));
  }
  e.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

function svg(name, attributes, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
  e.append(...children);
  return e;
}

// show writes a value for people; long numbers are cut to what eyes read.
function show(v) {
  if (v === null || v === undefined) return "missing";
  if (typeof v === "number") return Number.isInteger(v) ? String(v) : String(Number(v.toPrecision(6)));
  if (typeof v === "object") return JSON.stringify(v);
  return String(v);
}

function signed(v) {
  if (v === null || v === undefined) return "missing";
  return (typeof v === "number" && v >= 0 ? "+" : "") + show(v).replace("-", "−");
}

// bar draws a number to the right or left of zero, beside others up to a size.
function bar(v, largest) {
  const picture = svg("svg", { viewBox: "-50 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  picture.append(svg("line", { x1: 0, x2: 0, y1: 0, y2: 10, class: "axis" }));
  if (typeof v === "number" && largest > 0) {
    const size = (49 * Math.abs(v)) / largest;
    picture.append(svg("rect", { x: v < 0 ? -size : 0, y: 1, width: size, height: 8, class: v < 0 ? "minus" : "plus" }));
  }
  return picture;
}

// part draws a share of a whole.
function part(v) {
  const picture = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  picture.append(svg("line", { x1: 0, x2: 0, y1: 0, y2: 10, class: "axis" }));
  if (typeof v === "number") picture.append(svg("rect", { x: 0, y: 1, width: 100 * Math.min(Math.max(v, 0), 1), height: 8, class: "plus" }));
  return picture;
}

// bars makes a table of parts that add up: of name, number and a note.
function bars(parts, sums) {
  const largest = Math.max(0, ...parts.map((p) => (typeof p.value === "number" ? Math.abs(p.value) : 0)));
  return el("div", { class: "table" }, el("table", { class: "bars" }, el("tbody", {},
    parts.map((p) => el("tr", {},
      el("td", { class: "name" }, p.name, p.note ? el("div", { class: "hint" }, p.note) : null),
      el("td", { class: "bar" }, bar(p.value, largest)),
      el("td", { class: "number" }, signed(p.value)))),
    sums.map((p) => el("tr", { class: "sum" }, el("td", { class: "name" }, p.name), el("td", {}), el("td", { class: "number" }, show(p.value)))))));
}

// shares draws the distribution of categories.
function shares(list) {
  if (!list || list.length === 0) return null;
  const of = (s) => (s.probability !== undefined ? s.probability : s.confidence);
  return el("div", { class: "table" }, el("table", { class: "shares" }, el("tbody", {}, list.map((s) => el("tr", {},
    el("td", { class: "name" }, show(s.category)), el("td", { class: "bar" }, part(of(s))), el("td", { class: "number" }, show(of(s))))))));
}

// curve draws numbers over time: null leaves a gap.
function curve(title, points, unit, kind) {
  const known = points.filter((p) => p !== null);
  const most = Math.max(...known, 0) || 1;
  const picture = svg("svg", { viewBox: "0 0 300 60", preserveAspectRatio: "none", role: "img", "aria-label": title });
  picture.append(svg("line", { x1: 0, x2: 300, y1: 59, y2: 59, class: "axis" }));
  let d = "", pen = "M";
  points.forEach((p, i) => {
    if (p === null) { pen = "M"; return; }
    const x = (300 * i) / Math.max(points.length - 1, 1), y = 58 - (56 * p) / most;
    d += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    if (pen === "M") d += "h1";
    pen = "L";
  });
  picture.append(svg("path", { d: d || "M0 59", class: "curve " + kind }));
  const last = known.length ? known[known.length - 1] : null;
  return el("figure", {}, el("figcaption", {}, title, ": ", last === null ? "no requests yet" : `${show(last)} ${unit}, at most ${show(Math.max(...known))} ${unit}`), picture);
}

// condition writes a predicate with what it read.
function condition(p) {
  const read = (p.fields || []).map((f) => `${f.name} is ${show(f.value)}`).join(", ");
  return [p.text, p.result && p.result !== "true" ? ` (${p.result})` : "", read ? el("div", { class: "read" }, read) : null];
}

const drawings = {
  tree(t) {
    const path = el("ol", { class: "path" });
    for (const step of t.path || []) {
      path.append(el("li", {},
        (step.tried || []).map((n) => el("span", { class: "tried" }, n.predicate.text)),
        el("strong", {}, "node " + step.node), " ", step.why ? step.why : step.predicate.text === "true" ? "" : condition(step.predicate)));
    }
    path.append(el("li", {}, t.end ? t.end + " " : "", el("strong", {}, "score " + show(t.score)), shares(t.distribution)));
    return [path, t.blend && t.blend.length ? bars(t.blend.map((b) => ({ name: `node ${b.node}: ${show(b.score)}`, value: b.weight })), []) : null, t.model ? draw(t.model) : null];
  },
  regression(r) {
    return (r.tables || []).map((t) => {
      const parts = (t.terms || []).map((term) => {
        const names = (term.fields || []).map((f) => (term.categorical ? `${f.name} = ${show(f.value)}` : f.name)).join(" · ") || term.parameter;
        const factor = term.categorical ? "" : term.design !== undefined ? " · " + show(term.design) : (term.fields || []).map((f) => " · " + show(f.value)).join("") + (term.exponent ? "^" + show(term.exponent) : "");
        return { name: names, value: term.contribution, note: term.categorical && term.coefficient === 0 ? "no coefficient" : show(term.coefficient) + factor };
      });
      parts.push({ name: "intercept", value: t.intercept });
      const sums = [{ name: "sum", value: t.sum }];
      if (t.value !== t.sum) sums.push({ name: t.category === undefined ? r.normalization + " of the sum" : "probability", value: t.value });
      return [t.category === undefined ? null : el("h3", {}, "category " + show(t.category)), bars(parts, sums)];
    }).concat(r.rule ? [el("p", { class: "hint" }, r.rule)] : []);
  },
  scorecard(s) {
    const parts = s.initial ? [{ name: "initial score", value: s.initial }] : [];
    (s.characteristics || []).forEach((c, i) => parts.push({
      name: c.name || `characteristic ${i + 1}`, value: c.partialScore,
      note: (c.computed ? "computed " : "") + (c.predicate.text === "true" ? (c.computed ? "" : "otherwise") : "as " + c.predicate.text) + (c.points !== undefined ? `; ${c.reasonCode}: ${show(c.points)} points` : ""),
    }));
    return [bars(parts, [{ name: "score", value: s.score }]),
      s.reasons && s.reasons.length ? [el("h3", {}, "Reasons"), el("ol", { class: "reasons" }, s.reasons.map((r) => el("li", {}, `${r.code}: ${show(r.points)} points`)))] : null];
  },
  ensemble(e) {
    const largest = Math.max(0, ...(e.segments || []).map((s) => (typeof s.contribution === "number" ? Math.abs(s.contribution) : 0)));
    return [el("p", {}, `${e.method} of ${e.size} segments`, e.applied === e.size ? "" : `, of which ${e.applied} ran`),
      (e.segments || []).map((s) => el("details", { class: "segment" },
        el("summary", {}, `segment ${s.id}: ${show(s.prediction)}`, s.weight !== undefined ? `, weight ${show(s.weight)}` : "", s.contribution !== undefined ? ` adds ${signed(s.contribution)}` : "", s.note ? ` – ${s.note}` : "",
          s.contribution !== undefined ? bar(s.contribution, largest) : null),
        s.predicate ? el("p", {}, "if ", condition(s.predicate)) : null, s.model ? draw(s.model) : null)),
      e.omitted ? el("p", { class: "hint" }, `and ${e.omitted} more segments` + (e.rest !== undefined ? `, which add ${signed(e.rest)}` : "")) : null,
      e.end ? el("p", {}, e.end) : null];
  },
};

// draw draws what a model did, where there is a picture of its type: else nothing, and the
// text says it.
function draw(m) {
  const out = el("div", { class: "why" });
  const key = Object.keys(drawings).find((k) => m[k]);
  if (key) out.append(...[drawings[key](m[key])].flat(9).filter((c) => c));
  for (const t of m.targets || []) {
    for (const s of t.steps || []) out.append(el("p", { class: "hint" }, `${t.name}: ${s.what}: ${show(s.value)}`));
    if (key !== "tree" && t.distribution) out.append(el("h3", {}, t.name), shares(t.distribution));
  }
  return out;
}

function drawn(m) { return Object.keys(drawings).some((k) => m[k]); }
