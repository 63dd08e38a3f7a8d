// Writes examples/: invented investors, deliveries and issuer. Same output each time; run `npx tsx tools/make-examples.ts`.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { type Address, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { distributionColumns, investorColumns } from "../sdk/files/index.ts";
import { leiCheckDigits } from "../sdk/identity.ts";
import { isinCheckDigit } from "../sdk/iso/isin.ts";

/** What an investor is there for. */
type Role =
  /** receives shares at the issue */
  | "holder"
  /** holder whose accreditation ends within the two years */
  | "expiring"
  /** registered and permitted, has no shares yet */
  | "newcomer"
  /** newcomer whose accreditation ends soon */
  | "late"
  /** registered, but rated below the minimum of the country */
  | "low"
  /** registered in a country that the issuer does not permit */
  | "foreign"
  /** never accredited, not to be registered */
  | "stranger";

type Person = {
  country: string;
  region: string;
  kind: "person" | "entity";
  role: Role;
  accounts: number;
  custody: string;
  name: string;
};

// country region kind role accounts custody name
const roster = `
CH ZH person holder   1 -  Anna Brunner
CH ZH person holder   2 -  Jörg Müller
CH BE person expiring 1 -  Lukas Zbinden
CH GE person holder   3 -  Élodie Favre
CH VD person holder   1 40 François Dubuis
CH TI person holder   1 -  Chiara Bernasconi
CH BS person holder   1 -  Beat Käser
CH ZG entity holder   2 -  Zugersee Kapital AG
CH ZH entity holder   1 75 Limmat Vorsorgestiftung
CH SG entity expiring 1 -  Säntis Beteiligungen AG
CH GR entity holder   1 -  Piz Nair Holding GmbH
CH ZH person newcomer 1 -  Noemi Schürch
CH LU entity newcomer 1 -  Pilatus Familienstiftung
CH BE person late     1 -  Reto Aebischer
CH GE person stranger 1 -  Thérèse Rochat
CH ZH person stranger 1 -  Marco Steffen
DE BY person holder   1 -  Maximilian Größl
DE BE person holder   2 -  Käthe Böhmer
DE HH person expiring 1 -  Jan-Ole Petersen
DE HE person holder   1 -  Ayşe Yıldırım
DE BW entity holder   1 -  Schwäbische Feinmechanik GmbH & Co. KG
DE HE entity holder   1 60 Mainufer Pensionskasse VVaG
DE NW entity holder   1 -  Rheinbogen Invest SE
DE SN person holder   1 -  Frieda Weißflog
DE HB person holder   1 30 Tjark Osterloh
DE BY person newcomer 1 -  Vroni Hinterhuber
DE BE entity newcomer 2 -  Spreewerk Ventures GmbH
DE RP person stranger 1 -  Hans-Peter Kuntz
FR IDF person holder   1 -  Camille Lefèvre
FR ARA person holder   1 -  Benoît Chazal
FR IDF entity holder   2 -  Rivière & Associés, Société Civile
FR PAC person expiring 1 -  Inès Garabédian
FR BRE entity holder   1 50 Armor Prévoyance
FR OCC person holder   1 -  Loïc d'Estrées
FR IDF person newcomer 1 -  Maëlle Vasseur
FR NAQ entity newcomer 1 -  Garonne Patrimoine SAS
GB ENG person holder   1 -  Imogen Ashworth
GB SCT person holder   2 -  Callum MacAskill
GB ENG entity holder   1 -  Thornbury Pension Trustees Ltd
GB WLS person holder   1 -  Rhys ap Gwilym
GB NIR person expiring 1 -  Siobhán O'Rourke
GB ENG entity holder   1 100 Harbour & Lyle Nominees plc
GB ENG person holder   1 -  Priya Venkataraman
GB ENG person newcomer 1 -  Oluwaseun Adebayo
GB SCT person late     1 -  Fiona Kinnaird
US CA person holder   1 -  Grace Hollister
US NY person holder   1 -  "Whitfield, Theodore J."
US NY entity holder   3 -  Juniper Bay Partners, LP
US TX entity holder   1 25 Lone Mesa Retirement Trust
US WA person holder   1 -  Nguyễn Thị Mai
US MA entity expiring 1 -  Charles Basin Endowment, Inc.
US IL person holder   1 -  Darnell Whitaker
US AL person holder   1 -  Rosalía Peña
US FL person newcomer 1 -  Kenji Watanabe-Cole
US CA person low      1 -  Skyler Dunmore
US OH person low      1 -  Patricia Kowalczyk
US OR entity low      1 -  Willamette Saplings LLC
US NV person stranger 1 -  Chester Quill
SG -   person holder   1 -  王小明
SG -   person holder   1 -  Tan Wei Ling
SG -   entity holder   2 -  狮城资本私人有限公司
SG -   entity expiring 1 80 Kallang Basin Capital Pte. Ltd.
SG -   person holder   1 -  Nur Aisyah binte Rahmat
SG -   person newcomer 1 -  陳美玲
SG -   entity newcomer 1 -  Bukit Timah Holdings Pte. Ltd.
JP 13 person foreign  1 -  佐藤 花子
JP 27 entity foreign  1 -  淀川投資株式会社
JP 13 person foreign  2 -  Haruki Ōnishi
`;

