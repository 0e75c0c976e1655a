// Runs cases in TensorFlow.js: JSON of them in, JSON of their outputs out. See export_tfjs.py.
//
// Usage: node export_tfjs.mjs FOLDER-OF-NODE-MODULES < cases.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
console.warn = () => {}; // "Ignoring unroll = true" is what the cases are about
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");

const camel = (word) => word.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const tensor = ({ shape, values, dtype }) => tf.tensor(values, shape, dtype);

const KINDS = { LSTM: "lstm", GRU: "gru", SimpleRNN: "simpleRNN" };

function layerOf(kind, words) {
    const named = Object.entries(words).map(([word, value]) => [
        camel(word), typeof value === "string" ? camel(value) : value,
    ]);
    return tf.layers[KINDS[kind]](Object.fromEntries(named));
}

async function run({ class: kind, layer: words, arrays }) {
    const given = Object.fromEntries(Object.entries(arrays).map(([k, v]) => [k, tensor(v)]));
    const layer = layerOf(kind, words);
    const shape = given.sequences.shape;
    layer.build(words.stateful ? shape : [null, ...shape.slice(1)]);
    const weights = ["kernel", "recurrent_kernel", "bias"].filter((name) => name in given);
    layer.setWeights(weights.map((name) => given[name]));
    const options = { mask: given.mask };
    if (given.initial_h) {
        options.initialState = [given.initial_h, given.initial_c].filter((one) => one);
    }
    if (given.previous_sequences) layer.call(given.previous_sequences, options);
    return layer.call(given.sequences, options).map((one) => Array.from(one.dataSync()));
}

function activation({ name, values }) {
    const layer = tf.layers.activation({ activation: camel(name) });
    return Array.from(layer.apply(tf.tensor(values, [1, values.length])).dataSync());
}

/** What TensorFlow.js writes of a model with an LSTM. */
async function saved(words) {
    const lstm = tf.layers.lstm({ ...words, inputShape: [5, 2] });
    let topology;
    await tf.sequential({ layers: [lstm] }).save({
        save: async (all) => ((topology = all.modelTopology), {}),
    });
    return topology;
}

const asked = JSON.parse(readFileSync(0, "utf8"));
const model = await saved({ units: 7, returnSequences: true });
const said = { version: model.keras_version, cases: [] };
said.entry = model.config.layers[0];
for (const one of asked.cases) said.cases.push(await run(one));
said.activations = asked.activations.map(activation);
process.stdout.write(JSON.stringify(said));
