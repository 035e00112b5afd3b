// The browser: the one that npm brought along, or the one that LECTERN_CHROME names. Nothing is downloaded here.
import { existsSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const MODULES = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..", "node_modules");

/** Unpacked once, beside the modules; whoever comes second, at the same moment too, finds it there. */
async function unpacked() {
  const { version } = createRequire(import.meta.url)(join(MODULES, "@sparticuz", "chromium", "package.json"));
  const home = join(MODULES, ".cache", `chromium-${version}`);
  const browser = join(home, "chromium");
  if (existsSync(browser)) return browser;
  const draft = `${home}-${process.pid}`;
  await mkdir(draft, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft; // where the package unpacks itself
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    // Also for others than the one who installs.
    await chmod(await chromium.executablePath(), 0o755);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  // Lost to somebody quicker: theirs is the same.
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }));
  return browser;
}

export async function chrome() {
  const named = process.env.LECTERN_CHROME;
  if (!named) return unpacked();
  if (!existsSync(named)) throw new Error(`LECTERN_CHROME names ${named}, and there is no such file`);
  return named;
}

/** The package brings a font for machines that have none. */
export const fonts = (browser) =>
  existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(dirname(browser), "fonts") };

// node support/chrome.mjs: says which browser it is, so that many test files share one unpacking.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await chrome());
