/** `setInvestorLimits` reads "set investor limits"; abbreviations stay. */
export const words = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z]+$/.test(word) ? word : word.toLowerCase()))
    .join(" ");

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A decoded value of a call or an error, for people. */
export const print = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, entry]) => `${words(name)} ${print(entry)}`)
    .join(", ")}}`;
};

/** A moment in UTC: 2027-01-31T18:00:00Z. @param seconds Unix time */
export const timeText = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
