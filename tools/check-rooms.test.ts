import { describe, expect, it } from "vitest";
import { checkRooms } from "./check-rooms.ts";

const violations = (path: string, text: string) => checkRooms([{ path, text }]);
const importing = (path: string, target: string) => violations(path, `\nimport { x } from "${target}";\n`);

describe("check-rooms", () => {
  it.each([
    ["bots/run.ts", "../sdk/send.ts"],
    ["bots/run.ts", "../runtime/ports.ts"],
    ["cli/main.ts", "../sdk/send.ts"],
    ["sdk/send.ts", "../abis/errors.ts"],
    ["sdk/send.ts", "viem"],
    ["src/indexer/Token.ts", "./ledger.ts"],
    ["story/main.ts", "../bots/run.ts"],
    ["test/e2e/story.test.ts", "../../cli/main.ts"],
  ])("lets %s know %s", (path, target) => {
    expect(importing(path, target)).toEqual([]);
  });

  it.each([
    ["bots/run.ts", "../cli/output.ts", "bots/run.ts:2: bots knows only sdk, runtime, not cli"],
    ["cli/main.ts", "../bots/run.ts", "cli/main.ts:2: cli knows only sdk, runtime, not bots"],
    [
      "sdk/send.ts",
      "../runtime/env.ts",
      "sdk/send.ts:2: sdk knows only abis, deployments, ponder.schema.ts, not runtime",
    ],
    ["runtime/env.ts", "../bots/config.ts", "runtime/env.ts:2: runtime knows only sdk, not bots"],
    [
      "src/api/index.ts",
      "../indexer/ledger.ts",
      "src/api/index.ts:2: src/api knows only abis, deployments, ponder.schema.ts, not src/indexer",
    ],
    [
      "src/indexer/Token.ts",
      "../../sdk/iso/countries.ts",
      "src/indexer/Token.ts:2: src/indexer knows only abis, deployments, ponder.schema.ts, not sdk",
    ],
    ["story/model/rules.ts", "../cast.ts", "story/model/rules.ts:2: story/model knows no other room, not story"],
  ])("refuses that %s knows %s", (path, target, expected) => {
    expect(importing(path, target)).toEqual([expected]);
  });

  it("sees dynamic imports and re-exports", () => {
    expect(violations("cli/main.ts", 'await import("../bots/run.ts");')).toHaveLength(1);
    expect(violations("cli/main.ts", 'export * from "../bots/run.ts";')).toHaveLength(1);
  });

  it.each([
    ["src/token/helper.ts", "src/token/helper.ts:1: TypeScript lies in src/indexer and src/api only"],
    [
      "src/indexer/a.test.ts",
      "src/indexer/a.test.ts:1: Ponder runs every file here; tests and their helpers lie in test/indexer",
    ],
    ["vite.config.ts", "vite.config.ts:1: Ponder would load it; a vite.config lies below portal/"],
  ])("refuses %s where it lies", (path, expected) => {
    expect(violations(path, "")).toEqual([expected]);
  });

  it("keeps node, process and console out of the sdk, but not out of its tests", () => {
    const text = 'import { join } from "node:path";\nimport fs from "fs";\nconsole.log(process.env.HOME, join, fs);\n';
    expect(violations("sdk/a.ts", text).map((line) => line.split(":")[1])).toEqual(["3", "3", "1", "2"]);
    expect(violations("sdk/a.test.ts", text)).toEqual([]);
    expect(violations("sdk/b.ts", "// process.env and console.log are not for us\n")).toEqual([]);
  });

  it.each([
    ["src/token/T.sol", 'import {IX} from "../interfaces/IX.sol";'],
    ["src/token/T.sol", 'import {Positions} from "./Positions.sol";'],
    ["src/token/T.sol", 'import {Governed} from "../multisig/Governed.sol";\ncontract T is X, Governed {'],
    ["src/interfaces/IX.sol", 'import {Id} from "../types/Id.sol";'],
    ["src/token/T.sol", 'import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";'],
    ["test/mocks/M.sol", 'import {T} from "../../src/token/T.sol";'],
    ["script/Deploy.s.sol", 'import {DeployConfig} from "./DeployConfig.sol";'],
  ])("lets %s say %s", (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });

  it.each([
    ["src/token/T.sol", 'import {IssuingEntity} from "../issuer/IssuingEntity.sol";'],
    ["src/token/T.sol", 'import {Governed} from "../multisig/Governed.sol";\ncontract T { Governed g; }'],
    ["src/token/T.sol", 'import {Mock} from "../../test/mocks/Mock.sol";'],
    ["src/types/Id.sol", 'import {IX} from "../interfaces/IX.sol";'],
    ["src/modules/lockup/L.sol", 'import {D} from "../distribution/D.sol";'],
    ["src/token/T.sol", 'import {\n  A,\n  B\n} from "../issuer/IssuingEntity.sol";'],
  ])("refuses that %s says %s", (path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });
});
