import { z } from "zod";
import { type Distances, defaultDistances, termKinds } from "./decide.ts";

const seconds = { d: 86_400, h: 3_600, m: 60 } as const;

const durations = z
  .string()
  .regex(/^[1-9]\d{0,3}[dhm](,[1-9]\d{0,3}[dhm])*$/)
  .transform((text) =>
    text.split(",").map((part) => Number(part.slice(0, -1)) * seconds[part.slice(-1) as keyof typeof seconds]),
  );

const sample = "accreditation=60d,14d,1d call=3d,1d,2h authority=60d,14d,3d";

/** Distances as text: `call=3d,1d,2h authority=60d`. What is not named keeps its default. */
export const distancesValue = z.string().transform((text, context): Distances => {
  const given = text.split(/\s+/).map((part) => part.split("="));
  const parsed = given.map(([kind, list]) => {
    const known = termKinds.find((name) => name === kind);
    const read = durations.safeParse(list);
    return known === undefined || !read.success ? undefined : ([known, read.data] as const);
  });
  if (parsed.every((entry) => entry !== undefined)) return { ...defaultDistances, ...Object.fromEntries(parsed) };
  context.addIssue({ code: "custom", message: `expected distances such as "${sample}"` });
  return z.NEVER;
});
