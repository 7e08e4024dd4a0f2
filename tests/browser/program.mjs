// The program as these tests start it: on a free loopback port, with a store of its own in a temporary
// folder, and with no setting but those given here, whatever this shell says.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Which program: HUBFINDER_PROGRAM, or the one that the tests of the code compiled. */
export const program = resolve(root, process.env.HUBFINDER_PROGRAM ?? "target/debug/hubfinder");

export function freePort() {
  return new Promise((done, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/**
 * Serves a county's folder with these options of `hubfinder serve`, and comes back when the program says
 * that it is ready. `store` is the file of its store, `said` the end of its log, `ended` how it ended by itself,
 * `stop` ends it.
 */
export async function serve({ data = "data/worcestershire", options = [] } = {}) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "hubfinder-tests-"));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HUBFINDER_")));
  const store = join(folder, "store.db");
  const own = ["serve", "--listen", `127.0.0.1:${port}`, "--store", store, "--data", data];
  const server = spawn(program, [...own, ...options], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
  let log = "";
  let end = null;
  const keep = (text) => (log = (log + text).slice(-20_000));
  server.stdout.on("data", keep);
  server.stderr.on("data", keep);
  const ending = new Promise((done) => {
    server.once("error", (error) => done((end = error.message)));
    server.once("exit", (code, signal) => done((end = `it ended with ${code ?? signal}`)));
  });

  async function stop() {
    server.kill("SIGTERM");
    const late = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await ending;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true });
  }

  for (const latest = Date.now() + 180_000; Date.now() < latest; await new Promise((go) => setTimeout(go, 50))) {
    if (end !== null) break;
    if ((await fetch(`${address}/readyz`).catch(() => null))?.ok) return { address, store, stop, said: () => log, ended: () => end };
  }
  await stop();
  throw new Error(`${program} did not begin to answer (${end}):\n${log}`);
}