const issueDate = "2027-01-04";

/** Lowest rating that the issuer takes, by permitted country. */
const minRatings: Record<string, number> = { CH: 1, DE: 1, FR: 2, GB: 2, US: 3, SG: 2 };

/** Ends of accreditations within the two years after the issue, handed out in turn. */
const earlyEnds = ["2027-05-31", "2027-08-15", "2027-11-30", "2028-02-29", "2028-05-31", "2028-09-30"];
const lateNewcomerEnds = ["2027-06-30", "2027-09-01"];
const ordinaryEnds = ["2029-06-30", "2029-12-31", "2030-03-31", "2031-01-31"];

/** Of the holders with several accounts, so many receive on their second account too. */
const secondDeliveries = 4;

/** A number below `ceiling` that depends on the label only. */
const draw = (label: string, ceiling: number): number =>
  Number(BigInt(keccak256(stringToHex(`scrip examples: ${label}`))) % BigInt(ceiling));

const people: (Person & { id: string })[] = roster
  .trim()
  .split("\n")
  .map((line, index) => {
    const [country = "", region = "", kind = "", role = "", accounts = "", custody = "", ...name] = line.split(/\s+/);
    return {
      id: `INV-${String(index + 1).padStart(3, "0")}`,
      country,
      region: region === "-" ? "" : `${country}-${region}`,
      kind: kind as Person["kind"],
      role: role as Role,
      accounts: Number(accounts),
      custody: custody === "-" ? "" : custody,
      name: name.join(" ").replaceAll('"', ""),
    };
  });

const isHolder = ({ role }: Person): boolean => role === "holder" || role === "expiring";

/** Nobody needs the keys: the story impersonates these accounts on its own chain. Never use them elsewhere. */
const accountOf = (id: string, index: number): Address =>
  privateKeyToAddress(keccak256(stringToHex(`scrip examples: account ${id}/${index}`)));

const accountsOf = ({ id, accounts }: { id: string; accounts: number }): Address[] =>
  Array.from({ length: accounts }, (_, index) => accountOf(id, index));

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An LEI of an invented entity; no issuer of LEIs has the prefix 9999. */
const leiOf = (id: string): string => {
  const own = Array.from({ length: 12 }, (_, index) => alphabet[draw(`lei ${id} ${index}`, alphabet.length)]).join("");
  const prefix = `999900${own}`;
  return `${prefix}${leiCheckDigits(prefix)}`;
};

const birthDateOf = (id: string): string => {
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  const year = 1944 + draw(`year ${id}`, 60);
  return `${year}-${twoDigits(1 + draw(`month ${id}`, 12))}-${twoDigits(1 + draw(`day ${id}`, 28))}`;
};

const taxIdOf = ({ id, country }: { id: string; country: string }): string =>
  `${country}-${String(100_000_000 + draw(`tax ${id}`, 900_000_000))}`;

const ratingOf = ({ id, country, kind, role }: Person & { id: string }): string => {
  if (role === "stranger") return "";
  const min = minRatings[country] ?? 1;
  if (role === "low") return String(1 + draw(`rating ${id}`, min - 1));
  return String(kind === "entity" ? 5 + draw(`rating ${id}`, 2) : min + draw(`rating ${id}`, 3));
};

const endOf = (person: Person & { id: string }): string => {
  const { id, role } = person;
  if (role === "stranger") return "";
  const turn = people.filter((other) => other.role === role).indexOf(person);
  if (role === "expiring") return earlyEnds[turn % earlyEnds.length] ?? "";
  if (role === "late") return lateNewcomerEnds[turn % lateNewcomerEnds.length] ?? "";
  return ordinaryEnds[draw(`end ${id}`, ordinaryEnds.length)] ?? "";
};

const investorRow = (person: Person & { id: string }): Record<(typeof investorColumns)[number], string> => ({
  external_id: person.id,
  kind: person.kind,
  legal_name: person.name,
  birth_date: person.kind === "person" ? birthDateOf(person.id) : "",
  lei: person.kind === "entity" ? leiOf(person.id) : "",
  tax_id: taxIdOf(person),
  country: person.country,
  region: person.region,
  rating: ratingOf(person),
  accredited_until: endOf(person),
  accounts: accountsOf(person).join(" "),
  custody: person.custody,
});

