
"use strict";
// Page text comes from strangers: it goes into the document as text only, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const [ID, URI, SITE, TITLE, DATE, WORDS, EDITS, PROPOSED, FLAGS, DUPLICATE, CHUNK] = Array(11).keys();
const REMOVING = new Set(["chrome", "metadata"]);
const A_PAGE = 50;
const at = (id) => document.getElementById(id);
let found = data.rows;
let first = 0;

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function fill(select, values) {
  for (const value of [...new Set(values)].filter(Boolean).sort()) {
    const option = make("option", value);
    option.value = value;
    select.append(option);
  }
}

const SHOWN = {
  "": () => true,
  repaired: (row) => row[EDITS] > 0,
  proposed: (row) => row[PROPOSED] > 0,
  flagged: (row) => row[FLAGS].length > 0,
  duplicate: (row) => row[DUPLICATE],
};

function filter() {
  const words = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = SHOWN[at("show").value];
  const flag = at("flag").value;
  const site = at("site").value;
  found = data.rows.filter((row) => {
    const text = `${row[TITLE]} ${row[URI]} ${row[SITE]} ${row[ID]}`.toLowerCase();
    return wanted(row) && (!flag || row[FLAGS].includes(flag)) && (!site || row[SITE] === site)
      && words.every((word) => text.includes(word));
  });
  first = 0;
  list();
}

function list() {
  const rows = found.slice(first, first + A_PAGE).map((row) => {
    const line = make("tr");
    const name = make("th");
    name.scope = "row";
    const open = make("button", row[TITLE] || row[URI]);
    open.type = "button";
    open.disabled = row[CHUNK] < 0;
    open.addEventListener("click", () => show(row));
    name.append(open, make("br"), make("small", row[URI]));
    const flags = make("td");
    flags.append(...row[FLAGS].map((flag) => make("span", flag, "flag")));
    line.append(name, make("td", row[SITE]), make("td", row[DATE]), make("td", row[WORDS], "number"),
      make("td", row[EDITS], "number"), make("td", row[PROPOSED], "number"), flags);
    return line;
  });
  at("rows").replaceChildren(...rows);
  at("count").textContent = `${found.length.toLocaleString("en")} of ${data.rows.length.toLocaleString("en")} pages`;
  const last = Math.min(first + A_PAGE, found.length);
  at("place").textContent = found.length ? `${first + 1} to ${last}` : "";
  at("back").disabled = first === 0;
  at("next").disabled = last >= found.length;
}

async function unpack(chunk) {
  const packed = Uint8Array.from(atob(JSON.parse(at(`chunk-${chunk}`).textContent)), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function change([source, clean, edits]) {
  if (edits.every(([stage]) => stage === "layout")) return document.createTextNode(clean);
  const button = make("button", undefined, "edit");
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  if (edits.some(([stage]) => REMOVING.has(stage))) button.classList.add("removed");
  if (source) button.append(make("del", source));
  if (clean.trim()) button.append(make("ins", clean));
  button.addEventListener("click", () => tell(button, edits));
  return button;
}

function counted(count, what) {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function tell(button, edits) {
  for (const other of at("text").querySelectorAll("[aria-pressed=true]")) other.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "true");
  const told = edits.filter(([stage]) => stage !== "layout" || edits.length === 1).flatMap(([stage, rule, reason]) => {
    const [, edits_, pages, confidence] = data.rules[rule] || [];
    const counts = edits_ ? `${counted(edits_, "edit")} on ${counted(pages, "page")}` : "";
    return [make("h3", rule), make("p", `stage ${stage}${confidence ? `, ${confidence}` : ""}`), make("p", reason),
      make("p", counts)];
  });
  at("rule").replaceChildren(...told);
}

function others(page) {
  const made = [];
  if (page.proposed.length) {
    const list_ = make("ul");
    list_.append(...page.proposed.map(([rule, before, after, reason]) =>
      make("li", `“${before}” → “${after}”: ${rule}. ${reason}`)));
    made.push(make("h3", "Proposed, not applied"), list_);
  }
  if (page.names.length) {
    const list_ = make("ul");
    list_.append(...page.names.map(([surface, canonical]) =>
      make("li", surface === canonical ? canonical : `${surface}: ${canonical}`)));
    made.push(make("h3", "Names"), list_);
  }
  return made;
}

async function show(row) {
  const page = (await unpack(row[CHUNK]))[row[ID]];
  at("page-title").textContent = row[TITLE] || row[URI];
  at("page-address").textContent = row[URI];
  const shown = page.error ? [make("p", page.error)]
    : page.pieces.map((piece) => typeof piece === "string" ? document.createTextNode(piece) : change(piece));
  at("text").replaceChildren(...shown);
  at("rule").replaceChildren(make("h3", "Rule"), make("p", "Choose a change to see its rule."));
  at("more").replaceChildren(...(page.error ? [] : others(page)));
  at("page").showModal();
  at("text").scrollTop = 0;
}

fill(at("flag"), data.rows.flatMap((row) => row[FLAGS]));
fill(at("site"), data.rows.map((row) => row[SITE]));
for (const id of ["search", "show", "flag", "site"]) at(id).addEventListener("input", filter);
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("back").addEventListener("click", () => { first = Math.max(0, first - A_PAGE); list(); });
at("next").addEventListener("click", () => { first += A_PAGE; list(); });
at("see-removed").addEventListener("change", (event) => at("text").classList.toggle("hide-removed", !event.target.checked));
at("see-before").addEventListener("change", (event) => at("text").classList.toggle("hide-before", !event.target.checked));
list();
