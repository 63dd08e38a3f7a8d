import { describe, expect, it } from "vitest";
import { findingsOf, unreasoned } from "./check-lint.ts";

describe("check-lint", () => {
  it("names file, line and rule of each finding", () => {
    const finding = {
      message: "typecasts that can truncate values should be checked",
      code: { code: "unsafe-typecast" },
      level: "warning",
      spans: [{ file_name: "src/A.sol", line_start: 7 }],
    };
    expect(findingsOf(`No files changed\n${JSON.stringify(finding)}\n`)).toEqual([
      "src/A.sol:7: warning[unsafe-typecast] typecasts that can truncate values should be checked",
    ]);
  });

  it("wants a reason above an exception", () => {
    const disable = "    // forge-lint: disable-next-line(unsafe-typecast)";
    expect(unreasoned("A.sol", `    // At most 112 bits.\n${disable}\n    x = uint112(y);`)).toEqual([]);
    expect(unreasoned("A.sol", `    z;\n${disable}`)).toHaveLength(1);
    expect(unreasoned("A.sol", `${disable}\n${disable}`)).toHaveLength(2);
  });
});
