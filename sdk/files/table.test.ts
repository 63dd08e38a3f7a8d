import { describe, expect, test } from "vitest";
import { printNotice, printProblem } from "./problems.ts";
import { readTable } from "./table.ts";

const options = { file: "t.csv", columns: ["id", "name"] } as const;
const read = (text: string) => readTable(text, options);

describe("readTable", () => {
  test("trims cells and counts rows from the header", () => {
    expect(read("id,name\n 1 , Ada \n2,Bo").rows).toEqual([
      { row: 2, cells: { id: "1", name: "Ada" } },
      { row: 3, cells: { id: "2", name: "Bo" } },
    ]);
  });

  test("accepts a byte order mark, CRLF, blank lines and lines of empty cells; rows keep their line numbers", () => {
    const { rows, problems } = read("\uFEFFid,name\r\n\r\n1,Ada\r\n,\r\n2,Bo\r\n\r\n\r\n");
    expect(problems).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  test("keeps quoted commas, quotes, line breaks and non-Latin text", () => {
    const { rows } = read('id,name\n1,"Müller, Jörg"\n2,"The ""Old"" Mill"\n3,王小明\n4,"two\r\nlines"\n5,x');
    expect(rows.map(({ cells }) => cells.name)).toEqual([
      "Müller, Jörg",
      'The "Old" Mill',
      "王小明",
      "two\nlines",
      "x",
    ]);
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 7]);
  });

  test("columns may stand in any order; unknown ones are noticed, not refused", () => {
    const { rows, problems, notices } = read("name,nick,id\nAda,A,1");
    expect(problems).toEqual([]);
    expect(rows[0]?.cells).toEqual({ id: "1", name: "Ada" });
    expect(notices.map(printNotice)).toMatchInlineSnapshot(`
      [
        "t.csv, row 1, nick: unknown column, ignored.",
      ]
    `);
  });

  test.each([
    ["", ["id", "name"]],
    ["id\n1", ["name"]],
    ["ID,Name\n1,Ada", ["id", "name"]],
  ])("missing columns are named: %j", (text, fields) => {
    expect(read(text).problems.map(({ field }) => field)).toEqual(fields);
    expect(read(text).rows).toEqual([]);
  });

  test("names what is wrong with the shape of a file", () => {
    const problems = [
      "id\n1",
      "id,id,name\n1,2,3",
      "id,name\n",
      "id,name\n1,Müller, Jörg\n2",
      'id,name\n1,"Ada',
      "id,name\n1,J\uFFFDrg",
    ].flatMap((text) => read(text).problems.map(printProblem));
    expect(problems).toMatchInlineSnapshot(`
      [
        "t.csv, row 1, name: expected a column of this name; columns are id,name.",
        "t.csv, row 1, id: expected this column once.",
        "t.csv: expected at least one row below the header.",
        "t.csv, row 2, "1,Müller, Jörg": expected 2 values as in the header, not 3; quote a value that contains a comma.",
        "t.csv, row 3, "2": expected 2 values as in the header, not 1; quote a value that contains a comma.",
        "t.csv, row 2: expected each quote to be closed, and a value that contains quotes to stand in quotes, its own doubled.",
        "t.csv: expected the file to be saved as UTF-8.",
      ]
    `);
  });
});
