// The live cell: reads the controls, lets lstm.js compute, draws lines and writes the numbers.
(() => {
  "use strict";
  const root = document.querySelector(".lstm-try");
  if (!root || !globalThis.lstm) return;
  const { formulations, presets, releases } = JSON.parse(root.dataset.setting);
  const said = root.querySelector(".lstm-said");
  const panels = root.querySelector(".lstm-panels");
  const numbers = root.querySelector(".lstm-numbers");
  const cells = [...document.querySelectorAll(".lstm-lit-cell")];
  const kept = {}; // every slider that was set, by kind of array and gate

  const made = (tag, attributes = {}, ...children) => {
    const svg = ["svg", "path", "circle", "text", "title", "desc"].includes(tag);
    const element = svg
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const short = (value) => Math.abs(value) < 1e5 || !Number.isFinite(value)
    ? value.toFixed(4) : value.toExponential(1);
  const form = made("form", { class: "lstm-controls" });
  const select = (name, label, options) =>
    made("label", {}, label, made("select", { name },
      ...options.map(([value, text]) => made("option", { value }, text))));

  const options = made("div", { class: "lstm-choices" });
  const source = select("source", "Gradient, at the timestep, of", []);
  const weights = made("div", { class: "lstm-weights" });
  const beside = select("beside", "Laid over it, the gates of",
    [["", "nothing"], ...Object.entries(releases).map(([said, name]) => [name, said])]);
  const names = Object.keys(globalThis.lstm.formulations).filter((name) => name in formulations);
  const typed = made("input", { type: "text", name: "sequence", value: "",
    autocomplete: "off", spellcheck: "false" });
  form.append(
    made("div", { class: "lstm-choices" },
      select("formulation", "Formulation", names.map((name) => [name, formulations[name].title])),
      select("preset", "Make it", Object.keys(presets).map((name) => [name, name])),
      made("label", { class: "lstm-wide" }, "Input at each timestep, with commas between", typed)),
    options,
    made("label", { class: "lstm-moment" }, "Timestep", made("input", { type: "range", name: "t", min: 1, value: 1 })),
    said, panels, ...cells, weights);

  // A candidate is one, whatever its formulation calls it.
  const place = (array, gate) => `${array.kind || array.name}.${"gz".includes(gate) ? "c" : gate}`;
  const slider = (array, gate) => {
    const name = `${array.name}.${gate}`, value = kept[place(array, gate)] ?? 0;
    const shown = made("output", {}, value.toFixed(1));
    const input = made("input", { type: "range", name, min: -6, max: 6, step: 0.1, value });
    input.addEventListener("input", () => {
      kept[place(array, gate)] = Number(input.value);
      shown.textContent = Number(input.value).toFixed(1);
    });
    return made("label", {}, `block ${gate}`, input, shown);
  };

  const build = () => {
    const name = form.elements.formulation.value;
    const known = globalThis.lstm.formulations[name];
    const all = Object.keys(globalThis.lstm.activations).map((one) => [one, one]);
    const before = new FormData(form);
    options.replaceChildren(...Object.entries(known.options ?? {}).map(([option, usual]) => {
      const choice = Array.isArray(usual) ? usual.map((one) => [one, one]) : all;
      const label = select(option, option, choice);
      label.querySelector("select").value = before.get(option) ?? [usual].flat()[0];
      return label;
    }), ...("recurrent_activation" in (known.options ?? {}) ? [beside] : []), source);
    const arrays = formulations[name].arrays.filter((array) => array.name in known.weights);
    weights.replaceChildren(...arrays.map((array) => made("fieldset", {},
      made("legend", {}, array.name, made("span", {}, array.meaning === array.name ? "added to the sums" : array.meaning)),
      ...array.gates.map((gate) => slider(array, gate)))));
    const chosen = source.lastChild.selectedIndex; // an output, whatever its formulation calls it
    source.lastChild.replaceChildren(...known.carried.map((state, k) =>
      made("option", { value: state, ...(k === chosen ? { selected: "" } : {}) }, `${state}_t`)));
    for (const cell of cells) cell.hidden = cell.dataset.formulation !== name;
  };
  const preset = () => {
    const [sliders, sequence] = presets[form.elements.preset.value];
    for (const key in kept) delete kept[key];
    for (const [kind, gates] of Object.entries(sliders))
      for (const [gate, value] of Object.entries(gates)) kept[`${kind}.${gate}`] = value;
    typed.value = sequence.join(", ");
    form.elements.t.value = sequence.findLastIndex(Boolean) + 1;
    build();
  };

  const given = () => {
    const name = form.elements.formulation.value;
    const known = globalThis.lstm.formulations[name];
    const inputs = typed.value.split(/[\s,;]+/).filter(Boolean).map((word) => {
      if (!Number.isFinite(Number(word))) throw new RangeError(`“${word}” is no number`);
      return [Number(word)];
    });
    if (!inputs.length || inputs.length > 60) throw new RangeError("Give 1 to 60 numbers.");
    const arrays = {};
    for (const array of formulations[name].arrays) {
      if (!(array.name in known.weights)) continue;
      const values = array.gates.map((gate) => Number(form.elements[`${array.name}.${gate}`].value));
      arrays[array.name] = !array.matrix ? values
        : array.transposed ? values.map((value) => [value]) : [values];
    }
    const words = Object.fromEntries(
      Object.keys(known.options ?? {}).map((option) => [option, form.elements[option].value]));
    return [name, inputs, arrays, words];
  };

  const style = (k) => `lstm-line lstm-line-${k}`;
  const LETTER = 8; // width of one of a number at an axis
  const framed = (heading, lines) => {
    const svg = made("svg", { class: "lstm-chart", role: "img" },
      made("title", {}, heading),
      made("desc", {}, lines.map(([name, values]) =>
        `${name} ends at ${short(values.at(-1))}`).join(", ")));
    const named = lines.filter(([, , , , over]) => !over);
    const legend = made("div", { class: "lstm-legend" }, ...named.map(([name, , k, meaning]) =>
      made("span", {}, made("svg", { viewBox: "0 0 24 8", "aria-hidden": "true" },
        made("path", { class: style(k), d: "M1 4H23" })), `${name} ${meaning}`)));
    return made("figure", {}, made("figcaption", {}, heading), svg, legend);
  };
  // In pixels, so that the numbers at the axes are as large in every chart, and stand apart.
  const draw = (svg, lines, steps, now, scale = 1) => {
    const { width = 340, height = 190 } = svg.getBoundingClientRect();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const values = lines.flatMap(([, values]) => values).filter(Number.isFinite);
    const end = height - 26, many = Math.max(1, Math.min(6, Math.floor((end - 10) / 16) - 1));
    const low = Math.min(0, ...values), high = Math.max(low + 0.1 * scale, scale, ...values);
    const unit = [0.5, 1, 2, 5, 10, 20, 50, 100].map((size) => size * scale)
      .find((size) => (high - low) / size <= many)
      ?? 10 ** Math.ceil(Math.log10((high - low) / many));
    const bottom = Math.floor(low / unit) * unit, top = Math.ceil(high / unit) * unit;
    const said = (value) => Math.abs(value) < unit / 2 ? "0"
      : `${unit < 1e4 && unit > 1e-3 ? Number(value.toFixed(3)) : value.toExponential(unit > 1 ? 0 : 1)}`.replaceAll("-", "−");
    const ticks = Array.from({ length: Math.round((top - bottom) / unit) + 1 }, (_, k) => bottom + k * unit);
    const left = 10 + LETTER * Math.max(...ticks.map((value) => said(value).length)), right = width - 12;
    const x = (t) => left + (t / Math.max(1, steps - 1)) * (right - left);
    const y = (value) => end - ((value - bottom) / (top - bottom)) * (end - 10);
    for (const value of ticks) {
      const zero = said(value) === "0" ? " lstm-zero" : "";
      svg.append(made("path", { class: `lstm-grid${zero}`, d: `M${left} ${y(value)}H${right}` }),
        made("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, said(value)));
    }
    svg.append(made("path", { class: "lstm-now", d: `M${x(now)} 10V${end}` }));
    const widest = LETTER * `${steps}`.length + 8;
    const every = Math.max(1, Math.ceil(steps * widest / (right - left)));
    for (let t = 0; t < steps; t += every)
      svg.append(made("text", { x: x(t), y: height - 6, "text-anchor": "middle" }, `${t + 1}`));
    for (const [, values, k, , over] of lines) {
      const infinite = values.findIndex((value) => !Number.isFinite(value));
      const points = values.slice(0, infinite < 0 ? steps : infinite)
        .map((value, t) => [x(t).toFixed(1), y(value).toFixed(1)]);
      if (points.length) svg.append(made("path", { class: style(k), d: `M${points.join(" ")}` }));
      if (over) svg.lastChild.classList.add("lstm-over");
      else if (steps <= 30)
        for (const [cx, cy] of points)
          svg.append(made("circle", { class: `lstm-dot lstm-line-${k}`, cx, cy, r: 2.5 }));
    }
  };

  // Every part of the drawn cell is as strong as the value that it computes at the timestep.
  const light = (name, at) => {
    const strong = (box, symbol) => {
      const value = at(symbol);
      box.style.setProperty("--lit", value === undefined ? 0 : Math.min(1, Math.abs(value)));
    };
    for (const cell of cells.filter((one) => one.dataset.formulation === name))
      for (const part of cell.querySelectorAll(".lstm-part")) {
        const symbols = [...part.querySelectorAll("[data-sym]")];
        if (part.matches("a")) strong(part, symbols.at(-1)?.dataset.sym);
        else for (const one of symbols) strong(one, one.dataset.sym);
      }
  };

  const show = () => {
    let result, inputs, name, over, handed;
    const time = form.elements.t;
    try {
      const all = given(), other = form.elements.beside?.value;
      [name, inputs] = all;
      result = globalThis.lstm.run(...all).all;
      over = other && globalThis.lstm.run(...all.slice(0, 3), { ...all[3], recurrent_activation: other }).all;
      time.max = inputs.length;
      const alone = inputs.map((_, t) => [t === Number(time.value) - 1 ? 1 : 0]);
      handed = globalThis.lstm.gradients(...all, { [form.elements.source.value]: alone }).inputs.map(([value]) => value);
    } catch (error) {
      said.textContent = error.message;
      return;
    }
    const now = Number(time.value) - 1;
    const meaning = (symbol) =>
      (formulations[name].meanings[symbol] ?? "").replace(/ at timestep t$/, "");
    const of = (symbol) => result[symbol].map(([value]) => value);
    const symbols = Object.keys(result), gates = symbols.filter((s) => /^[ifo]_t$/.test(s));
    const states = ["h_t", "y_t", "c_t"].filter((s) => s in result);
    const lines = (some) => [
      ...some.map((s, k) => [s, of(s), k + 1, meaning(s)]),
      ...(over ? some.map((s, k) => [`${s} of the other`, over[s].map(([value]) => value), k + 1, "", true]) : []),
    ];
    const state = form.elements.source.value, slope = `∂${state}_${now + 1}/∂x_t`;
    const largest = Math.max(...handed.map(Math.abs).filter(Number.isFinite)) || 1;
    const ten = 10 ** Math.floor(Math.log10(largest));
    const scale = ten * [1, 2, 5, 10].find((size) => size * ten >= largest);
    const input = ["x_t", inputs.map(([value]) => value), 5, "input"];
    const charts = [
      ["Gates over time", lines(gates)],
      ["Input and states over time", [input, ...lines(states)]],
      [`Gradient of ${state}_t at timestep ${now + 1}`,
        [[slope, handed, 4, "by the timestep of the input"]], scale],
    ];
    panels.replaceChildren(...charts.map(([heading, some]) => framed(heading, some)));
    charts.forEach(([, some, size], k) => draw(panels.children[k].querySelector(".lstm-chart"), some, inputs.length, now, size));
    const cell = (value) => made("td", {}, made("data", { value }, short(value)));
    numbers.replaceChildren(made("table", {},
      made("thead", {}, made("tr", {}, ...["t", "x_t", ...symbols, slope].map((text) =>
        made("th", { scope: "col", title: meaning(text) || text }, text)))),
      made("tbody", {}, ...inputs.map(([x], t) => made("tr", { class: t === now ? "lstm-now" : "" },
        made("th", { scope: "row" }, `${t + 1}`), cell(x),
        ...symbols.map((symbol) => cell(result[symbol][t][0])), cell(handed[t]))))));
    const at = (symbol) => symbol === "x_t" ? inputs[now][0]
      : symbol?.endsWith("_tm1") ? result[symbol.replace("_tm1", "_t")]?.[now - 1]?.[0] ?? 0
        : result[symbol]?.[now][0];
    light(name, at);
    const apart = over ? Math.max(...of("h_t").map((value, t) => Math.abs(value - over.h_t[t][0]))) : 0;
    const finite = states.every((symbol) => of(symbol).every(Number.isFinite));
    said.textContent = `At timestep ${now + 1}, ` +
      [...gates, ...states].map((symbol) => `${symbol} is ${short(at(symbol))}`).join(", ") +
      (finite ? "." : ": the state grew beyond the range of floats.") +
      (over ? ` Dotted: the same with the other gates; h_t differs by up to ${short(apart)}.` : "");
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "formulation") build();
    if (event.target.name === "preset") preset();
    show();
  });
  addEventListener("resize", show);
  root.prepend(form);
  preset();
  show();
})();
