// Serves the built site on a free loopback port with a store of its own, runs the tests of this
// folder (or the files named) against it, and stops what it started. HUBFINDER_PROGRAM names another
// program than the one the tests of the code compiled; HUBFINDER_DATA another county's folder.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves when the server says it is ready; fails at once when it ends before that. */
async function ready(server, address, log) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`The server ended before it was ready:\n${log()}`);
    }
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The server was not ready after a minute:\n${log()}`);
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", resolve));
}

const named = process.argv.slice(2).map((name) => join(here, basename(name)));
const files = named.length
  ? named
  : (await readdir(here)).filter((name) => name.endsWith(".test.mjs")).sort().map((name) => join(here, name));

const data = process.env.HUBFINDER_DATA ?? "data/worcestershire";
// The program's own settings are those given here, whatever this shell says.
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HUBFINDER_")));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(join(tmpdir(), "hubfinder-tests-"));
let output = "";
let code = 1;
let server, tests;

// Ctrl-C reaches the children by themselves; a plain kill of this process does not.
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => tests?.kill("SIGTERM"));
process.on("SIGINT", () => {});

try {
  server = spawn(
    resolve(root, process.env.HUBFINDER_PROGRAM ?? "target/debug/hubfinder"),
    ["serve", "--listen", `127.0.0.1:${port}`, "--store", join(folder, "store.db"), "--data", data],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: plain },
  );
  server.on("error", (error) => (output += `${error.message}\n`));
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (text) => (output = (output + text).slice(-20_000)));
  }
  const started = Date.now();
  await ready(server, address, () => output);
  console.log(`The site was ready after ${Date.now() - started} ms.`);

  tests = spawn(
    process.execPath,
    ["--test", "--test-reporter=spec", "--test-concurrency=2", ...files],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, HUBFINDER_URL: address } },
  );
  await ended(tests);
  code = tests.exitCode ?? 1;
  if (server.exitCode !== null) {
    console.error(`The server ended during the tests:\n${output}`);
    code = 1;
  } else if (code !== 0) {
    const complaints = output.split("\n").filter((line) => /WARN|ERROR|panick/.test(line)).slice(-20);
    if (complaints.length) console.error(`The server's last complaints:\n${complaints.join("\n")}`);
  }
} catch (error) {
  console.error(error.message);
} finally {
  server?.kill("SIGTERM");
  if (server?.pid) {
    const late = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await ended(server);
    clearTimeout(late);
  }
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = code;
