// Builds the browser side: node build.mjs OUTDIR. Maven calls this at every build, so it does nothing when nothing changed.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const KiB = 1024;
const BUDGETS = {
  "site.js": 12 * KiB,
  "console.js": 40 * KiB,
  "proof.js": 2 * KiB,
  "lottery.js": 2 * KiB,
  "site.css": 10 * KiB,
};

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const isInput = (name) => !name.endsWith(".test.ts") && name !== "examples.html";
const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && isInput(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    : [];

function inputs() {
  const single = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"];
  // The folders themselves count: their time moves when a file is removed.
  const folders = ["elements", "styles", "static"].map((name) => join(here, name));
  return [...single.map((name) => join(here, name)), ...folders, ...folders.flatMap(filesIn)];
}

function install() {
  const lock = changed(join(here, "package-lock.json"));
  if (changed(join(here, "node_modules", ".package-lock.json")) >= lock) return;
  console.log("web: installing the build tools from package-lock.json (first time or changed; about half a minute) …");
  const npm = spawnSync(
    "npm",
    ["ci", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error", "--no-update-notifier"],
    {
      cwd: here,
      shell: process.platform === "win32",
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  if (npm.status !== 0) throw new Error("npm ci failed; run it in web/ to see why");
}

async function bundle() {
  const { build } = await import("vite");
  const result = await build({
    root: here,
    configFile: join(here, "vite.config.ts"),
    logLevel: "warn",
    build: {
      write: false,
      rolldownOptions: {
        input: {
          site: join(here, "elements/site.ts"),
          console: join(here, "elements/console.ts"),
          proof: join(here, "elements/proof.ts"),
          lottery: join(here, "elements/lottery-check.ts"),
          style: join(here, "styles/site.css"),
        },
        // What both entries need stays in the site file, which the console file imports: one request less.
        preserveEntrySignatures: "allow-extension",
        output: {
          entryFileNames: "[name]-[hash].js",
          chunkFileNames: "[name]-[hash].js",
          assetFileNames: "site-[hash][extname]",
        },
      },
    },
  });
  return result.output;
}

/** The files a page loads for one name: the entry and whatever it imports. */
function closure(output, chunk, seen = new Set()) {
  if (seen.has(chunk.fileName)) return seen;
  seen.add(chunk.fileName);
  for (const name of chunk.imports ?? []) {
    const next = output.find((item) => item.fileName === name);
    if (next) closure(output, next, seen);
  }
  return seen;
}

const content = (item) => Buffer.from(item.type === "chunk" ? item.code : item.source);

function weigh(output, entries) {
  const over = [];
  for (const [name, item] of Object.entries(entries)) {
    const files = [...closure(output, item)].map((file) => output.find((other) => other.fileName === file));
    const bytes = files.reduce((sum, file) => sum + gzipSync(content(file), { level: 9 }).length, 0);
    const line = `${name} ${(bytes / KiB).toFixed(1)} of ${BUDGETS[name] / KiB} KiB gzip`;
    console.log(`web: ${line}`);
    if (bytes > BUDGETS[name]) over.push(line);
  }
  if (over.length) throw new Error(`over budget: ${over.join("; ")}`);
}

function write(outDir, output, entries) {
  const manifestFile = join(outDir, "manifest.json");
  mkdirSync(outDir, { recursive: true });
  // Only what an earlier build of ours put there is removed, never a folder somebody named by mistake.
  const old = existsSync(join(outDir, ".built")) ? readFileSync(join(outDir, ".built"), "utf8").split("\n") : [];
  for (const name of old.filter(Boolean)) rmSync(join(outDir, name), { force: true });
  const written = [];
  for (const item of output) {
    if (!Object.values(entries).includes(item) && item.name === "style") continue;
    const bytes = content(item);
    // Compressed once here, at the strength no server has time for.
    const forms = { "": bytes, ".gz": gzipSync(bytes, { level: 9 }), ".br": brotliCompressSync(bytes) };
    for (const [suffix, data] of Object.entries(forms)) {
      writeFileSync(join(outDir, item.fileName + suffix), data);
      written.push(item.fileName + suffix);
    }
  }
  if (existsSync(join(here, "static"))) cpSync(join(here, "static"), outDir, { recursive: true });
  writeFileSync(join(outDir, ".built"), written.join("\n"));
  const manifest = Object.fromEntries(Object.entries(entries).map(([name, item]) => [name, item.fileName]));
  // Last, because its time says that the build is complete.
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}

async function main(outDir) {
  const newest = Math.max(...inputs().map(changed));
  if (changed(join(outDir, "manifest.json")) > newest) return;
  install();
  const output = await bundle();
  const entries = {
    "site.js": output.find((item) => item.type === "chunk" && item.name === "site"),
    "console.js": output.find((item) => item.type === "chunk" && item.name === "console"),
    "proof.js": output.find((item) => item.type === "chunk" && item.name === "proof"),
    "lottery.js": output.find((item) => item.type === "chunk" && item.name === "lottery"),
    "site.css": output.find((item) => item.type === "asset" && item.fileName.endsWith(".css")),
  };
  weigh(output, entries);
  write(outDir, output, entries);
}

if (!process.argv[2]) {
  console.error("usage: node build.mjs OUTDIR");
  process.exit(2);
}
main(resolve(process.argv[2])).catch((error) => {
  console.error(`web: ${error.message}`);
  process.exit(1);
});
