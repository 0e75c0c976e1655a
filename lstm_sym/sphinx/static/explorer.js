// The explorer: reads a layer, decides which equations hold, and shows what it returns and has.
(() => {
  "use strict";
  const root = document.querySelector(".lstm-explorer");
  const data = globalThis.lstmExplorer;
  if (!root || !data || !globalThis.lstmCall) return;
  const beside = document.currentScript.src.replace(/[^/]*$/, "");
  const first = JSON.parse(root.dataset.first);
  const { calls, releases, activations } = data;

  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    element.append(...children);
    return element;
  };
  const formula = (mathml) => {
    const box = made("template");
    box.innerHTML = mathml; // printed by the site's own build
    return box.content.firstChild;
  };
  const wrong = (message) => { throw new RangeError(message); };

  // ---- the meaning of a call: which equations hold, and every size ----

  const order = (release) => release.split(".").map(Number);
  const before = (one, other) => {
    const [a, b] = [order(one), order(other)];
    const k = [0, 1, 2].find((n) => (a[n] ?? 0) !== (b[n] ?? 0));
    return k !== undefined && (a[k] ?? 0) < (b[k] ?? 0);
  };
  const rowOf = (release) => {
    if (!/^\d+(\.\d+){0,2}$/.test(release)) wrong(`The release is “${release}”, expected one like 2.2.4`);
    if (before(release, releases[0].since)) wrong(`Keras ${release}: the table begins with ${releases[0].since}`);
    if (before(calls.keras.newest, release)) wrong(`Keras ${release}: the newest that was measured is ${calls.keras.newest}`);
    return releases.findLast((row) => !before(release, row.since));
  };

  const whole = (name, value, least = 1) =>
    Number.isInteger(value) && value >= least ? value
      : wrong(`${name} is ${JSON.stringify(value) ?? "missing"}, expected a whole number from ${least} on`);
  const flag = (name, value) => [0, 1, true, false].includes(value) ? Boolean(value)
    : wrong(`${name} is ${JSON.stringify(value)}, expected True or False`);

  // The words of a call with their defaults; what the framework does not know is refused by name.
  const filled = (known, { given, words }, ignored = []) => {
    const found = { ...known.words };
    if (given.length > known.positional.length)
      wrong(`${given.length} values without a name, expected ${known.positional.length} at most`);
    given.forEach((value, k) => (found[known.positional[k]] = value));
    for (const [word, value] of Object.entries(words)) {
      if (word in found) found[word] = value;
      else if (!ignored.includes(word)) {
        const close = Object.keys(known.words).find((name) => name.replaceAll("_", "") === word.replaceAll("_", "").toLowerCase());
        wrong(`${word} is no argument of this layer${close ? `: did you mean ${close}?` : ""}`);
      }
    }
    return found;
  };

  const functionOf = (name, value, release, row) => {
    const word = value === null ? "linear" : typeof value === "string" ? value
      : value instanceof globalThis.lstmCall.Name ? value.name.split(".").at(-1)
        : wrong(`${name} is no name of an activation`);
    const meant = word === "hard_sigmoid" ? row.hard_sigmoid : word;
    const found = Object.keys(activations).find((one) => one === meant || activations[one].aliases.includes(meant));
    if (!found || !activations[found].since) wrong(`${name} is “${word}”, which is no activation of Keras`);
    if (before(release, activations[found].since) && found !== "hard_sigmoid_keras2")
      wrong(`Keras ${release} does not have ${name}="${word}": it is there since ${activations[found].since}`);
    return found;
  };

  const ofKeras = (call, setting, release) => {
    const row = rowOf(release), { older, without_effect } = calls.keras, isGru = call.kind === "GRU";
    const renamed = Object.fromEntries(Object.entries(call.words).map(([word, value]) => [older[word] ?? word, value]));
    const words = filled(calls.keras[call.kind], { given: call.given, words: renamed }, without_effect);
    const units = whole("units", words.units);
    for (const name of ["use_bias", "return_sequences", "return_state", "go_backwards", "unroll", "zero_output_for_mask"])
      words[name] = flag(name, words[name]);
    if (words.zero_output_for_mask && !row.zero_output_for_mask)
      wrong(`Keras ${release} has no zero_output_for_mask`);
    const backend = setting.backend in row.masked_output ? setting.backend : Object.keys(row.masked_output)[0];
    const resetAfter = isGru && flag("reset_after", words.reset_after ?? row.reset_after);
    const twoBiases = resetAfter && words.use_bias;
    const masked = words.zero_output_for_mask ? "zero" : words.unroll ? row.unrolled_output : row.masked_output[backend];
    return {
      framework: "keras", formulation: isGru ? "gru" : "keras", sizes: { units, input_dim: setting.features },
      options: {
        bias: words.use_bias, recurrent_bias: twoBiases, reset_after: resetAfter, initial_state: setting.initial, mask: setting.mask,
        masked_output: masked, go_backwards: words.go_backwards, return_sequences: words.return_sequences,
      },
      functions: {
        activation: functionOf("activation", words.activation, release, row),
        recurrent_activation: functionOf("recurrent_activation", words.recurrent_activation ?? row.recurrent_activation, release, row),
      },
      returned: words.return_state ? null : [isGru ? "gru_output" : "lstm_output"], // null: all
      absent: [...(words.use_bias ? [] : ["bias"]), ...(twoBiases ? [] : ["recurrent_bias"])], layers: 1, directions: 1, backends: Object.keys(row.masked_output), backend,
    };
  };

  const ofPyTorch = (call, setting) => {
    const words = filled(calls.pytorch, call);
    const sizes = { input_size: whole("input_size", words.input_size), hidden_size: whole("hidden_size", words.hidden_size) };
    const projected = whole("proj_size", words.proj_size, 0);
    if (projected >= sizes.hidden_size) wrong(`proj_size is ${projected}, expected less than hidden_size = ${sizes.hidden_size}`);
    if (projected) sizes.proj_size = projected;
    const bias = flag("bias", words.bias);
    if (setting.features !== sizes.input_size) setting.features = sizes.input_size;
    return {
      framework: "pytorch", formulation: projected ? "pytorch_projection" : "pytorch", sizes,
      options: { bias_ih: bias, bias_hh: bias, initial_state: setting.initial, mask: setting.mask, go_backwards: false },
      functions: {}, returned: null, absent: bias ? [] : ["bias_ih", "bias_hh"],
      layers: whole("num_layers", words.num_layers), directions: flag("bidirectional", words.bidirectional) ? 2 : 1,
      timeFirst: !flag("batch_first", words.batch_first),
    };
  };

  const ofOnnx = (call, setting) => {
    const [, inputs = ["X", "W", "R", "B"]] = call.given;
    const words = filled(calls.onnx, { given: [], words: call.words }, ["name", "doc_string", "domain", "inputs", "outputs", "activation_alpha", "activation_beta"]);
    const has = (k) => Boolean(inputs[k]);
    const directions = { forward: 1, reverse: 1, bidirectional: 2 }[words.direction]
      ?? wrong(`direction is “${words.direction}”, expected forward, reverse or bidirectional`);
    const named = (words.activations ?? ["Sigmoid", "Tanh", "Tanh"]).map((name) =>
      calls.onnx.functions[Object.keys(calls.onnx.functions).find((one) => one.toLowerCase() === `${name}`.toLowerCase())]
        ?? wrong(`activations has “${name}”, expected ${Object.keys(calls.onnx.functions).join(", ")}`));
    if (named.length < 3) wrong(`activations has ${named.length} names, expected 3 for each direction`);
    return {
      framework: "onnx", formulation: "onnx",
      sizes: { hidden_size: whole("hidden_size", words.hidden_size), input_size: setting.features },
      options: {
        P: has(7), input_forget: flag("input_forget", words.input_forget), go_backwards: words.direction === "reverse",
        mask: has(4) || setting.mask, initial_state: has(5) || setting.initial,
      },
      functions: { f: named[0], g: named[1], h: named[2] }, returned: null,
      absent: [...(has(3) ? [] : ["Wb", "Rb"]), ...(has(7) ? [] : ["P"])], layers: 1, directions, timeFirst: !words.layout,
    };
  };

  const understood = (setting, release) => {
    const { read: parsed, Name, Call } = globalThis.lstmCall;
    const read = parsed(setting.layer);
    const isConfig = read && typeof read === "object" && !(read instanceof Name || read instanceof Call || Array.isArray(read));
    const config = isConfig ? read.config ?? read : null;
    if (config) return ofKeras({ kind: "reset_after" in config || read.class_name === "GRU" ? "GRU" : "LSTM", given: [], words: config },
      setting, config.keras_version ?? release);
    const name = read instanceof Call ? read.call.split(".").at(-1) : "";
    if (name === "make_node") return ofOnnx(read, setting);
    const torch = name && (/(^|\.)nn\./.test(read.call) || "hidden_size" in read.words);
    if (name === "LSTM" && torch) return ofPyTorch(read, setting);
    if ((name === "LSTM" || name === "GRU") && !torch) return ofKeras({ ...read, kind: name }, setting, release);
    return wrong("expected LSTM(…) or GRU(…) of Keras, nn.LSTM(…) of PyTorch, a get_config() of Keras, or make_node(\"LSTM\", …) of ONNX");
  };

  // ---- what follows from it ----

  const sized = (layer, dimension) => {
    const [, factor, name] = /^(?:(\d+)\*)?(\w+)$/.exec(dimension.replace("?", "").split("|")[0]);
    return name in layer.sizes ? (factor ?? 1) * layer.sizes[name] : factor ? `${factor}·${name}` : name;
  };
  const holds = (layer, equation) => Object.entries(equation.holds).every(([option, values]) => {
    const chosen = layer.options[option];
    const value = chosen === true ? "True" : chosen === false ? "False" : chosen;
    return values.includes(`${value ?? stated(layer).options[option].usual}`);
  });
  const stated = (layer) => data.formulations[layer.formulation];

  const shapeOf = (layer, code, setting) => {
    const output = stated(layer).symbols[code].shape.some((one) => one.startsWith("timesteps"));
    const shape = stated(layer).symbols[code].shape
      .filter((one) => !one.endsWith("?") || layer.options.return_sequences !== false)
      .map((one) => one.startsWith("batch") ? "?" : one.startsWith("timesteps") ? setting.timesteps : sized(layer, one));
    const both = layer.layers * layer.directions;
    if (layer.framework === "pytorch" && output) shape[2] *= layer.directions;
    if (layer.timeFirst && output) [shape[0], shape[1]] = [shape[1], shape[0]];
    if (layer.framework === "pytorch" && !output) shape.unshift(both);
    if (layer.framework === "onnx" && output) shape.splice(layer.timeFirst ? 1 : 2, 0, layer.directions);
    if (layer.framework === "onnx" && !output) shape.splice(layer.timeFirst ? 0 : 1, 0, layer.directions);
    return `(${shape.join(", ")})`;
  };

  const weightsOf = (layer) => {
    const known = stated(layer), found = [];
    const below = (sizes, width) => ({ ...layer, sizes: { ...sizes, input_size: width } });
    for (let number = 0; number < layer.layers; number += 1)
      for (let direction = 0; direction < layer.directions; direction += 1)
        for (const code of known.weights.filter((one) => !layer.absent.includes(one))) {
          const here = number === 0 ? layer
            : below(layer.sizes, layer.directions * (layer.sizes.proj_size ?? layer.sizes.hidden_size));
          const shape = known.symbols[code].shape.map((one) => sized(here, one));
          const name = layer.framework === "pytorch" ? `${code}_l${number}${direction ? "_reverse" : ""}` : code;
          found.push({ name, shape, stack: known.stacks[code], meaning: known.symbols[code].meaning });
        }
    if (layer.framework === "onnx") for (const one of found) one.shape = [layer.directions, ...one.shape];
    return found.filter((one, k) => layer.framework !== "onnx" || k < found.length / layer.directions);
  };
  const product = (shape) => shape.reduce((all, one) => all * one, 1);

  // ---- the sections ----

  const section = (title, ...content) => made("section", {}, made("h3", {}, title), ...content);
  const table = (head, rows) => made("div", { class: "scrolls" }, made("table", { class: "docutils" },
    made("thead", {}, made("tr", {}, ...head.map((text) => made("th", { scope: "col" }, text)))),
    made("tbody", {}, ...rows.map((row) => made("tr", {}, ...row.map((cell) => made("td", {}, ...[cell].flat())))))));
  const code = (text) => made("code", {}, text);

  const tensors = (layer, setting) => {
    const known = stated(layer), finish = known.equations.filter((e) => e.part === "finish" && holds(layer, e));
    const shown = known.returned.filter((one) => !layer.returned || layer.returned.includes(one));
    return section("What it returns", picture(layer, setting, shown), table(["tensor", "shape", "equation", "what it is"],
      shown.map((one) => [code(one), code(shapeOf(layer, one, setting)),
        formula(finish.find((e) => e.defines.includes(one)).math), known.symbols[one].meaning])));
  };

  // Timesteps side by side; what is returned is ringed.
  const picture = (layer, setting, shown) => {
    const svg = (tag, attributes = {}, ...children) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    const many = setting.timesteps > 4;
    const steps = many ? [1, 2, null, setting.timesteps] : Array.from({ length: setting.timesteps }, (_, k) => k + 1);
    const backwards = layer.options.go_backwards, width = 92 * steps.length + 110;
    const [output, hidden, cell = hidden] = stated(layer).returned;
    const states = cell === hidden ? `${hidden} is the last h` : `${hidden} and ${cell} are the last h and c`;
    const every = layer.options.return_sequences !== false;
    const about = `${setting.timesteps} timesteps, processed ${backwards ? "from the last to the first" : "from the first to the last"}; returned: ${shown.join(", ")}`;
    const root = svg("svg", { class: "lstm-unrolled", viewBox: `0 0 ${width} 150`, role: "img", style: `max-width:${width}px` },
      svg("title", {}, "The layer over time"), svg("desc", {}, about));
    steps.forEach((t, k) => {
      const x = 60 + 92 * k;
      if (t === null) return root.append(svg("text", { x, y: 76, "text-anchor": "middle" }, "…"));
      const last = k === steps.length - 1, at = backwards ? setting.timesteps + 1 - t : t;
      root.append(svg("rect", { x: x - 26, y: 52, width: 52, height: 40, rx: 6 }),
        svg("text", { x, y: 77, "text-anchor": "middle" }, cell === hidden ? "GRU" : "LSTM"),
        svg("path", { d: `M${x} 118V94m-4 7 4-7 4 7M${x} 52V30m-4 7 4-7 4 7` }),
        svg("text", { x, y: 134, "text-anchor": "middle" }, `x${at}`),
        svg("text", { x, y: 22, "text-anchor": "middle", class: shown.includes(output) && (every || last) ? "returned" : "" }, `h${t}`),
        svg("path", { d: `M${x + 27} 72H${x + 64}m-7-4 7 4-7 4` }));
      if (last && (shown.includes(hidden) || shown.includes(cell)))
        root.append(svg("text", { x: x + 44, y: 62, class: "returned" }, cell === hidden ? `h${t}` : `h${t}, c${t}`));
    });
    const caption = every ? `${output} is every h` : `${output} is the last h`;
    const last = shown.includes(cell) ? `; ${states}` : "; the last states are not returned";
    const more = layer.directions > 1 ? "; a second direction reads from the last timestep to the first" : "";
    const above = layer.layers > 1 ? `; the picture is the last of ${layer.layers} layers` : "";
    return made("figure", {}, root, made("figcaption", {}, `${caption}${last}${more}${above}.`));
  };

  const equationRow = (e) => made("div", { class: "lstm-row" },
    made("div", { class: "math nohighlight" }, formula(e.math)),
    ...lines(e.code),
    made("p", { class: "lstm-link" }, e.to ? made("a", { href: e.to }, e.label) : e.label));
  const lines = (code) => code.map((line) => made("div", { class: "highlight-python lstm-code" },
    made("div", { class: "highlight" }, made("pre", { tabindex: 0 }, line))));

  const equations = (layer) => {
    const shown = stated(layer).equations.filter((e) => holds(layer, e));
    const functions = Object.entries(layer.functions).map(([name, chosen]) => made("div", { class: "lstm-row" },
      made("div", { class: "math nohighlight lstm-is" }, formula(stated(layer).functions[name]), " is ", formula(activations[chosen].math)),
      made("p", { class: "lstm-link" }, activations[chosen].to ? made("a", { href: activations[chosen].to }, chosen) : chosen)));
    const each = layer.layers * layer.directions > 1 ? [made("p", {}, "Each layer, and each direction, computes these with weights of its own.")] : [];
    return section(`Its equations: these ${shown.length}, and no others`, ...each,
      made("div", { class: "lstm-card lstm-rows" }, ...shown.map(equationRow), ...functions));
  };

  const weights = (layer) => {
    const found = weightsOf(layer), count = found.reduce((all, one) => all + product(one.shape), 0);
    const blocks = ({ shape, stack }) => {
      if (!stack || stack.gates.length < 2) return "";
      const width = (stack.transposed ? shape.at(-shape.length + (layer.framework === "onnx" ? 1 : 0)) : shape.at(-1)) / stack.gates.length;
      return `${[...stack.gates].join(", ")}: ${width} ${stack.transposed ? "rows" : shape.length > 1 ? "columns" : "numbers"} each`;
    };
    return section(`Its weights: ${count.toLocaleString("en")} numbers`,
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

  const changes = (layer, setting) => {
    if (layer.framework !== "keras" || !setting.other) return "";
    const other = understood(setting, setting.other);
    const rows = [];
    for (const name of Object.keys(layer.functions))
      if (layer.functions[name] !== other.functions[name])
        rows.push([code(name), code(layer.functions[name]), code(other.functions[name])]);
    if (layer.options.reset_after !== other.options.reset_after)
      rows.push([code("reset_after"), code(`${layer.options.reset_after}`), code(`${other.options.reset_after}`)]);
    if (layer.options.mask && layer.options.masked_output !== other.options.masked_output)
      rows.push(["emitted at a masked timestep", code(layer.options.masked_output), code(other.options.masked_output)]);
    const title = `In Keras ${setting.other}`;
    if (!rows.length) return section(title, made("p", {}, "The same equations hold."));
    const off = layer.formulation === "keras" ? difference(layer, other) : null;
    const said = off === null ? "" : ` On one drawn input with drawn weights, the hidden states differ by up to ${off.toFixed(3)}.`;
    return section(title, made("p", {}, `This call means another layer there.${said}`),
      table(["what", `Keras ${setting.release}`, `Keras ${setting.other}`], rows));
  };

  // ---- the box, the address, the page ----

  const field = (name, label, attributes = {}) => made("label", { class: attributes.class ?? "" }, label,
    made("input", { name, type: "text", autocomplete: "off", spellcheck: "false", ...attributes }));
  const check = (name, label) => made("label", { class: "lstm-check" }, made("input", { name, type: "checkbox" }), label);
  const form = made("form", { class: "lstm-controls", "aria-label": "Explore a layer" },
    field("layer", "A layer, as you write it in Keras, PyTorch or ONNX; or what get_config() returns", { class: "lstm-wide" }),
    made("div", { class: "lstm-choices" },
      field("release", "Keras release", { list: "lstm-releases", size: 8 }),
      field("other", "and in release", { list: "lstm-releases", size: 8 }),
      field("input", "timesteps, features", { size: 10 }),
      check("mask", "with a mask"), check("initial", "with initial states"),
      made("label", { hidden: true }, "backend", made("select", { name: "backend" }))),
    made("datalist", { id: "lstm-releases" }, ...new Set([...releases.map((row) => row.since), first.release, calls.keras.newest])
      .values().map((value) => made("option", { value }))));
  const said = made("p", { class: "lstm-said", role: "status" });
  const shown = made("div", { class: "lstm-found" });

  const setting = () => {
    const { layer, release, other, input, mask, initial, backend } = form.elements;
    const sizes = input.value.split(/[^\d?]+/).filter(Boolean).map(Number);
    const [timesteps, features] = sizes.slice(-2);
    if (sizes.length < 2 || !(timesteps > 0) || !(features > 0))
      wrong(`The input is “${input.value}”, expected timesteps and features, such as ${first.input}`);
    return { layer: layer.value, release: release.value.trim(), other: other.value.trim(), timesteps, features,
      mask: mask.checked, initial: initial.checked, backend: backend.value || "tensorflow" };
  };

  const loaded = (name, then) => {
    if (data.formulations[name]) return then();
    const script = made("script", { src: `${beside}explorer-${name}.js` });
    script.addEventListener("load", then);
    document.head.append(script);
  };

  const show = () => {
    let given, layer;
    try {
      given = setting();
      layer = understood(given, given.release);
      if (layer.framework === "keras" && given.other) rowOf(given.other);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      said.textContent = error.message;
      shown.classList.add("lstm-stale");
      return;
    }
    for (const name of ["release", "other"]) form.elements[name].closest("label").hidden = layer.framework !== "keras";
    const backend = form.elements.backend;
    backend.closest("label").hidden = !(given.mask && (layer.backends?.length ?? 0) > 1);
    backend.replaceChildren(...(layer.backends ?? []).map((one) => made("option", { selected: one === layer.backend }, one)));
    loaded(layer.formulation, () => {
      said.textContent = `${stated(layer).title}: ${stated(layer).equations.filter((e) => holds(layer, e)).length} equations hold.`;
      let different;
      try { different = changes(layer, given); } catch (error) { different = section(`In Keras ${given.other}`, made("p", {}, error.message)); }
      shown.classList.remove("lstm-stale");
      shown.replaceChildren(tensors(layer, given), different, equations(layer), weights(layer));
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
    const words = location.hash.startsWith("#explore&") ? new URLSearchParams(location.hash.slice(9))
      : new URLSearchParams({ ...first, other: calls.keras.newest });
    for (const element of form.elements)
      if (element.type === "checkbox") element.checked = words.get(element.name) === "yes";
      else if (element.name && words.has(element.name)) element.value = words.get(element.name);
    if (words.has("backend")) form.elements.backend.replaceChildren(made("option", { selected: true }, words.get("backend")));
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); remember(); });
  addEventListener("hashchange", () => { if (location.hash.startsWith("#explore&")) { recall(); show(); } });
  recall();
  root.append(made("h2", {}, "Explore a layer"),
    made("p", {}, "Type a layer as you write it: below are its equations, what it returns, and what another release makes of it. The page's address keeps what you typed, so you can link to it."),
    form, said, shown);
  root.hidden = false;
  show();
})();
