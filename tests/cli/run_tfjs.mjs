// What TensorFlow.js computes from model.json and the arrays of x.json in a folder.
// Usage: node run_tfjs.mjs FOLDER-OF-NODE-MODULES FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");
const folder = process.argv[3];
const { modelTopology, weightsManifest } = JSON.parse(readFileSync(`${folder}/model.json`, "utf8"));
const [group] = weightsManifest;
const bytes = readFileSync(`${folder}/${group.paths[0]}`);
const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const model = await tf.loadLayersModel({
  load: async () => ({ modelTopology, weightSpecs: group.weights, weightData }),
});
const x = JSON.parse(readFileSync(`${folder}/x.json`, "utf8")).map((one) => tf.tensor(one));
process.stdout.write(JSON.stringify([model.predict(x)].flat().map((one) => one.arraySync())));
