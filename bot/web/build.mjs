// Builds the style sheet, the script and the pictures into static/build, each with the hash of its
// content in its name, and writes manifest.json (plain name -> built name).
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "..", "..", "node_modules");
const build = path.join(here, "static", "build");

function styles() {
  const compiled = sass.compile(path.join(here, "styles", "app.scss"), {
    loadPaths: [modules],
    quietDeps: true,
    style: "compressed",
  });
  return compiled.css;
}

async function sources() {
  const images = path.join(here, "images");
  const names = await readdir(images);
  const pictures = names.map(async (name) => [name, await readFile(path.join(images, name))]);
  return [
    ["app.css", styles()],
    ["chat.js", await readFile(path.join(here, "scripts", "chat.js"))],
    ...(await Promise.all(pictures)),
  ];
}

function hashed(name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  return `${stem}.${digest}${ext}`;
}

const manifest = {};
const files = await sources();
await rm(build, { recursive: true, force: true });
await mkdir(build, { recursive: true });
for (const [name, content] of files) {
  manifest[name] = hashed(name, content);
  await writeFile(path.join(build, manifest[name]), content);
}
await writeFile(path.join(build, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
