// The page of a server: the models, a form for a record, and where documents are dropped.
"use strict";

const $ = (id) => document.getElementById(id);
const interval = 2000; // between two looks at the server, in milliseconds
const kept = 90; // looks that the pictures show
const history = new Map(); // of "model\nversion": what was seen, the newest last
let chosen = null; // {name, version} of the model that is shown
let state = null;

// ask asks the server, and gives what it says. Errors are those of the server, with their
// place.
async function ask(method, path, body, headers) {
  const token = $("token").value;
  const h = Object.assign({}, headers);
  if (token && path.startsWith("admin/")) h.Authorization = "Bearer " + token;
  let answer;
  try {
    answer = await fetch(path, { method, body, headers: h, cache: "no-store" });
  } catch (e) {
    throw { error: "the server does not answer" };
  }
  let said = null;
  try { said = await answer.json(); } catch (e) { /* said below */ }
  if (!answer.ok) throw said && said.error ? said : { error: `the server answers ${answer.status}` };
  return said;
}

const at = (...parts) => parts.map((p) => encodeURIComponent(p)).join("/");

async function look() {
  try {
    state = await ask("GET", "ui/models");
    $("trouble").hidden = true;
  } catch (e) {
    $("trouble").textContent = e.error;
    $("trouble").hidden = false;
    return;
  }
  $("server").textContent = `${state.server} ${state.version}` + (state.ready ? "" : " – not ready");
  $("deploy").hidden = !state.changes;
  if ($("back")) $("back").hidden = !state.changes;
  $("token-label").hidden = !state.token;
  remember();
  list();
  follow();
}

// remember keeps what each version has done.
function remember() {
  const seen = new Set();
  for (const m of state.models) for (const v of m.versions) {
    if (!v.statistics) continue;
    const key = m.name + "\n" + v.version;
    seen.add(key);
    const h = history.get(key) || [];
    h.push(v.statistics);
    if (h.length > kept) h.shift();
    history.set(key, h);
  }
  for (const key of history.keys()) if (!seen.has(key)) history.delete(key);
}

function size(n) {
  return n < 1024 ? n + " B" : n < 1 << 20 ? (n / 1024).toFixed(1) + " KiB" : (n / (1 << 20)).toFixed(1) + " MiB";
}

// list shows all models with their versions.
function list() {
  const rows = [];
  for (const m of state.models) {
    m.versions.forEach((v, i) => {
      const s = v.statistics || { requests: 0, failures: 0, seconds: 0 };
      const good = s.requests - s.failures;
      rows.push(el("tr", {},
        el("td", { class: "name" }, i === 0 ? el("a", { href: "#" + encodeURIComponent(m.name) }, m.name) : ""),
        el("td", {}, v.version),
        el("td", {}, el("span", { class: "state " + v.state }, v.state.toLowerCase()), v.fault ? el("div", { class: "error" }, v.fault.error) : null),
        el("td", {}, v.labels.map((l) => el("span", { class: "tag" }, l)), v.pinned ? el("span", { class: "tag" }, "pinned") : null, v.shadow ? el("span", { class: "tag" }, "shadow") : null),
        el("td", { class: "number" }, Math.round(v.traffic * 1000) / 10 + " %"),
        el("td", { class: "number" }, String(s.requests)),
        el("td", { class: "number" }, String(s.failures)),
        el("td", { class: "number" }, good > 0 ? show(Number(((1000 * s.seconds) / good).toPrecision(3))) + " ms" : "")));
    });
  }
  $("list").replaceChildren(state.models.length === 0 ? el("p", {}, "There are no models yet.") :
    el("div", { class: "table" }, el("table", {},
      el("thead", {}, el("tr", {}, ["Model", "Version", "State", "Labels"].map((t) => el("th", {}, t)), ["Traffic", "Requests", "Errors", "Mean time"].map((t) => el("th", { class: "number" }, t)))),
      el("tbody", {}, rows))));
}

// follow shows what has become of the model that is chosen.
function follow() {
  if (!chosen) return;
  const m = state.models.find((m) => m.name === chosen.name);
  const versions = $("versions"), pictures = $("pictures");
  if (!versions || !pictures) return;
  if (!m) { versions.replaceChildren(el("p", { class: "error" }, "The model is no longer there.")); return; }
  const focused = document.activeElement && versions.contains(document.activeElement);
  if (!focused) versions.replaceChildren(...m.versions.map((v) => about(m, v)));
  pictures.replaceChildren(...m.versions.flatMap((v) => {
    const h = history.get(m.name + "\n" + v.version) || [];
    const time = [], errors = [];
    for (let i = 1; i < h.length; i++) {
      const requests = h[i].requests - h[i - 1].requests, failures = h[i].failures - h[i - 1].failures;
      time.push(requests - failures > 0 ? (1000 * (h[i].seconds - h[i - 1].seconds)) / (requests - failures) : null);
      errors.push(requests > 0 ? (100 * failures) / requests : null);
    }
    return [curve(`Version ${v.version}: mean time`, time, "ms", ""), curve(`Version ${v.version}: errors`, errors, "%", "bad")];
  }));
}

