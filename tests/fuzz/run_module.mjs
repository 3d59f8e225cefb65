// Runs modules under V8 and prints the transcript that run_module.cc prints for the same modules; differential.py
// compares the two. Usage: node --experimental-wasm-type-reflection run_module.mjs LIST, where LIST names one
// module a line.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

if (process.versions.node.startsWith('18.')) setFlagsFromString('--experimental-wasm-return-call');

const lines = [];
const view = new DataView(new ArrayBuffer(8));

function format(type, value) {
  switch (type) {
    case 'i32':
      return `0x${(value >>> 0).toString(16)}:i32`;
    case 'i64':
      return `0x${BigInt.asUintN(64, value).toString(16)}:i64`;
    case 'f32':
      if (Number.isNaN(value)) return 'nan:f32';
      view.setFloat32(0, value);
      return `0x${view.getUint32(0).toString(16)}:f32`;
    case 'f64':
      if (Number.isNaN(value)) return 'nan:f64';
      view.setFloat64(0, value);
      return `0x${view.getBigUint64(0).toString(16)}:f64`;
    default:
      return value === null ? `null:${type}` : `ref:${type}`;
  }
}

// V8 does not tell a null element from one of another type, a table access from an indirect call's index, nor a
// float that is too large from one that is no number. Of an atomic access that is both unaligned and out of bounds
// it names the latter.
const TRAPS = [
  ['unreachable', 'unreachable'],
  ['memory access out of bounds', 'memory'],
  ['unaligned accesses', 'memory'],
  ['data segment', 'memory'],
  ['divide by zero', 'divide by zero'],
  ['remainder by zero', 'divide by zero'],
  ['divide result unrepresentable', 'overflow'],
  ['float unrepresentable in integer range', 'overflow'],
  ['signature mismatch', 'element'],
  ['dereferencing a null pointer', 'null'],
  ['rethrowing null', 'null'],
  ['table', 'table'],
  ['element segment', 'table'],
];

function trapKind(error) {
  if (error instanceof WebAssembly.Exception) return 'exception';
  if (error instanceof RangeError) return 'stack';
  const found = TRAPS.find(([text]) => error.message.includes(text));
  return found ? found[1] : `unknown: ${error.message}`;
}

// The same arguments as in transcript.cc, chosen by the parameter's position and the round.
const ROUNDS = 2;
const ARGUMENTS = {
  i32: [7, -1, 0x7fffffff, 65536],
  i64: [9n, -1n, 0x7fffffffffffffffn, 0x100000000n],
  f32: [1.5, -0.0, 16777216, Infinity],
  f64: [2.25, -0.0, 4294967296.5, -Infinity],
};

function memoryHash(memory) {
  const words = new Uint32Array(memory.buffer);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words[i], 0x01000193);
    hash = (hash << 13) | (hash >>> 19);
  }
  return (hash >>> 0).toString(16);
}

// JavaScript can neither pass nor see vectors and exceptions.
function isHidden(type) {
  return type === 'v128' || type === 'exnref';
}

function stubFor({ module, name, type }) {
  return (...values) => {
    const shown = values.map((value, i) => format(type.parameters[i], value));
    lines.push(`${module}.${name} ${shown.join(' ')}`.trimEnd());
    const results = type.results.map((result) => (result === 'i64' ? 0n : 0));
    return results.length > 1 ? results : results[0];
  };
}

function run(path) {
  let module;
  try {
    module = new WebAssembly.Module(readFileSync(path));
  } catch (error) {
    lines.push('rejected');
    return;
  }
  const imports = {};
  for (const entry of WebAssembly.Module.imports(module)) {
    if (entry.kind !== 'function') throw new Error(`${path}: imports a ${entry.kind}`);
    (imports[entry.module] ??= {})[entry.name] = stubFor(entry);
  }
  let instance;
  try {
    instance = new WebAssembly.Instance(module, imports);
  } catch (error) {
    lines.push(`instantiate => trap: ${trapKind(error)}`);
    return;
  }
  const exports = WebAssembly.Module.exports(module);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, kind, type } of exports) {
      if (kind !== 'function' || [...type.parameters, ...type.results].some(isHidden)) continue;
      instance.exports.hangLimitInitializer?.();
      const values = type.parameters.map((t, i) => ARGUMENTS[t]?.[(i + round) % 4] ?? null);
      try {
        const result = instance.exports[name](...values);
        const results = type.results.length > 1 ? [...result] : [result];
        const shown = type.results.map((t, i) => format(t, results[i]));
        lines.push(`${name} => ${shown.join(' ')}`.trimEnd());
      } catch (error) {
        lines.push(`${name} => trap: ${trapKind(error)}`);
      }
    }
  }
  for (const { name, kind, type } of exports) {
    const item = instance.exports[name];
    if (kind === 'memory') {
      lines.push(`memory ${name} ${item.buffer.byteLength / 65536} ${memoryHash(item)}`);
    } else if (kind === 'global' && !isHidden(type.value)) {
      lines.push(`global ${name} ${format(type.value, item.value)}`);
    }
  }
}

for (const path of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  lines.push(`module ${path}`);
  run(path);
  lines.push('end');
  process.stdout.write(lines.join('\n') + '\n');
  lines.length = 0;
}
