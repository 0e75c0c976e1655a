// The explorer: shows what a layer returns and has, and another layer beside it.
(() => {
  "use strict";
  const root = document.querySelector(".lstm-explorer");
  const data = globalThis.lstmExplorer;
  if (!root || !data || !globalThis.lstmLayers) return;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const first = JSON.parse(root.dataset.first);
  const { calls, releases, activations } = data;
  const { understood, whole, wrong, stated, holds, shapeOf, weightsOf, product } = globalThis.lstmLayers(data);

  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    element.append(...children);
    return element;
  };
  const parsed = new Map();
  const formula = (mathml) => {
    const box = parsed.get(mathml) ?? made("template");
    if (!parsed.has(mathml)) box.innerHTML = mathml; // printed by the site's own build
    for (const one of box.content.querySelectorAll("*")) one.classList.add("nohighlight"); // it can hold no marks
    parsed.set(mathml, box);
    return box.content.firstChild.cloneNode(true);
  };
  // Makes an element what another is; what is the same stays, and need not be laid out again.
  const follow = (old, wanted) => {
    if (old.isEqualNode(wanted)) return;
    if (!old.matches?.("section, div, table, tbody, tr, td") || old.tagName !== wanted.tagName || old.className !== wanted.className)
      return old.replaceWith(wanted);
    const before = [...old.childNodes], after = [...wanted.childNodes];
    const same = (place) => before.at(place)?.isEqualNode(after.at(place) ?? null);
    let end = null;
    while (same(0)) before.shift(), after.shift();
    while (same(-1)) end = before.pop(), after.pop();
    after.forEach((node, k) => before[k] ? follow(before[k], node) : old.insertBefore(node, end));
    before.slice(after.length).forEach((node) => node.remove());
  };

  // ---- the sections ----

  const section = (title, ...content) => made("section", {}, made("h3", {}, title), ...content);
  const table = (head, rows) => made("div", { class: "scrolls" }, made("table", { class: "docutils" },
    made("thead", {}, made("tr", {}, ...head.map((text) => made("th", { scope: "col" }, text)))),
    made("tbody", {}, ...rows.map((row) => made("tr", {}, ...row.map((cell) => made("td", {}, ...[cell].flat())))))));
  const code = (text) => made("code", {}, text);
  const several = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  // How the headings call the layer, which "it" would leave open beside a second one.
  const whose = (setting) => setting.second ? ["the first layer", "The first layer’s"] : ["it", "Its"];
  const held = (layer) => stated(layer).equations
    .filter((e) => holds(layer, e) && (e.part !== "finish" || e.defines.some((one) => returned(layer).includes(one))));
  const returned = (layer) => stated(layer).returned.filter((one) => !layer.returned || layer.returned.includes(one));
  const counted = (layer) => weightsOf(layer).reduce((all, one) => all + product(one.shape), 0).toLocaleString("en");

  const tensors = (layer, setting) => {
    const known = stated(layer), shown = returned(layer), finish = held(layer).filter((e) => e.part === "finish");
    return section(`What ${whose(setting)[0]} returns`, picture(layer, shown), table(["tensor", "shape", "equation", "what it is"],
      shown.map((one) => [code(one), code(shapeOf(layer, one)),
        formula(finish.find((e) => e.defines.includes(one)).math), known.symbols[one].meaning])));
  };

  // Timesteps side by side; what is returned is ringed.
  const picture = (layer, shown) => {
    const svg = (tag, attributes = {}, ...children) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.classList.add("nohighlight"); // Sphinx marks searched words with boxes, which a title has not
      element.append(...children);
      return element;
    };
    // Letters with a timestep below the line.
    const symbols = (place, letters, t) => svg("text", place, ...letters.split("").flatMap((letter, k) => [
      k ? svg("tspan", { dy: -4 }, `, ${letter}`) : letter,
      svg("tspan", { dy: 4, class: "lstm-small" }, String(t)),
    ]));
    const many = layer.timesteps > 4;
    const steps = many ? [1, 2, null, layer.timesteps] : Array.from({ length: layer.timesteps }, (_, k) => k + 1);
    const backwards = layer.options.go_backwards, width = 78 * steps.length + 86;
    const [output, hidden, cell = hidden] = stated(layer).returned;
    const states = cell === hidden ? `${hidden} is the last h` : `${hidden} and ${cell} are the last h and c`;
    const every = layer.options.return_sequences !== false;
    const about = `${several(layer.timesteps, "timestep")}, processed ${backwards ? "from the last to the first" : "from the first to the last"}; returned: ${shown.join(", ")}`;
    const root = svg("svg", { class: "lstm-unrolled", viewBox: `0 0 ${width} 150`, role: "img", style: `max-width:${width}px` },
      svg("title", {}, "The layer over time"), svg("desc", {}, about));
    steps.forEach((t, k) => {
      const x = 36 + 78 * k;
      if (t === null) return root.append(svg("text", { x, y: 76, "text-anchor": "middle" }, "…"));
      const last = k === steps.length - 1, at = backwards ? layer.timesteps + 1 - t : t;
      root.append(svg("rect", { x: x - 24, y: 52, width: 48, height: 40, rx: 6 }),
        svg("text", { x, y: 77, "text-anchor": "middle" }, cell === hidden ? "GRU" : "LSTM"),
        svg("path", { d: `M${x} 118V94m-4 7 4-7 4 7M${x} 52V30m-4 7 4-7 4 7` }),
        symbols({ x, y: 134, "text-anchor": "middle" }, "x", at),
        symbols({ x, y: 22, "text-anchor": "middle", class: shown.includes(output) && (every || last) ? "returned" : "" }, "h", t),
        svg("path", { d: `M${x + 26} 72H${x + 52}m-7-4 7 4-7 4` }));
      if (last && (shown.includes(hidden) || shown.includes(cell)))
        root.append(symbols({ x: x + 34, y: 56, class: "returned" }, cell === hidden ? "h" : "hc", t));
    });
    const caption = every ? `${output} is every h` : `${output} is the last h`;
    const last = shown.includes(cell) ? `; ${states}` : "; the last states are not returned";
    const more = layer.directions > 1 ? "; a second direction reads from the last timestep to the first" : "";
    const above = layer.layers > 1 ? `; the picture is the last of ${layer.layers} layers` : "";
    return made("figure", {}, root, made("figcaption", {}, `${caption}${last}${more}${above}.`));
  };

  const equationRow = (e) => made("div", { class: "lstm-row" },
    made("div", { class: "math nohighlight" }, formula(e.math)),
    lines(e.code),
    made("p", { class: "lstm-link" }, e.to ? made("a", { href: e.to }, e.label) : e.label));
  const lines = (code) => made("div", { class: "lstm-lines" }, ...code.map((line) =>
    made("div", { class: "highlight-python lstm-code" }, made("div", { class: "highlight" }, made("pre", { tabindex: 0 }, line)))));

  const equations = (layer, setting) => {
    const shown = held(layer);
    const functions = Object.entries(layer.functions).map(([name, chosen]) => made("div", { class: "lstm-row" },
      made("div", { class: "math nohighlight lstm-is" }, formula(stated(layer).functions[name]), " is ", formula(data.formulas[chosen])),
      made("p", { class: "lstm-link" }, activations[chosen].to ? made("a", { href: activations[chosen].to }, chosen) : chosen)));
    const each = layer.layers * layer.directions > 1 ? [made("p", {}, "Each layer, and each direction, computes these with weights of its own.")] : [];
    return section(`${whose(setting)[1]} equations: these ${shown.length}, and no others`, ...each,
      made("div", { class: "lstm-card lstm-rows" }, ...shown.map(equationRow)),
      functions.length ? made("div", { class: "lstm-card lstm-rows" }, ...functions) : "");
  };

  const weights = (layer, setting) => {
    const found = weightsOf(layer);
    const blocks = ({ shape, stack }) => {
      if (!stack || stack.gates.length < 2) return "";
      const width = (stack.transposed ? shape.at(-shape.length + (layer.framework === "onnx" ? 1 : 0)) : shape.at(-1)) / stack.gates.length;
      return `${[...stack.gates].join(", ")}: ${width} ${stack.transposed ? "rows" : shape.length > 1 ? "columns" : "numbers"} each`;
    };
    return section(`${whose(setting)[1]} weights: ${counted(layer)} numbers`,
      table(["array", "shape", "blocks, in order", "numbers", "what it is"], found.map((one) =>
        [code(one.name), code(`(${one.shape.join(", ")}${one.shape.length === 1 ? "," : ""})`), blocks(one),
          product(one.shape).toLocaleString("en"), one.meaning])));
  };

  // The largest difference of the hidden states, on weights and an input that are always the same.
  const difference = (one, other) => {
    let seed = 1;
    const drawn = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5;
    const matrix = (rows, columns, scale) => Array.from({ length: rows }, () => Array.from({ length: columns }, () => scale * drawn()));
    const units = 8, features = 4;
    const kernel = matrix(features, 4 * units, 2), recurrent_kernel = matrix(units, 4 * units, 2), [bias] = matrix(1, 4 * units, 1);
    const input = matrix(20, features, 4);
    const known = globalThis.lstm?.activations ?? {};
    const run = (layer) => globalThis.lstm.run("keras", input, { kernel, recurrent_kernel, bias }, layer.functions).all.h_t;
    if (JSON.stringify(one.functions) === JSON.stringify(other.functions)) return null;
    if (![one, other].every((layer) => Object.values(layer.functions).every((name) => name in known))) return null;
    const [a, b] = [run(one), run(other)];
    return Math.max(...a.flatMap((row, t) => row.map((value, u) => Math.abs(value - b[t][u]))));
  };

  // Two layers side by side: what differs of them, and which equation of the one meets which of the other.
  const beside = (one, other, setting) => {
    const layers = [one, other], same = one.formulation === other.formulation;
    const key = (layer) => (e) => e.part === "finish" ? stated(layer).returned.indexOf(e.defines[0])
      : same ? `${e.part} ${e.defines}` : e.role ?? e.label;
    const [left, right] = layers.map((layer) => new Map(held(layer).map((e) => [key(layer)(e), e])));
    const pairs = [...new Set([...left.keys(), ...right.keys()])].map((name) => [left.get(name), right.get(name)]);
    const shown = same ? pairs.filter(([a, b]) => a?.label !== b?.label) : pairs;
    const told = layers.map((layer) => [
      ...Object.entries(layer.functions),
      ...(layer.formulation === "gru" ? ["reset_after"] : []).concat(setting.mask ? ["masked_output"] : []).map((name) => [name, layer.options[name]]),
      ...returned(layer).map((name, k) => [`returned, ${k + 1}`, `${name} ${shapeOf(layer, name)}`]),
      ["order of blocks", [...Object.values(stated(layer).stacks)[0].gates].join(", ")],
      ["weights", weightsOf(layer).map((one) => one.name).join(", ")],
      ["numbers in them", counted(layer)],
    ].filter(([, value]) => value !== undefined).map(([name, value]) => [name, `${value}`]));
    const [mine, theirs] = told.map(Object.fromEntries);
    const differ = Object.keys({ ...mine, ...theirs }).filter((name) => mine[name] !== theirs[name] && !(name in one.functions !== name in other.functions));
    const call = setting.second ? `Beside it: ${other.title}` : `In Keras ${setting.other}`;
    if (!differ.length && !shown.length) return section(call, made("p", {}, "The same equations hold."));
    const off = one.formulation === "keras" && !setting.second ? difference(one, other) : null;
    const heads = one.title === other.title ? ["the first", "the other"] : [one.title, other.title];
    const cell = (e) => e ? formula(e.math) : "";
    return section(call,
      made("p", {}, setting.second ? "" : "The same call gives another layer there. ",
        off === null ? "" : `On a random input, with random weights, the hidden states differ by up to ${off.toFixed(3)}.`),
      differ.length ? table(["what", ...heads], differ.map((name) => [name, ...[mine, theirs].map((all) => name in all ? code(all[name]) : "")])) : "",
      shown.length ? table(heads, shown.map((pair) => pair.map(cell))) : "",
      same && shown.length ? made("p", {}, `The other ${pairs.length - shown.length} equations are the same.`) : "");
  };

  // ---- the box, the address, the page ----

  const field = (name, label, attributes = {}) => made("label", {}, label,
    made("input", { name, type: "text", autocomplete: "off", spellcheck: "false", ...attributes }));
  // Several lines, because what is pasted may have comments, which end with their line.
  const call = (name, label) => made("label", {}, label, made("textarea", { name, rows: 1, autocomplete: "off", spellcheck: "false" }));
  const check = (name, label) => made("label", { class: "lstm-check" }, made("input", { name, type: "checkbox" }), label);
  const form = made("form", { class: "lstm-controls", "aria-label": "Explore a layer" },
    call("layer", "A layer, as you write it in Keras, PyTorch or ONNX; or what get_config() returns"),
    call("second", "Another layer beside it; if empty, the same one"),
    made("div", { class: "lstm-choices" },
      field("release", "Keras release", { list: "lstm-releases", size: 8 }),
      field("other", "beside it, release", { list: "lstm-releases", size: 8 }),
      field("input", "timesteps, features", { size: 10 }),
      check("mask", "with a mask"), check("initial", "with initial states"),
      made("label", { hidden: true }, "backend", made("select", { name: "backend" }))),
    made("datalist", { id: "lstm-releases" }, ...new Set([...releases.map((row) => row.since), first.release, calls.keras.newest])
      .values().map((value) => made("option", { value }))));
  const said = made("p", { class: "lstm-said", role: "status" });
  const shown = made("div", { class: "lstm-found" });

  const setting = () => {
    const { layer, second, release, other, input, mask, initial, backend } = form.elements;
    const sizes = (input.value.match(/-?[\d.]+(?:e[-+]?\d+)?|\?/gi) ?? []).map(Number);
    const [timesteps, features] = sizes.slice(-2);
    if (sizes.length < 2) wrong(`The input is “${input.value}”, expected timesteps and features, such as ${first.input}`);
    whole("timesteps", timesteps);
    whole("features", features);
    return { layer: layer.value, second: second.value.trim(), release: release.value.trim(), other: other.value.trim(), timesteps, features,
      mask: mask.checked, initial: initial.checked, backend: backend.value || "tensorflow" };
  };

  // The files that layers need and the page has not loaded, one after the other.
  const loaded = (layers, then) => {
    const [name] = [
      ...layers.map((layer) => layer.formulation).filter((one) => !data.formulations[one]),
      ...layers.flatMap((layer) => Object.values(layer.functions)).filter((one) => !data.formulas[one]).map(() => "activations"),
    ];
    if (!name) return then();
    const script = made("script", { src: `${folder}explorer-${name}.js` });
    script.addEventListener("load", () => loaded(layers, then));
    document.head.append(script);
  };

  let turn = 0;
  const show = () => {
    const now = ++turn;
    const refused = (error) => {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      return error.message;
    };
    let given, layer, other, off = "";
    try {
      given = setting();
      layer = understood(given, given.layer, given.release);
    } catch (error) {
      said.textContent = refused(error);
      shown.classList.add("lstm-stale");
      return;
    }
    try {
      if (given.second || (layer.framework === "keras" && given.other))
        other = understood(given, given.second || given.layer, given.other || given.release);
    } catch (error) {
      off = ` Beside it: ${refused(error)}`;
    }
    const { release, other: released, backend } = form.elements;
    release.closest("label").hidden = layer.framework !== "keras";
    released.closest("label").hidden = (other ?? layer).framework !== "keras";
    backend.closest("label").hidden = !(given.mask && (layer.backends?.length ?? 0) > 1);
    backend.replaceChildren(...(layer.backends ?? []).map((one) => made("option", { selected: one === layer.backend }, one)));
    shown.classList.add("lstm-stale");
    loaded([layer, ...(other ? [other] : [])], () => {
      if (now !== turn) return; // something else was typed while files came
      const { timesteps, sizes } = layer, features = sizes.input_dim ?? sizes.input_size;
      said.textContent = `${stated(layer).title} on an input of ${several(timesteps, "timestep")} and ${several(features, "feature")}: ${held(layer).length} equations hold.${off}`;
      shown.classList.remove("lstm-stale");
      const sections = [tensors(layer, given), ...(other ? [beside(layer, other, given)] : []), equations(layer, given), weights(layer, given)];
      follow(shown, made("div", { class: "lstm-found" }, ...sections));
    });
  };

  const remember = () => {
    const words = new URLSearchParams();
    for (const element of form.elements) {
      const value = element.type === "checkbox" ? (element.checked ? "yes" : "") : element.value;
      if (element.name && value && !element.closest("label")?.hidden) words.set(element.name, value);
    }
    history.replaceState(null, "", `#explore&${words}`);
  };
  const recall = () => {
    const kept = location.hash.startsWith("#explore&") ? location.hash.slice(9) : `other=${calls.keras.newest}`;
    const words = new URLSearchParams({ ...first, ...Object.fromEntries(new URLSearchParams(kept)) });
    for (const element of form.elements)
      if (element.type === "checkbox") element.checked = words.get(element.name) === "yes";
      else if (element.name) element.value = words.get(element.name) ?? "";
    if (words.has("backend")) form.elements.backend.replaceChildren(made("option", { selected: true }, words.get("backend")));
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  let later; // the browser takes longer to change the address than the page
  form.addEventListener("input", () => { show(); clearTimeout(later); later = setTimeout(remember, 100); });
  addEventListener("hashchange", () => { if (/^(#explore&|$)/.test(location.hash)) { recall(); show(); } });
  recall();
  root.append(made("h2", {}, "Explore a layer"),
    made("p", {}, "Type a layer as you write it: its equations, its weights and what it returns are below, beside those of another layer or release. The page's address keeps what you typed, so you can link to it."),
    form, said, shown);
  root.hidden = false;
  // When the page is painted; but what Sphinx shall mark has to be there before.
  if (document.querySelector("script[src*=sphinx_highlight]")) show();
  else requestAnimationFrame(() => setTimeout(show));
})();
