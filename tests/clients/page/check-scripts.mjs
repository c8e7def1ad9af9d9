// Every script of the page, and what the server makes of them (given as a file), must be readable by a browser of 2019.
// Usage: node check-scripts.mjs FILE…   Prints a line per fault; the exit code tells of any.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';

// import() came into the standard in 2020 and into browsers before it: Chrome 63 (2017), Safari 11.1 (2018), Firefox 67 (May 2019).
const withoutImport = text => text.replace(/\bimport\(/g, 'load(');

let faults = 0;
for (const file of process.argv.slice(2)) {
  try {
    parse(withoutImport(readFileSync(file, 'utf8')), { ecmaVersion: 2019, sourceType: 'module' });
  } catch (fault) {
    faults++;
    console.log(`${file}: ${fault.message}`);
  }
}
process.exitCode = faults ? 1 : 0;
