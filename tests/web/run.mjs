// Runs the browser suites one after the other: node tests/web/run.mjs, TANDEM_URL naming a server.

import { run } from "node:test";
import { spec } from "node:test/reporters";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const folder = new URL("./suites/", import.meta.url).pathname;
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .sort()
  .map((name) => join(folder, name));

run({ files, concurrency: 1, timeout: 300_000 })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(spec)
  .pipe(process.stdout);
