// Run models in onnxruntime-web: JSON of them in, JSON of what comes out.
//
// Usage: node run_onnx_web.mjs FOLDER-OF-NODE-MODULES < models.json; see measure_onnx_runtimes.py
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const ort = require("onnxruntime-web");
ort.env.wasm.numThreads = 1;
ort.env.logLevel = "fatal";

const KINDS = { float16: Uint16Array, float32: Float32Array, float64: Float64Array };

async function run({ path, type, shape, values }) {
    try {
        const session = await ort.InferenceSession.create(readFileSync(path));
        const X = new ort.Tensor(type, KINDS[type].from(values), shape);
        const found = Object.entries(await session.run({ X }));
        return Object.fromEntries(
            found.map(([name, one]) => [
                name,
                { type: one.type, shape: one.dims, values: Array.from(one.data) },
            ]),
        );
    } catch (error) {
        return null;
    }
}

const answers = [];
for (const one of JSON.parse(readFileSync(0, "utf8"))) answers.push(await run(one));
process.stdout.write(JSON.stringify(answers));
