import fc from "fast-check";
import { formatUnits } from "viem";
import { describe, expect, test } from "vitest";
import { parseDistribution } from "./distribution.ts";
import { printNotice, printProblem } from "./problems.ts";

const header = "external_id,email,name,address,amount";
const ada = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
const bo = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const parse = (...rows: string[]) => parseDistribution([header, ...rows].join("\n"), { decimals: 2 });
const problemsOf = (...rows: string[]) => parse(...rows).problems.map(printProblem);

describe("parseDistribution", () => {
  test("reads whole tokens as smallest units", () => {
    expect(parse(`TX-01,ada@example.org,Ada,${ada},300`, `TX-02,,,${bo},12.5`).value).toEqual([
      { row: 2, externalId: "TX-01", email: "ada@example.org", name: "Ada", address: ada, amount: 30_000n },
      { row: 3, externalId: "TX-02", email: "", name: "", address: bo, amount: 1_250n },
    ]);
  });

  test("every amount that the token can express comes back exactly", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: (1n << 112n) - 1n }),
        fc.integer({ min: 0, max: 18 }),
        (amount, decimals) => {
          const text = `${header}\nTX-01,,,${ada},${formatUnits(amount, decimals)}`;
          expect(parseDistribution(text, { decimals }).value[0]?.amount).toBe(amount);
        },
      ),
    );
  });

  test("an all-lower-case address gets its checksum", () => {
    expect(parse(`TX-01,,,${ada.toLowerCase()},1`).value[0]?.address).toBe(ada);
  });

  test("zeros behind the last decimal lose nothing and are accepted", () => {
    expect(parse(`TX-01,,,${ada},1.5000`).value[0]?.amount).toBe(150n);
  });

  test("a row repeated with the same content is skipped with a notice", () => {
    const { value, problems, notices } = parse(`TX-01,,Ada,${ada},300`, `TX-01,,Ada,${ada.toLowerCase()},300.00`);
    expect(problems).toEqual([]);
    expect(value).toHaveLength(1);
    expect(notices.map(printNotice)).toMatchInlineSnapshot(`
      [
        "distribution.csv, row 3, external_id "TX-01": same content as row 2, skipped.",
      ]
    `);
  });

  test("one account may receive several deliveries", () => {
    expect(parse(`TX-01,,,${ada},1`, `TX-02,,,${ada},1`).value).toHaveLength(2);
  });

  test.each([
    ["another amount", `TX-01,,Ada,${ada},301`],
    ["another address", `TX-01,,Ada,${bo},300`],
    ["another name", `TX-01,,Bo,${ada},300`],
    ["another e-mail", `TX-01,a@b.org,Ada,${ada},300`],
    ["something unreadable", `TX-01,,Ada,${ada},many`],
  ])("a repeated id with %s is refused, both rows named", (_, repeated) => {
    const problems = parse(`TX-01,,Ada,${ada},300`, repeated).problems.filter(({ field }) => field === "external_id");
    expect(problems).toMatchObject([
      { row: 3, expected: "a new id, or the same content as row 2, which has this id too" },
    ]);
  });

  test("says of every bad value what would be right", () => {
    const rows = ["-1", "0", "0.00", "", "many", "1e3", "1'000", "1.005", "5192296858534827628530496329220096"];
    const amounts = problemsOf(...rows.map((amount, index) => `TX-${index},,,${ada},${amount}`));
    const others = problemsOf(
      `,,,${ada},1`,
      `TX-11,nobody,,${ada},1`,
      "TX-12,,,,1",
      `TX-13,,,${ada.slice(0, -1)},1`,
      `TX-14,,,${ada.replace("d8dA", "D8dA")},1`,
      "TX-15,,,0x0000000000000000000000000000000000000000,1",
      "TX-16,,,vitalik.eth,1",
    );
    expect([...amounts, ...others]).toMatchInlineSnapshot(`
      [
        "distribution.csv, row 2, amount "-1": expected an amount above zero.",
        "distribution.csv, row 3, amount "0": expected an amount above zero.",
        "distribution.csv, row 4, amount "0.00": expected an amount above zero.",
        "distribution.csv, row 5, amount "": expected an amount in whole tokens such as 300 or 12.5, without separators.",
        "distribution.csv, row 6, amount "many": expected an amount in whole tokens such as 300 or 12.5, without separators.",
        "distribution.csv, row 7, amount "1e3": expected an amount in whole tokens such as 300 or 12.5, without separators.",
        "distribution.csv, row 8, amount "1'000": expected an amount in whole tokens such as 300 or 12.5, without separators.",
        "distribution.csv, row 9, amount "1.005": expected at most 2 digits after the point, because the token has 2 decimals.",
        "distribution.csv, row 10, amount "5192296858534827628530496329220096": expected an amount below 2^112 units.",
        "distribution.csv, row 2, external_id "": expected an id of the delivery.",
        "distribution.csv, row 3, email "nobody": expected an e-mail address, or nothing.",
        "distribution.csv, row 4, address "": expected an address: 0x and 40 hex digits.",
        "distribution.csv, row 5, address "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA9604": expected an address: 0x and 40 hex digits, not 39.",
        "distribution.csv, row 6, address "0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045": expected the checksum of 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045, if this is the right address.",
        "distribution.csv, row 7, address "0x0000000000000000000000000000000000000000": expected an account, not the zero address.",
        "distribution.csv, row 8, address "vitalik.eth": expected an address: 0x and 40 hex digits.",
      ]
    `);
  });

  test("a token without decimals takes whole amounts only", () => {
    const { problems } = parseDistribution(`${header}\nTX-01,,,${ada},1.5`, { decimals: 0 });
    expect(problems.map(({ expected }) => expected)).toEqual(["a whole amount, because the token has 0 decimals"]);
  });
});
