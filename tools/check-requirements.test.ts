import { describe, expect, it } from "vitest";
import { invariantsOf, type Known, testsOf, unknownTestsOf, violationsOf } from "./check-requirements.ts";

const known: Known = {
  tests: new Map([
    ["PayTest.test_WhenPaid_ItShouldPayOnce", 1],
    ["TransferTest.test_RevertWhen_Paused", 2],
  ]),
  invariants: new Set(["I1"]),
};

const held = "`PayTest.test_WhenPaid_ItShouldPayOnce`, I1";
const page = (...rows: readonly string[]) =>
  ["## Payments", "", "| id | requirement | source | held by |", "| --- | --- | --- | --- |", ...rows].join("\n");
const violations = (...rows: readonly string[]) => violationsOf(page(...rows), known, "r.md");

describe("check-requirements", () => {
  it("reads tests with the contract that has them", () => {
    const source =
      "abstract contract A is B {\n    function test_X() external {\ncontract C {\n    function testFuzz_Y(";
    expect(testsOf(source)).toEqual(["A.test_X", "C.testFuzz_Y"]);
  });

  it("reads the numbers of invariants", () => {
    expect(invariantsOf("| I1 | The sum of I7 | A |\n| I12 | When | B |")).toEqual(["I1", "I12"]);
  });

  it("finds tests that findings name and that do not exist", () => {
    const text = "| A1 | `PayTest.test_WhenPaid_ItShouldPayOnce` |\n`Rounds._open`, `PayTest.test_Gone_ItShouldPay`";
    expect(unknownTestsOf(text, known, "f.md")).toEqual(["f.md:2: there is no test PayTest.test_Gone_ItShouldPay"]);
  });

  it("accepts numbered requirements whose tests exist", () => {
    expect(
      violations(`| R-DST-01 | A position MUST be paid once. | 0004 | ${held} |`, `| R-DST-02 | It MUST. | SFT | I1 |`),
    ).toEqual([]);
  });

  it("says what a malformed row should be", () => {
    const right = "a row is | R-XXX-01 | what MUST hold | source | `Contract.test`, I1 |";
    expect(violations("| R-DST-1 | It MUST. | SFT | I1 |")).toEqual([`r.md:5: ${right}`]);
    expect(violations("| R-DST-01 | It MUST. |  | I1 |")).toEqual([`r.md:5: ${right}`]);
    expect(violations("| R-DST-01 | It MUST. | SFT | |")).toEqual([`r.md:5: ${right}`]);
    expect(violations(" | R-DST-01 | It MUST. | SFT | I1 |")).toEqual([`r.md:5: ${right}`]);
  });

  it("wants every requirement to say MUST", () => {
    expect(violations("| R-DST-01 | It may. | SFT | I1 |")).toEqual(["r.md:5: R-DST-01 says what MUST hold"]);
  });

  it("names the id that comes next, once for a gap or a repetition", () => {
    expect(violations("| R-DST-02 | It MUST. | SFT | I1 |", "| R-DST-03 | It MUST. | SFT | I1 |")).toEqual([
      "r.md:5: R-DST-01 comes next",
    ]);
    expect(violations("| R-DST-01 | It MUST. | SFT | I1 |", "| R-DST-01 | It MUST. | SFT | I1 |")).toEqual([
      "r.md:6: R-DST-02 comes next",
    ]);
  });

  it("keeps a prefix in one section, and a section to one prefix", () => {
    const row = "| R-DST-01 | It MUST. | SFT | I1 |";
    expect(violations(row, "| R-TOK-01 | It MUST. | SFT | I1 |")).toEqual([
      "r.md:6: R-TOK-01 stands in the section of R-DST",
    ]);
    expect(violationsOf(`${page(row)}\n## More\n${row}`, known, "r.md")).toEqual([
      "r.md:7: R-DST has a section of its own already",
    ]);
  });

  it("refuses what is no test, is unknown, or could be two", () => {
    const of = (tests: string) => violations(`| R-DST-01 | It MUST. | SFT | ${tests} |`);
    expect(of("PayTest.test_X")[0]).toContain("neither a test");
    expect(of("`PayTest.test_X`")).toEqual(["r.md:5: R-DST-01: there is no test PayTest.test_X"]);
    expect(of("I1, I9")).toEqual(["r.md:5: R-DST-01: test/invariant/README.md has no I9"]);
    expect(of("`TransferTest.test_RevertWhen_Paused`")[0]).toContain("2 contracts have a test");
  });
});
