// `wali --invoke EXPORT FILE [ARGS]` as V8 answers it, for the expected outcomes of this folder.
import { readFileSync } from 'node:fs';

const [option, name, path, ...texts] = process.argv.slice(2);
if (option !== '--invoke') throw new Error('usage: invoke.mjs --invoke EXPORT FILE [ARGS]');

const view = new DataView(new ArrayBuffer(8));
function format(type, value) {
  if (type === 'i32') return `0x${(value >>> 0).toString(16)}:i32`;
  if (type === 'i64') return `0x${BigInt.asUintN(64, value).toString(16)}:i64`;
  if (type === 'f32') {
    view.setFloat32(0, value);
    return `0x${view.getUint32(0).toString(16)}:f32`;
  }
  view.setFloat64(0, value);
  return `0x${view.getBigUint64(0).toString(16)}:f64`;
}

// The specification's words for what V8 calls differently.
const REASONS = [
  ['unreachable', 'unreachable'],
  ['memory access out of bounds', 'out of bounds memory access'],
  ['data segment', 'out of bounds memory access'],
  ['divide by zero', 'integer divide by zero'],
  ['remainder by zero', 'integer divide by zero'],
  ['divide result unrepresentable', 'integer overflow'],
  ['float unrepresentable in integer range', 'invalid conversion to integer'],
  ['table index is out of bounds', 'undefined element'],
  ['table', 'out of bounds table access'],
  ['element segment', 'out of bounds table access'],
  ['signature mismatch', 'indirect call type mismatch'],
];

try {
  const module = new WebAssembly.Module(readFileSync(path));
  const { type } = WebAssembly.Module.exports(module).find((entry) => entry.name === name);
  const values = type.parameters.map((t, i) => (t === 'i64' ? BigInt(texts[i]) : Number(texts[i])));
  const result = new WebAssembly.Instance(module).exports[name](...values);
  const results = type.results.length > 1 ? [...result] : [result];
  console.log(type.results.map((t, i) => format(t, results[i])).join(' '));
} catch (error) {
  const found =
    error instanceof RangeError
      ? ['', 'call stack exhausted']
      : REASONS.find(([text]) => error.message.includes(text));
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError) || !found) throw error;
  console.error(`trap: ${found[1]}`);
  process.exit(1);
}
