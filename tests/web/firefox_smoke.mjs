// Firefox ESR: home, a play with the mouse, and its credit. Prints the verdict as JSON.
// node firefox_smoke.mjs <base URL> <firefox>; Playwright cannot drive Debian's Firefox, BiDi can.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const puppeteer = require("puppeteer-core");
const [baseUrl, executablePath] = process.argv.slice(2);
const PLAY_LIMIT_MS = 180_000;
const STEP_MS = 60;

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  defaultViewport: null, // Firefox ESR has no command for screens; the window's own size is used.
  args: ["--width=1024", "--height=850"],
  headless: false, // Headless Firefox has no WebGL2 on a machine without a GPU; Xvfb shows it nothing.
  extraPrefsFirefox: {
    "webgl.force-enabled": true,
    "app.normandy.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "toolkit.telemetry.enabled": false,
  },
});
const errors = [];
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(baseUrl);
  await page.waitForSelector('a[href^="/play/dodge_food"]', { timeout: 30_000 });
  await page.goto(`${baseUrl}/play/dodge_food?inspect`);
  await page.waitForSelector('[data-testid="play-pointer"]', { timeout: 30_000 });
  await page.click('[data-testid="play-pointer"]');
  const verdict = await play(page);
  process.stdout.write(JSON.stringify({ verdict, errors, agent: await browser.version() }));
} finally {
  await browser.close();
}

async function play(page) {
  const ends = Date.now() + PLAY_LIMIT_MS;
  let state = null;
  while (Date.now() < ends) {
    state = await page.evaluate(() => window.kindlens?.inspect?.() ?? null);
    if (state?.verdict) return state.verdict;
    if (state?.hint && (state.phase === "ready" || state.phase === "playing")) {
      await page.keyboard.press(" ");
      await pause(300);
    } else if (state?.phase === "playing") {
      const x = wantedX(state.nodes);
      await page.mouse.move(x * 1024, 600);
    }
    await pause(STEP_MS);
  }
  throw new Error(`no verdict in ${PLAY_LIMIT_MS} ms; last seen ${JSON.stringify(state)}`);
}

function wantedX(nodes) {
  const nearest = (role) => nodes.filter((n) => n.role === role).sort((a, b) => b.y - a.y)[0];
  const stall = nearest("player");
  const clean = nearest("clean_food");
  const dark = nearest("dark_food");
  if (dark && (!clean || dark.y > clean.y) && Math.abs(dark.x - stall.x) < 0.16) {
    return dark.x + (dark.x < 0.5 ? 0.2 : -0.2);
  }
  return clean ? clean.x : 0.5;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