// about says what is known of a version, with what may be done with it.
function about(m, v) {
  const facts = [`version ${v.version}`, v.state.toLowerCase(), size(v.size)];
  if (v.loaded) facts.push("loaded " + new Date(v.loaded).toLocaleString());
  if (v.used) facts.push("last used " + new Date(v.used).toLocaleString());
  const act = (label, path, body) => el("button", { class: "small", type: "button", onclick: () => change("POST", path, body) }, label);
  const s = v.statistics && v.statistics.shadow;
  return el("div", {}, el("p", {}, facts.join(" · ")),
    v.fault ? el("p", { class: "error" }, v.fault.error) : null,
    s ? el("p", { class: "shadow" }, `As a shadow: ${s.records} records compared, ${show(s.records ? (100 * s.differing) / s.records : 0)} % differ, by ${show(s.largest)} at most; ${s.dropped} requests left out, ${s.failures} failed`) : null,
    state.changes ? el("p", {}, v.pinned ? act("Traffic to the newest again", "admin/models/" + at(m.name) + "/pin", { version: null }) : m.versions.length > 1 ? act("All traffic to version " + v.version, "admin/models/" + at(m.name) + "/pin", { version: v.version }) : null) : null);
}

async function change(method, path, body) {
  try {
    await ask(method, path, body === undefined ? undefined : JSON.stringify(body));
    $("changed").replaceChildren();
  } catch (e) {
    $("changed").replaceChildren(el("p", { class: "error", role: "alert" }, e.error));
  }
  if (document.activeElement) document.activeElement.blur();
  look();
}

// open shows the model of the address, and a form for its records.
async function open() {
  let name = "";
  try { name = decodeURIComponent(location.hash.slice(1)); } catch (e) { /* no name */ }
  const place = $("model");
  place.hidden = name === "";
  chosen = name === "" ? null : { name };
  document.title = name === "" ? "Models" : name;
  if (!chosen) { place.replaceChildren(); return; }
  const mine = chosen;
  const score = el("div", { id: "score" });
  const back = rollback(name);
  place.replaceChildren(el("h2", {}, name), el("div", { id: "versions" }), back, el("div", { id: "changed" }), score, el("h3", {}, "Time and errors"), el("div", { id: "pictures", class: "pictures" }));
  if (state) follow();
  try {
    const f = await ask("GET", "ui/models/" + at(name));
    if (chosen === mine) score.replaceChildren(form(f));
  } catch (e) {
    if (chosen === mine) score.replaceChildren(el("p", { class: "error", role: "alert" }, e.error));
  }
}

// rollback sends all traffic to a version that may no longer be in the list, but is still
// in the folder.
function rollback(name) {
  const version = el("input", { class: "version", inputmode: "numeric", autocomplete: "off", id: "rollback" });
  const send = (event) => {
    event.preventDefault();
    if (version.value.trim() !== "") change("POST", "admin/models/" + at(name) + "/pin", { version: version.value.trim() });
  };
  return el("details", { id: "back", hidden: !state || !state.changes }, el("summary", {}, "Back to another version"),
    el("form", { onsubmit: send }, el("label", {}, "All traffic to version ", version), " ", el("button", { class: "small", type: "submit" }, "Send")));
}

// range writes the valid numbers of a field.
function range(f) {
  const side = (v, other) => (v === undefined ? other : show(v));
  return (f.intervals || []).map((i) => {
    const open = i.closure || "";
    return (open.startsWith("open") ? "]" : "[") + side(i.left, "−∞") + ", " + side(i.right, "∞") + (open.endsWith("Open") ? "[" : "]");
  }).join(" or ");
}

// control makes what a field's value is given in. Numbers stay the texts that were written,
// so that the model reads all their digits.
function control(f) {
  const choices = f.collection ? [] : f.choices && f.choices.length ? f.choices : f.dataType === "boolean" ? [{ value: "true" }, { value: "false" }] : [];
  if (choices.length > 0 && choices.length <= 1000)
    return el("select", {}, el("option", { value: "" }, "missing"), choices.map((c, i) => el("option", { value: String(i + 1) }, c.label ? `${c.value} – ${c.label}` : c.value === "" ? "(empty)" : c.value)));
  if (f.collection) return el("textarea", { rows: 3, spellcheck: "false", placeholder: "a value on each line" });
  const numeric = ["double", "float", "integer"].includes(f.dataType);
  return el("input", { autocomplete: "off", spellcheck: "false", inputmode: numeric ? "decimal" : "text", placeholder: f.missing === undefined ? "missing" : `missing: ${f.missing}` });
}

