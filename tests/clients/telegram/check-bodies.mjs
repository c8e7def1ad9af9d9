// Judges recorded request bodies by the types of the Bot API: node check-bodies.mjs BODIES.jsonl
// Each line of the file is {"method": …, "body": …}; an uploaded file in a body is {"$file": {…}}. Every distinct body becomes an
// object literal of its method's parameter type, so that an unknown member is an error too (within a union of types, only one that none of
// them has). Prints one line of JSON per complaint; exit code 0 none, 1 some, 2 not judged.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const head = `import type { ApiMethods } from "@grammyjs/types";
type Upload = { $file: { name: string; type: string; size: number } };
type First<M extends keyof ApiMethods<Upload>> = Parameters<ApiMethods<Upload>[M]>[0];
type Body<M extends keyof ApiMethods<Upload>> = First<M> extends undefined ? Record<string, never> : NonNullable<First<M>>;
`;

// The server reads the parse mode in any case, and Telegram.Bot writes "Html"; the types know one spelling.
const modes = { html: "HTML", markdown: "Markdown", markdownv2: "MarkdownV2" };
const asTyped = (name, value) => (name === "parse_mode" && typeof value === "string" ? (modes[value.toLowerCase()] ?? value) : value);

if (process.argv.length !== 3) {
  console.error("check-bodies: give one file of recorded bodies");
  process.exit(2);
}
const distinct = new Map();
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter((l) => l.trim())) {
  const { method, body } = JSON.parse(line, asTyped);
  distinct.set(JSON.stringify([method, body]), { method, body });
}
const cases = [...distinct.values()];
const firstLine = head.split("\n").length;
// The separators end a line for TypeScript but not for JSON.
const literal = (value) => JSON.stringify(value).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

const work = mkdtempSync(join(tmpdir(), "check-bodies-"));
try {
  writeFileSync(join(work, "bodies.ts"), head + cases.map((c, i) => `const b${i}: Body<${literal(c.method)}> = ${literal(c.body)};`).join("\n") + "\n");
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, skipLibCheck: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [],
      paths: { "@grammyjs/types": [join(modules, "@grammyjs", "types", "mod.d.ts")] },
    },
    files: ["bodies.ts"],
  }));
  const tsc = spawnSync(process.execPath, [join(modules, "typescript", "lib", "tsc.js"), "--strict", "--noEmit", "--pretty", "false", "-p", work], { cwd: work, encoding: "utf8" });
  const complaints = new Map();
  for (const line of tsc.stdout.split("\n")) {
    const at = /^bodies\.ts\((\d+),\d+\): error (.*)$/.exec(line);
    if (at) complaints.set(Number(at[1]) - firstLine, [...(complaints.get(Number(at[1]) - firstLine) ?? []), at[2]]);
    else if (line.trim() && complaints.size > 0) [...complaints.values()].at(-1).push(line.trim());
    else if (line.trim()) throw new Error(line);
  }
  if (tsc.status !== 0 && complaints.size === 0) throw new Error(`tsc ended with ${tsc.status}: ${tsc.stderr}`);
  for (const [index, said] of complaints) console.log(JSON.stringify({ ...cases[index], complaint: said.join(" ") }));
  console.error(`check-bodies: ${cases.length} distinct bodies, ${complaints.size} wrong`);
  process.exitCode = complaints.size > 0 ? 1 : 0;
} catch (wrong) {
  console.error(`check-bodies: ${wrong.message}`);
  process.exitCode = 2;
} finally {
  rmSync(work, { recursive: true, force: true });
}
