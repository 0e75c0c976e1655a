import "./lstm.js"; // a script, for pages opened as files
export const { activations, formulations, run } = globalThis.lstm;
