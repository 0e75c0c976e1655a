// A layer that is called: which formulation it is, which of its equations hold, and every size.
globalThis.lstmLayers = (data) => {
  "use strict";
  const { calls, releases, activations, formulations } = data;
  const wrong = (message) => { throw new RangeError(message); };

  const order = (release) => release.split(".").map(Number);
  const before = (one, other) => {
    const [a, b] = [order(one), order(other)];
    const k = [0, 1, 2].find((n) => (a[n] ?? 0) !== (b[n] ?? 0));
    return k !== undefined && (a[k] ?? 0) < (b[k] ?? 0);
  };
  const rowOf = (given) => {
    const release = `${given}`;
    if (!/^\d+(\.\d+){0,2}$/.test(release)) wrong(`The release is “${release}”, expected one like 2.2.4`);
    if (before(release, releases[0].since)) wrong(`Keras ${release}: the table begins with ${releases[0].since}`);
    if (before(calls.keras.newest, release)) wrong(`Keras ${release}: the newest that was measured is ${calls.keras.newest}`);
    return releases.findLast((row) => !before(release, row.since));
  };

  // A value as Python writes it.
  const python = (value) => value === undefined ? "missing" : value === null ? "None" : value === true ? "True" : value === false ? "False"
    : value.name ? `${value.name}, whose value is not known here` : value.call ? `${value.call}(…)` : JSON.stringify(value);
  const whole = (name, value, least = 1, most = 1e6) =>
    Number.isInteger(value) && value >= least && value <= most ? value
      : wrong(`${name} is ${python(value)}, expected a whole number from ${least} to ${most.toLocaleString("en")}`);
  const flag = (name, value) => [0, 1, true, false].includes(value) ? Boolean(value)
    : wrong(`${name} is ${python(value)}, expected True or False`);

  // The words of a call with their defaults; what the framework does not know is refused by name.
  const filled = (known, { given, words }, ignored = []) => {
    const found = Object.fromEntries(Object.entries(known.words).map(([word, value]) => [word, value ?? undefined])); // null: no default
    if (given.length > known.positional.length)
      wrong(`${given.length} values without a name, expected ${known.positional.length} at most`);
    given.forEach((value, k) => (found[known.positional[k]] = value));
    for (const [word, value] of Object.entries(words)) {
      if (known.positional.slice(0, given.length).includes(word)) wrong(`${word} is given twice`);
      if (Object.hasOwn(found, word)) found[word] = value;
      else if (!ignored.includes(word)) {
        const close = Object.keys(known.words).find((name) => name.replaceAll("_", "") === word.replaceAll("_", "").toLowerCase());
        wrong(`${word} is not an argument of this layer${close ? `: did you mean ${close}?` : ""}`);
      }
    }
    return found;
  };

  const functionOf = (name, value, release, row) => {
    const word = value === null ? "linear" : typeof value === "string" ? value
      : value instanceof globalThis.lstmCall.Name ? value.name.split(".").at(-1)
        : wrong(`${name} is ${python(value)}, expected the name of an activation`);
    const meant = word === "hard_sigmoid" ? row.hard_sigmoid : word;
    const found = Object.keys(activations).find((one) => one === meant || activations[one].aliases.includes(meant));
    if (!found || !activations[found].since) wrong(`${name} is “${word}”, which is no activation of Keras`);
    if (before(release, activations[found].since) && found !== "hard_sigmoid_keras2")
      wrong(`Keras ${release} does not have ${name}="${word}": it is there since ${activations[found].since}`);
    return found;
  };

  // The timesteps and the features that a call of Keras names itself, and the page's where it does not.
  const inputOf = ({ words, built }, setting) => {
    const batched = words.batch_input_shape ?? words.batch_shape ?? built;
    const shape = batched?.slice?.(1) ?? words.input_shape ?? [words.input_length, words.input_dim];
    if (shape.length !== 2) wrong(`the input's shape is ${python(shape)}, expected (timesteps, features)`);
    return [whole("timesteps", shape[0] ?? setting.timesteps), whole("features", shape[1] ?? setting.features)];
  };

  const ofKeras = (call, setting, release) => {
    const row = rowOf(release), { older, without_effect, without_effect_as } = calls.keras, isGru = call.kind === "GRU";
    for (const [word, values] of Object.entries(without_effect_as))
      if (word in call.words && !values.includes(call.words[word])) wrong(`${word} is ${python(call.words[word])}, which is not shown here`);
    const renamed = Object.fromEntries(Object.entries(call.words).map(([word, value]) => [Object.hasOwn(older, word) ? older[word] : word, value]));
    const words = filled(calls.keras[call.kind], { given: call.given, words: renamed }, [...without_effect, ...Object.keys(without_effect_as)]);
    const units = whole("units", words.units), [timesteps, input_dim] = inputOf(call, setting);
    const given = (word) => (call.called?.[word] ?? null) !== null; // LSTM(...)(x, mask=m)
    for (const name of ["use_bias", "return_sequences", "return_state", "go_backwards", "unroll", "zero_output_for_mask"])
      words[name] = flag(name, words[name]);
    if (words.zero_output_for_mask && !row.zero_output_for_mask)
      wrong(`Keras ${release} has no zero_output_for_mask`);
    const backend = Object.hasOwn(row.masked_output, setting.backend) ? setting.backend : Object.keys(row.masked_output)[0];
    const resetAfter = isGru && flag("reset_after", words.reset_after ?? row.reset_after);
    const twoBiases = resetAfter && words.use_bias;
    const masked = words.zero_output_for_mask ? "zero" : words.unroll ? row.unrolled_output : row.masked_output[backend];
    return {
      framework: "keras", title: `Keras ${release}`, formulation: isGru ? "gru" : "keras", timesteps, sizes: { units, input_dim },
      options: {
        bias: words.use_bias, recurrent_bias: twoBiases, reset_after: resetAfter, initial_state: setting.initial || given("initial_state"),
        mask: setting.mask || given("mask"), masked_output: masked, go_backwards: words.go_backwards, return_sequences: words.return_sequences,
      },
      functions: {
        activation: functionOf("activation", words.activation, release, row),
        recurrent_activation: functionOf("recurrent_activation", words.recurrent_activation === undefined ? row.recurrent_activation : words.recurrent_activation, release, row),
      },
      returned: words.return_state ? null : [isGru ? "gru_output" : "lstm_output"], // null: all
      absent: [...(words.use_bias ? [] : ["bias"]), ...(twoBiases ? [] : ["recurrent_bias"])], layers: 1, directions: 1, backends: Object.keys(row.masked_output), backend,
    };
  };

  const ofPyTorch = (call, setting) => {
    const words = filled(calls.pytorch, call, ["device", "dtype"]);
    const sizes = { input_size: whole("input_size", words.input_size), hidden_size: whole("hidden_size", words.hidden_size) };
    const projected = whole("proj_size", words.proj_size, 0);
    if (projected >= sizes.hidden_size) wrong(`proj_size is ${projected}, expected less than hidden_size = ${sizes.hidden_size}`);
    if (projected) sizes.proj_size = projected;
    const bias = flag("bias", words.bias);
    return {
      framework: "pytorch", title: "PyTorch", timesteps: setting.timesteps, formulation: projected ? "pytorch_projection" : "pytorch", sizes,
      options: { bias_ih: bias, bias_hh: bias, initial_state: setting.initial, mask: setting.mask, go_backwards: false },
      functions: {}, returned: null, absent: bias ? [] : ["bias_ih", "bias_hh"],
      layers: whole("num_layers", words.num_layers, 1, 100), directions: flag("bidirectional", words.bidirectional) ? 2 : 1,
      timeFirst: !flag("batch_first", words.batch_first),
    };
  };

  const ofOnnx = (call, setting) => {
    const own = ["op_type", "inputs", "outputs", "name", "doc_string", "domain", "overload"];
    const [kind, inputs = [], outputs = []] = own.map((word, k) => call.given[k] ?? call.words[word]);
    if (kind !== "LSTM") wrong(`op_type is ${python(kind)}, expected "LSTM"`);
    for (const [name, list] of Object.entries({ inputs, outputs }))
      if (!Array.isArray(list)) wrong(`${name} is ${python(list)}, expected a list of names`);
    const words = filled(calls.onnx, { given: [], words: call.words }, [...own, "activation_alpha", "activation_beta"]);
    const has = (k) => Boolean(inputs[k]);
    const known = ["forward", "reverse", "bidirectional"].indexOf(words.direction);
    if (known < 0) wrong(`direction is “${words.direction}”, expected forward, reverse or bidirectional`);
    const directions = known < 2 ? 1 : 2, usual = ["Sigmoid", "Tanh", "Tanh"];
    const asked = words.activations ?? [...usual, ...usual].slice(0, 3 * directions);
    if (!Array.isArray(asked)) wrong(`activations is ${python(asked)}, expected a list of names`);
    const named = asked.map((name) =>
      calls.onnx.functions[Object.keys(calls.onnx.functions).find((one) => one.toLowerCase() === `${name}`.toLowerCase())]
        ?? wrong(`activations has “${name}”, expected ${Object.keys(calls.onnx.functions).join(", ")}`));
    if (named.length !== 3 * directions) wrong(`activations has ${named.length} names, expected 3 for each direction`);
    if (directions > 1 && named.some((name, k) => name !== named[k % 3])) wrong("the activations of the two directions differ: type one direction, then the other");
    return {
      framework: "onnx", title: "ONNX", timesteps: setting.timesteps, formulation: "onnx",
      sizes: { hidden_size: whole("hidden_size", words.hidden_size), input_size: setting.features },
      options: {
        P: has(7), input_forget: flag("input_forget", words.input_forget), go_backwards: words.direction === "reverse",
        mask: has(4) || setting.mask, initial_state: has(5) || has(6) || setting.initial,
      },
      functions: { f: named[0], g: named[1], h: named[2] },
      returned: outputs.some(Boolean) ? ["Y", "Y_h", "Y_c"].filter((_, k) => outputs[k]) : null,
      absent: [...(has(3) ? [] : ["Wb", "Rb"]), ...(has(7) ? [] : ["P"])], layers: 1, directions, timeFirst: !flag("layout", words.layout),
    };
  };

  // What get_config() returns, alone or in the entry of a file; the words of an LSTM and of a GRU tell them apart.
  const ofConfig = (entry, setting, release) => {
    const config = entry.config ?? entry, has = (...words) => words.some((word) => Object.hasOwn(config, word));
    const kind = entry.class_name ?? (has("unit_forget_bias", "forget_bias_init") ? "LSTM"
      : has("recurrent_activation", "inner_activation") ? "GRU" : wrong("this is no get_config() of an LSTM or a GRU: it has no recurrent_activation"));
    if (kind !== "LSTM" && kind !== "GRU") wrong(`class_name is ${python(kind)}, expected "LSTM" or "GRU"`);
    const { keras_version = release, ...words } = config;
    return ofKeras({ kind, given: [], words, built: entry.build_config?.input_shape }, setting, keras_version);
  };

  const understood = (setting, text, release) => {
    const { read: parsed, Name, Call } = globalThis.lstmCall;
    const typed = parsed(text);
    const read = typed instanceof Call && /(^|\.)add$/.test(typed.call) ? typed.given[0] : typed; // model.add(LSTM(32))
    if (read && typeof read === "object" && !(read instanceof Name || read instanceof Call || Array.isArray(read)))
      return ofConfig(read, setting, release);
    const name = read instanceof Call ? read.call.split(".").at(-1) : "";
    if (name === "make_node") return ofOnnx(read, setting);
    if (["Bidirectional", "TimeDistributed", "RNN"].includes(name)) wrong(`${name}(…) is not shown here: type the layer inside it`);
    const own = (word) => word !== "bias" && Object.hasOwn(calls.pytorch.words, word) && !calls.keras.without_effect.includes(word);
    // As print shows it, nn.LSTM(10, 32) is LSTM(10, 32); the second value of Keras's is the name of an activation.
    const torch = name && (/(^|\.)nn\./.test(read.call) || Object.keys(read.words).some(own) || typeof read.given[1] === "number");
    if (name === "LSTM" && torch) return ofPyTorch(read, setting);
    if ((name === "LSTM" || name === "GRU") && !torch) return ofKeras({ ...read, kind: name }, setting, release);
    if (name === "GRU") wrong("the GRU of PyTorch is not shown here: type GRU(units) as Keras writes it");
    return wrong(`expected ${globalThis.lstmCall.LAYERS}`);
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
  const stated = (layer) => formulations[layer.formulation];

  const shapeOf = (layer, code) => {
    const output = stated(layer).symbols[code].shape.some((one) => one.startsWith("timesteps"));
    const shape = stated(layer).symbols[code].shape
      .filter((one) => !one.endsWith("?") || layer.options.return_sequences !== false)
      .map((one) => one.startsWith("batch") ? "?" : one.startsWith("timesteps") ? layer.timesteps : sized(layer, one));
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

  return { understood, wrong, whole, stated, holds, shapeOf, weightsOf, product };
};
