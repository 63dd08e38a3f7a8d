import type { Address } from "viem";
import { type Fail, readAddress, readAmount } from "./fields.ts";
import { type Parsed, type Problem, shorten } from "./problems.ts";
import { readTable, reporterFor, type TableRow } from "./table.ts";

/** Header of TokenMarket's distribution file, accepted unchanged. */
export const distributionColumns = ["external_id", "email", "name", "address", "amount"] as const;

type Column = (typeof distributionColumns)[number];

export type DistributionRow = {
  row: number;
  /** names the delivery for ever: the same id is never delivered twice */
  externalId: string;
  email: string;
  name: string;
  address: Address;
  /** smallest units of the token */
  amount: bigint;
};

type DistributionOptions = {
  /** of the token; amounts in the file are whole tokens */
  decimals: number;
  file?: string | undefined;
};

/** Reads distribution.csv: one delivery of new shares a row. A row repeated unchanged is left out, with a notice. */
export const parseDistribution = (
  text: string,
  { decimals, file = "distribution.csv" }: DistributionOptions,
): Parsed<DistributionRow[]> => {
  const table = readTable(text, { file, columns: distributionColumns });
  const problems = [...table.problems];
  const notices = [...table.notices];
  const deliveries = new Map<string, TableRow<Column> & { delivery: DistributionRow | undefined }>();
  for (const row of table.rows) {
    const delivery = readDelivery(row, decimals, reporterFor(row, file, problems));
    const { external_id: id } = row.cells;
    const first = deliveries.get(id);
    if (first === undefined) deliveries.set(id, { ...row, delivery });
    else if (id !== "") noteRepetition({ ...row, delivery }, first, { file, problems, notices });
  }
  const value = [...deliveries.values()].map(({ delivery }) => delivery).filter((delivery) => delivery !== undefined);
  return { value, problems, notices };
};

const readDelivery = (
  { row, cells }: TableRow<Column>,
  decimals: number,
  failOf: (field: Column) => Fail,
): DistributionRow | undefined => {
  const externalId = cells.external_id || failOf("external_id")("an id of the delivery");
  const email = readEmail(cells.email, failOf("email"));
  const address = readAddress(cells.address, failOf("address"));
  const amount = readAmount(cells.amount, decimals, failOf("amount"));

  if (externalId === undefined || email === undefined || address === undefined || amount === undefined)
    return undefined;
  return { row, externalId, email, name: cells.name, address, amount };
};

const readEmail = (text: string, fail: Fail): string | undefined =>
  text === "" || /^[^\s@]+@[^\s@]+$/.test(text) ? text : fail("an e-mail address, or nothing");

type Repetition = TableRow<Column> & { delivery: DistributionRow | undefined };

const noteRepetition = (
  repeated: Repetition,
  first: Repetition,
  { file, problems, notices }: { file: string; problems: Problem[]; notices: Problem[] },
): void => {
  const place = { file, row: repeated.row, field: "external_id", value: shorten(repeated.cells.external_id) };
  if (hasSameContent(repeated, first)) {
    notices.push({ ...place, expected: `same content as row ${first.row}, skipped` });
  } else {
    problems.push({ ...place, expected: `a new id, or the same content as row ${first.row}, which has this id too` });
  }
};

/** Spelling of an amount or an address does not matter, if both rows could be read. */
const hasSameContent = (a: Repetition, b: Repetition): boolean => {
  if (a.delivery === undefined || b.delivery === undefined) {
    return distributionColumns.every((column) => a.cells[column] === b.cells[column]);
  }
  const { email, name, address, amount } = a.delivery;
  return (
    email === b.delivery.email &&
    name === b.delivery.name &&
    address === b.delivery.address &&
    amount === b.delivery.amount
  );
};