// given is the value of a control, undefined for a missing one.
function given(f, c) {
  if (c.tagName === "SELECT") {
    if (c.value === "") return undefined;
    return f.choices && f.choices.length ? f.choices[Number(c.value) - 1].value : c.value === "1" ? "true" : "false";
  }
  if (c.value === "") return undefined;
  return c.tagName === "TEXTAREA" ? c.value.split("\n").filter((l) => l !== "") : c.value;
}

// form makes the form of a model's records.
function form(fields) {
  const controls = [];
  const one = (f) => {
    const c = control(f);
    c.setAttribute("name", f.name);
    const hints = [f.opType === "categorical" || f.dataType === "string" ? "" : f.dataType, range(f), f.required ? "required" : ""].filter((t) => t);
    const label = el("label", {}, el("span", {}, f.label || f.name), c, hints.length ? el("span", { class: "hint" }, hints.join(", ")) : null);
    controls.push({ f, c, label });
    return label;
  };
  const features = fields.inputs.filter((f) => !f.target), targets = fields.inputs.filter((f) => f.target);
  const answer = el("div", { id: "answer", "aria-live": "polite" });
  const submit = async (event) => {
    event.preventDefault();
    const record = Object.create(null);
    for (const { f, c, label } of controls) {
      label.classList.remove("wrong");
      const v = given(f, c);
      if (v !== undefined) record[f.name] = v;
    }
    try {
      const said = await ask("POST", "ui/models/" + at(fields.name) + "/score", JSON.stringify(record));
      answer.replaceChildren(...reply(said));
    } catch (e) {
      for (const { f, label } of controls) if (e.field === f.name) label.classList.add("wrong");
      answer.replaceChildren(el("p", { class: "error", role: "alert" }, e.error));
    }
    look();
  };
  return el("form", { onsubmit: submit }, el("h3", {}, "Score a record"),
    el("div", { class: "fields" }, features.map(one)),
    targets.length ? el("details", {}, el("summary", {}, "Known targets"), el("div", { class: "fields" }, targets.map(one))) : null,
    el("button", { class: "main", type: "submit", id: "go" }, "Score"), answer);
}

// reply shows a score and its reasons.
function reply(said) {
  const why = said.why;
  const results = el("dl", { id: "results" }, (why.results || []).flatMap((r) => [el("dt", {}, r.name), el("dd", {}, r.error ? r.error : exact(r.value))]));
  const text = el("pre", {}, said.text);
  return [el("h3", {}, `Result of version ${said.version}`), results, el("h3", {}, "Why"),
    el("div", { id: "why" }, why.model && drawn(why.model) ? [draw(why.model), el("details", {}, el("summary", {}, "As text"), text)] : text)];
}

function exact(v) {
  return v === null || v === undefined ? "missing" : typeof v === "object" ? JSON.stringify(v) : String(v);
}

// deploy sends a document, and shows why it was refused: with its line.
async function deploy(file) {
  const place = $("deployed");
  const name = $("deploy-name").value.trim() || file.name.replace(/(\.gz|\.pmml|\.xml)+$/i, "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-._]+/, "");
  place.replaceChildren(el("p", {}, `${file.name} is sent …`));
  try {
    const said = await ask("PUT", "admin/models/" + at(name), file, { "Content-Type": "application/octet-stream" });
    place.replaceChildren(el("p", {}, "Version ", said.version.version, " of ", el("a", { href: "#" + encodeURIComponent(said.name) }, said.name), " is served."));
    $("deploy-name").value = "";
    if (chosen && chosen.name === said.name) open();
  } catch (e) {
    const out = [el("p", { class: "error", role: "alert" }, e.line ? `${file.name}, line ${e.line}: ${e.detail || e.error}` : e.error)];
    if (e.line && file.size < 64 << 20 && !/\.gz$/i.test(file.name)) out.push(excerpt(await file.text(), e.line));
    if (e.path) out.push(el("p", { class: "hint" }, e.path));
    place.replaceChildren(...out);
  }
  look();
}

// excerpt shows a line of a text with those around it.
function excerpt(text, line) {
  const lines = text.split(/\r\n|\r|\n/);
  const first = Math.max(1, line - 2), out = el("pre", { id: "excerpt" });
  for (let n = first; n <= Math.min(lines.length, line + 2); n++) {
    const s = `${String(n).padStart(5)}  ${lines[n - 1].slice(0, 300)}`;
    out.append(n === line ? el("mark", {}, s) : s, "\n");
  }
  return out;
}

function begin() {
  const drop = $("drop");
  drop.addEventListener("dragover", (e) => { e.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => {
    e.preventDefault();
    drop.classList.remove("over");
    if (e.dataTransfer.files.length > 0) deploy(e.dataTransfer.files[0]);
  });
  $("file").addEventListener("change", (e) => {
    if (e.target.files.length > 0) deploy(e.target.files[0]);
    e.target.value = "";
  });
  window.addEventListener("hashchange", open);
  open();
  look();
  setInterval(() => { if (!document.hidden) look(); }, interval);
}

begin();