function withCheck(prefix: string, checkOf: (prefix: string) => string): string {
  return `${prefix}${checkOf(prefix)}`;
}

/** Entities hold ten times as much; some amounts have a fraction. */
const amountOf = ({ kind, id }: { kind: string; id: string }, account: number): string => {
  const whole = (20 + draw(`amount ${id}/${account}`, 180)) * (kind === "entity" ? 100 : 10);
  const fraction = ["", "", "", "", ".5", ".25"][draw(`fraction ${id}/${account}`, 6)] ?? "";
  return `${whole}${fraction}`;
};

const distributionRows = (): Record<(typeof distributionColumns)[number], string>[] => {
  const holders = people.filter(isHolder);
  const second = holders.filter(({ accounts }) => accounts > 1).slice(0, secondDeliveries);
  const deliveries = [
    ...holders.map((person) => ({ person, account: 0 })),
    ...second.map((person) => ({ person, account: 1 })),
  ];
  return deliveries.map(({ person, account }, index) => ({
    external_id: `TX-${String(index + 1).padStart(3, "0")}`,
    email: `${person.id.toLowerCase()}@example.org`,
    name: person.name,
    address: accountOf(person.id, account),
    amount: amountOf(person, account),
  }));
};

const holdersIn = (country: string): number =>
  people.filter((person) => person.country === country && isHolder(person)).length;

const company = "Alpenglow Instruments AG";
const lei = withCheck("529900ALPENGLOW001", leiCheckDigits);
const isin = withCheck("CH000ALPENA", isinCheckDigit);

const issuer = () => ({
  company,
  lei,
  issueDate,
  token: { name: "Alpenglow Registered Share A", symbol: "ALPA", decimals: 2, className: "Registered shares A", isin },
  prospectus: { file: "prospectus.md", uri: "https://investors.alpenglow.example/Prospectus-2027.md" },
  authorities: {
    owner: { threshold: 2, members: ["Verena Caduff", "Matthias Oberholzer", "Lin Jia Hui"] },
    registrars: [
      {
        name: "Helvetia Identity AG",
        threshold: 1,
        members: ["Sabine Roth", "Urs Ammann"],
        countries: ["CH", "DE", "FR"],
      },
      {
        name: "Meridian Verification Ltd",
        threshold: 1,
        members: ["Daniel Okafor"],
        countries: ["GB", "US", "SG", "JP"],
      },
    ],
    custodian: { name: "Depotbank Zürich AG", threshold: 1, members: ["Corinne Blaser", "Pascal Wyss"] },
  },
  countries: [
    { country: "CH", minRating: minRatings.CH },
    { country: "DE", minRating: minRatings.DE, limits: { total: 20 } },
    { country: "FR", minRating: minRatings.FR, limits: { total: 15, byRating: { "2": 10 } } },
    { country: "GB", minRating: minRatings.GB, limits: { total: 15 } },
    { country: "US", minRating: minRatings.US, limits: { total: 35, byRating: { "3": 10 } } },
    { country: "SG", minRating: minRatings.SG, limits: { total: holdersIn("SG") } },
  ],
  limits: { total: 60, byRating: { "1": 30, "2": 30 } },
  lockup: {
    lockedBasisPoints: 4000,
    lots: [
      { afterDays: 180, basisPoints: 3000 },
      { afterDays: 365, basisPoints: 3000 },
      { afterDays: 545, basisPoints: 4000 },
    ],
  },
  dividend: {
    currency: { name: "Swiss Franc Coin", symbol: "CHFC", decimals: 6 },
    total: "250000.00",
    recordDateAfterDays: 400,
    paymentAfterDays: 14,
    claimDays: 180,
  },
});

const prospectus = (): string => `# Prospectus of ${company}

LEI ${lei}. Registered shares A, ISIN ${isin}. Issue date ${issueDate}. Invented, like everything in this folder.

1. The company issues registered shares A to accredited investors of the countries that its rules permit.
2. Of each delivery 40 per cent is locked up and becomes free after 180, 365 and 545 days.
3. A dividend, if the directors declare one, is paid to those who hold shares at the end of the record date.
`;

const csv = <Column extends string>(columns: readonly Column[], rows: readonly Record<Column, string>[]): string =>
  `${[columns.join(","), ...rows.map((row) => columns.map((column) => quoted(row[column])).join(","))].join("\n")}\n`;

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The example files by name. */
export const makeExamples = (): Record<string, string> => ({
  "investors.csv": csv(investorColumns, people.map(investorRow)),
  "distribution.csv": csv(distributionColumns, distributionRows()),
  "prospectus.md": prospectus(),
  "issuer.json": `${JSON.stringify(issuer(), null, 2)}\n`,
});

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  for (const [name, text] of Object.entries(makeExamples())) {
    await writeFile(new URL(`../examples/${name}`, import.meta.url), text);
  }
}
