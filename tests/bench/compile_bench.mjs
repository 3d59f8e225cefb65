// Times eager compilation of a module under V8: prints the nanoseconds of each round. V8 keeps the code of modules it
// has seen, so a custom section makes each round's bytes differ.
import { readFileSync } from 'node:fs';

const [path, rounds] = process.argv.slice(2);
const original = readFileSync(path);
for (let round = 0; round < Number(rounds); round++) {
  const bytes = Buffer.concat([original, Buffer.from([0, 2, 1, 0x61 + round])]);
  const begin = process.hrtime.bigint();
  new WebAssembly.Module(bytes);
  console.log(`${process.hrtime.bigint() - begin}`);
}
