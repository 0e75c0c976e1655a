// What TensorFlow.js computes from model.json and x.json in a folder.
// Usage: node run_tfjs.mjs FOLDER-OF-NODE-MODULES FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");
const folder = process.argv[3];
const { format, modelTopology, signature, weightsManifest } = JSON.parse(
  readFileSync(`${folder}/model.json`, "utf8"),
);
const [group] = weightsManifest;
const bytes = readFileSync(`${folder}/${group.paths[0]}`);
const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const artifacts = { format, modelTopology, signature, weightSpecs: group.weights, weightData };
const from = { load: async () => artifacts };
const x = tf.tensor(JSON.parse(readFileSync(`${folder}/x.json`, "utf8")));
const y =
  format === "graph-model"
    ? await (await tf.loadGraphModel(from)).executeAsync(x)
    : (await tf.loadLayersModel(from)).predict(x);
process.stdout.write(JSON.stringify(y.arraySync()));
