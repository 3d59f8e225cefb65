// Times eager compilation of a module under V8: prints the CPU nanoseconds of each round (the process is
// single-threaded, so this is its time undisturbed by others). V8 keeps the code of modules it
// has seen, so a custom section makes each round's bytes differ.
import { readFileSync } from 'node:fs';

const [path, rounds] = process.argv.slice(2);
const original = readFileSync(path);
for (let round = 0; round < Number(rounds); round++) {
  const bytes = Buffer.concat([original, Buffer.from([0, 2, 1, 0x61 + round])]);
  const begin = process.cpuUsage();
  new WebAssembly.Module(bytes);
  const used = process.cpuUsage(begin);
  console.log(`${(used.user + used.system) * 1000}`);
}
