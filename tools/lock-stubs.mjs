// Completes package-lock.json for registries that do not serve every platform's binaries.
//
// `npm install` leaves an optional dependency out of the lock file when the registry at hand lacks it, and `npm ci`
// then refuses the lock. For each such dependency with an exact version this adds the entry npm would have written,
// marked optional and bound to a platform, so that `npm ci` accepts the lock and skips it everywhere else.
// Run after every `npm install` that changes the lock: `npm run lock`.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["darwin", "win32", "freebsd", "openbsd", "netbsd", "android", "sunos", "aix", "linux", "openharmony"];

/** Where npm would look for `name` when `path` asks for it: its own node_modules first, then upwards. */
const candidates = (path, name) => {
  const places = [];
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    places.push(at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`);
    if (at === "") return places;
  }
};

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = candidates(path, name);
    if (places.some((place) => lock.packages[place]) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const os = systems.find((system) => name.includes(system)) ?? (name.includes("windows") ? "win32" : "wasm");
    lock.packages[`node_modules/${name}`] = { version, optional: true, os: [os] };
    added += 1;
  }
}

// A tool's package and its platforms' packages claim the same command; npm 10 removes it when it skips a platform.
for (const entry of Object.values(lock.packages)) if (entry.optional && entry.os) delete entry.bin;

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} platform entries added`);
