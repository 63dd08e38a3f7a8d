// Makes a clone ready: the right Node, and node_modules as package-lock.json says. Uses nothing that npm installs.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const MINIMUM = [20, 19];

/** Why node_modules must be installed again; undefined when it is as the lock file says. */
const staleness = () => {
  const installedFile = `${ROOT}node_modules/.package-lock.json`;
  if (!existsSync(installedFile)) return "The packages are not installed yet";
  const wanted = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  const differing = Object.entries(wanted).find(([path, { version, optional, devOptional }]) => {
    if (path === "") return false;
    const found = installed[path];
    return found === undefined ? !optional && !devOptional : found.version !== version;
  });
  return differing && `${differing[0]} is not as package-lock.json says`;
};

/** Exits with a sentence when this machine cannot serve; installs what is missing. */
export const setUp = () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    console.error(`Node ${process.versions.node} is too old. Install Node ${MINIMUM.join(".")} or later.`);
    process.exit(1);
  }
  const reason = staleness();
  if (!reason) return;
  console.error(`${reason}: running npm ci, which takes about a minute.`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  // Its report belongs to standard error: standard output may be read by a program.
  const { status } = spawnSync(command, [...args, "--include=dev", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    console.error("npm ci failed. Check the connection to the npm registry and run it by hand to see more.");
    process.exit(1);
  }
};
