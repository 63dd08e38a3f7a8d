import { encodeErrorResult, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import { reasonOf } from "./deploy.ts";

const errors = parseAbi(["error CheatcodeError(string)", "error Error(string)"]);
const reverted = (errorName: "CheatcodeError" | "Error", message: string): string[] => {
  const data = encodeErrorResult({ abi: errors, errorName, args: [message] });
  return ["Compiling 3 files", `Error: Failed to decode return value: ${data}`, "Traces:", "  [1] new Deploy"];
};

describe("reasonOf", () => {
  it("puts revert data into words", () => {
    expect(reasonOf(reverted("CheatcodeError", "vm.readFile: no such file"))).toBe("vm.readFile: no such file");
    expect(reasonOf(reverted("Error", ".limits: eight numbers"))).toBe(".limits: eight numbers");
  });

  it("joins forge's own error and its causes", () => {
    const lines = ["Script ran", "Error: error sending request", "", "Context:", "- Error #0: Connection refused"];
    expect(reasonOf(lines)).toBe("error sending request | - Error #0: Connection refused");
  });

  it("falls back on the last words", () => {
    expect(reasonOf(["Compiling", "Killed", ""])).toBe("Killed");
    expect(reasonOf([])).toBe("it printed no reason.");
  });
});
