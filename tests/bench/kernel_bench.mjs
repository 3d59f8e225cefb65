// Times the export `run` of a module under V8: prints its checksum and the nanoseconds of one warm call.
import { readFileSync } from 'node:fs';

const [path, size] = process.argv.slice(2);
const { run } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path))).exports;
const n = Number(size);
run(Math.floor(n / 16) + 1);
const begin = process.hrtime.bigint();
const checksum = run(n);
const end = process.hrtime.bigint();
console.log(`${checksum >>> 0} ${end - begin}`);
