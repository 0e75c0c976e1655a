// Saves a model of TensorFlow.js in its own files. See export_files_tfjs.py.
//
// Usage: node export_files_tfjs.mjs FOLDER-OF-NODE-MODULES FOLDER < weights.json > outputs.json
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");

const { seed, words } = JSON.parse(readFileSync(0, "utf8"));
const model = tf.sequential({
  layers: [
    tf.layers.embedding({ inputDim: 11, outputDim: 5, maskZero: true, inputLength: 7 }),
    tf.layers.bidirectional({
      layer: tf.layers.lstm({ units: 4, returnSequences: true }), mergeMode: "concat",
    }),
    tf.layers.gru({ units: 5, returnSequences: true }),
    tf.layers.simpleRNN({ units: 4, returnSequences: true }),
    tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 3 }) }),
    tf.layers.batchNormalization(),
    tf.layers.lstm({ units: 3, goBackwards: true }),
    tf.layers.dense({ units: 2, activation: "softmax" }),
  ],
});
// Numbers that every language draws alike.
let state = seed;
const next = () => (state = (state * 16807) % 2147483647) / 2147483647 - 0.5;
for (const layer of model.layers) {
  const drawn = layer.getWeights().map((weight, place) => {
    const positive = layer.getClassName() === "BatchNormalization" && place === 3;
    const values = Array.from({ length: weight.size }, () => (positive ? Math.abs(next()) + 0.5 : next()));
    return tf.tensor(values, weight.shape);
  });
  layer.setWeights(drawn);
}
await model.save({
  save: async (all) => {
    const bytes = Buffer.from(all.weightData);
    const middle = 4 * Math.floor(bytes.length / 8); // two shards; an array may lie in both
    writeFileSync(`${process.argv[3]}/group1-shard1of2.bin`, bytes.subarray(0, middle));
    writeFileSync(`${process.argv[3]}/group1-shard2of2.bin`, bytes.subarray(middle));
    const { modelTopology, weightSpecs, format, generatedBy, convertedBy } = all;
    const paths = ["group1-shard1of2.bin", "group1-shard2of2.bin"];
    const manifest = [{ paths, weights: weightSpecs }];
    const whole = { modelTopology, format, generatedBy, convertedBy, weightsManifest: manifest };
    writeFileSync(`${process.argv[3]}/model.json`, JSON.stringify(whole, null, 1));
    return {};
  },
});
const outputs = model.predict(tf.tensor(words));
process.stdout.write(JSON.stringify({ shape: outputs.shape, values: Array.from(outputs.dataSync()) }));
