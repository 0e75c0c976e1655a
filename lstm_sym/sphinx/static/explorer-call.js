// A call of Python as text: LSTM(units=32, return_sequences=True), a configuration, a node of ONNX.
globalThis.lstmCall = (() => {
  "use strict";
  const TOKEN = /(?:\s|#[^\n]*(?:\n|$))*(?:((?!u["'])[A-Za-z_][\w.]*)|(-?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([()[\]{},:=])|$)/y;
  const CONSTANTS = { True: true, False: false, None: null, true: true, false: false, null: null };
  const LAYERS = 'LSTM(…) or GRU(…) of Keras, what its get_config() returns, nn.LSTM(…) of PyTorch, the line (lstm): LSTM(…) of a model that PyTorch prints, or make_node("LSTM", …) of ONNX';
  const wrong = (message) => { throw new SyntaxError(`${message}. Paste one layer alone: ${LAYERS}`); };

  const tokens = (text) => {
    const found = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const start = TOKEN.lastIndex, match = TOKEN.exec(text);
      if (!match) wrong(`“${text.slice(start, start + 12).trim()}” is no part of a call`);
      const [, name, number, string, sign] = match;
      if (name ?? number ?? string ?? sign) found.push(name !== undefined ? { name }
        : number !== undefined ? { value: Number(number.replaceAll("_", "")) }
        : string !== undefined ? { value: string.slice(1, -1).replace(/\\(.)/g, "$1") } : { sign });
    }
    return found;
  };

  class Name { constructor(name) { this.name = name; } }
  class Call { constructor(call, given, words) { Object.assign(this, { call, given, words }); } }

  // A value, a call or a list, from a place in the tokens.
  const reader = (found) => {
    let place = 0, deep = 0;
    const sign = (wanted) => found[place]?.sign === wanted && (place += 1, true);
    const expect = (wanted) => {
      if (sign(wanted)) return;
      if (place >= found.length) throw new SyntaxError(`expected ${wanted} at the end`);
      const { sign: there, name = there, value = name } = found[place];
      wrong(`expected ${wanted} where “${value}” is`);
    };
    const several = (close, one) => {
      const items = [];
      if ((deep += 1) > 50) throw new SyntaxError("more than 50 brackets are open at once");
      while (!sign(close)) {
        items.push(one());
        if (!sign(",") && found[place]?.sign !== close) expect(close);
      }
      deep -= 1;
      return items;
    };
    const value = () => {
      const token = found[place];
      if (!token) throw new SyntaxError("something is missing at the end");
      place += 1;
      if ("value" in token) return token.value;
      if (token.sign === "[") return several("]", value);
      if (token.sign === "(") return several(")", value);
      if (token.sign === "{")
        return Object.fromEntries(several("}", () => {
          const key = value();
          expect(":");
          return [key, value()];
        }));
      if (token.sign) wrong(`there is ${token.sign} where a value is expected`);
      if (Object.hasOwn(CONSTANTS, token.name)) return CONSTANTS[token.name];
      return sign("(") ? call(token.name) : new Name(token.name);
    };
    const call = (name) => {
      const given = [], words = Object.create(null);
      several(")", () => {
        if (found[place]?.name && found[place + 1]?.sign === "=") {
          const word = found[place].name;
          place += 2;
          if (word in words) throw new SyntaxError(`${word} is given twice`);
          words[word] = value();
        } else given.push(value());
      });
      return new Call(name, given, words);
    };
    const target = ({ name, sign }, k) => name || sign === "," || sign === ")" || (sign === "(" && !found[k - 1]?.name);
    const assigned = found.findIndex((token, k) => !target(token, k));
    if (assigned > 0 && found[assigned].sign === "=") place = assigned + 1; // output, (h, c) = LSTM(...)
    if (found.slice(0, 4).map(({ sign }) => sign ?? "lstm").join("") === "(lstm):") place = 4; // as a model prints it
    const whole = value();
    if (whole instanceof Call && sign("(")) whole.called = call("").words; // the layer, called with something
    if (place < found.length) wrong("there is more after the call");
    return whole;
  };

  const read = (text) => {
    if (!text.trim()) throw new SyntaxError("Type a layer, such as LSTM(32).");
    return reader(tokens(text));
  };
  return { read, Name, Call, LAYERS };
})();
