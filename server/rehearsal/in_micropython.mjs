// Lives recorded plays again in the page's MicroPython, and times every tick.
// stdin: {"interpreter": "<path of micropython.mjs>", "files": {"path": "source"}, "effect": "<id>",
//         "offered": {…}, "tick_ms_max": …, "plays": [{"seed": "…", "trace": "<base64, not deflated>"}]}
// stdout: {"plays": [{"outcome": [status, ticks, facts] | ["tampered", why] | null,
//          "error": null | "<traceback>", "tick_ms": [one a tick]}]}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Where a tick seems slow it is timed so often, and the shortest counts: what else the machine did
// meanwhile does not.
const ROUNDS = 3;
const SLOW_SHARE = 0.95; // Of the ticks that are to be quick.

const PROGRAM = `
import json
from effects.engine.bridge import OpenPlay
from effects.engine.replay import replay
from effects.engine.play import find_effect
from effects.engine.trace import decode

class Rehearsal:
    def open(self, given):
        self.given = json.loads(given)
        with open("/trace", "rb") as file:
            self.trace = decode(file.read())
        return str(len(self.trace.rows))

    def refusal(self):
        """What is wrong before the first tick: a replay without ticks says it."""
        rows, self.trace.rows = self.trace.rows, []
        found = replay(find_effect(self.given["effect"]), self.trace, self.given["seed"],
            self.given["offered"])
        self.trace.rows = rows
        return found.reason if found.status == "tampered" else ""

    def begin(self):
        self.open_play = OpenPlay({"effect": self.given["effect"], "seed": self.given["seed"],
            "play_id": "0" * 32, "choices": self.trace.choices, "mode": self.trace.mode})
        self.digests = iter(self.trace.digests)
        self.at = 0
        return self.open_play.report()

    def tick(self):
        """As the page lives a tick, and as the replay compares it; "" where they part."""
        play = self.open_play.play
        if play.effect.phase in ("completed", "finished"):
            return ""
        self.open_play.row = self.trace.rows[self.at]
        self.at += 1
        play.tick(self.open_play.row)
        if play.is_digest_due() and next(self.digests, None) != play.digest():
            return ""
        return self.open_play.report()

    def end(self):
        effect = self.open_play.play.effect
        return json.dumps([effect.phase, effect.facts()])

rehearsal = Rehearsal()
`;

const job = JSON.parse(readFileSync(0, "utf8"));
const { loadMicroPython } = await import(pathToFileURL(job.interpreter).href);
const python = await loadMicroPython({ linebuffer: true, stdout: () => {}, stdin: () => null });
for (const [path, source] of Object.entries(job.files)) {
  const parts = path.split("/").slice(0, -1);
  parts.forEach((_, index) => {
    const folder = `/${parts.slice(0, index + 1).join("/")}`;
    if (!python.FS.analyzePath(folder).exists) python.FS.mkdir(folder);
  });
  python.FS.writeFile(`/${path}`, source);
}

/** Lives the play once; returns the ticks' times, as many as agreed with the trace. */
function timeTicks(rehearsal, count) {
  const times = [];
  rehearsal.begin();
  while (times.length < count) {
    const startMs = performance.now();
    const report = rehearsal.tick();
    if (report === "") break;
    times.push(performance.now() - startMs);
  }
  return times;
}

function isSlow(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * SLOW_SHARE)] ?? 0) > job.tick_ms_max;
}

function live(play) {
  python.FS.writeFile("/trace", new Uint8Array(Buffer.from(play.trace, "base64")));
  const rehearsal = python.globals.get("rehearsal");
  const given = { effect: job.effect, offered: job.offered, seed: play.seed };
  const count = Number(rehearsal.open(JSON.stringify(given)));
  const refusal = rehearsal.refusal();
  if (refusal !== "") return { outcome: ["tampered", refusal], error: null, tick_ms: [] };
  let times = timeTicks(rehearsal, count);
  const [phase, facts] = JSON.parse(rehearsal.end());
  if (times.length < count) {
    return { outcome: ["tampered", `differs at tick ${times.length + 1}`], error: null, tick_ms: [] };
  }
  for (let round = 1; round < ROUNDS && isSlow(times); round++) {
    const again = timeTicks(rehearsal, count);
    times = times.map((timeMs, tick) => Math.min(timeMs, again[tick]));
  }
  const status = phase === "completed" ? "completed" : "not_completed";
  return { outcome: [status, count, facts], error: null, tick_ms: times };
}

const plays = [];
let broken = null;
try {
  python.runPython(`import sys\nsys.path.insert(0, '/')\n${PROGRAM}`);
} catch (error) {
  broken = String(error.message ?? error);
}
for (const play of job.plays) {
  try {
    plays.push(broken === null ? live(play) : { outcome: null, error: broken, tick_ms: [] });
  } catch (error) {
    plays.push({ outcome: null, error: String(error.message ?? error), tick_ms: [] });
  }
}
process.stdout.write(JSON.stringify({ plays }), () => process.exit(0));
