import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Hex, isHex, size } from "viem";
import type { z } from "zod";
import type { Log } from "../log.ts";
import { IntakeError } from "./errors.ts";
import { callSchema, type Intake, signatureSchema } from "./intake.ts";

/** What is wrong with the process, if anything; the reasons are for people. */
export type Readiness = { ready: boolean; problems: readonly string[] };

export type ServerParameters = {
  intake: Intake;
  readiness: () => Promise<Readiness>;
  /** whether the process does its rounds */
  alive: () => boolean;
  /** Prometheus text */
  metrics: () => Promise<string>;
  /** wakes every keeper now */
  wake: () => void;
  log: Log;
};

const maxBodyBytes = 128 * 1024;

/**
 * Approval intake, health and metrics.
 *
 * A request that changes something must be JSON: a browser then asks before it sends one from a foreign page, and
 * nothing here answers that question.
 */
export const createServer = ({ intake, readiness, alive, metrics, wake, log }: ServerParameters): Hono => {
  const app = new Hono();

  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) => c.json(problem("IntakeError", "The request is too large."), 413),
    }),
  );
  app.onError((error, c) => {
    if (error instanceof IntakeError)
      return c.json(problem(error.name, error.shortMessage, error.details), error.status);
    log.error({ err: error, path: c.req.path }, "request failed");
    return c.json(problem("InternalError", "The request could not be answered now. Try again."), 503);
  });
  app.notFound((c) => c.json(problem("NotFound", "There is nothing here."), 404));

  app.post("/calls", async (c) => c.json(await intake.propose(await readBody(c.req, callSchema)), 201));
  app.get("/calls", async (c) => c.json(await intake.list()));
  app.get("/calls/:hash", async (c) => c.json(await intake.find(readHash(c.req.param("hash")))));
  app.post("/calls/:hash/signatures", async (c) => {
    const callHash = readHash(c.req.param("hash"));
    return c.json(await intake.sign(callHash, await readBody(c.req, signatureSchema)), 201);
  });

  app.get("/health", (c) => c.json({ alive: alive() }, alive() ? 200 : 503));
  app.get("/ready", async (c) => {
    const state = await readiness();
    return c.json(state, state.ready ? 200 : 503);
  });
  app.get("/metrics", async (c) => c.text(await metrics()));
  app.post("/wake", async (c) => {
    requireJson(c.req);
    wake();
    return c.json({ awake: true }, 202);
  });

  return app;
};

type Request = { header(name: string): string | undefined; json(): Promise<unknown> };

const requireJson = (request: Request): void => {
  if (!/^application\/json\b/i.test(request.header("content-type") ?? "")) {
    throw new IntakeError(415, "Send JSON, with content-type application/json.");
  }
};

const readBody = async <T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> => {
  requireJson(request);
  const body = await request.json().catch(() => {
    throw new IntakeError(400, "The body is not JSON.");
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new IntakeError(422, "The request does not fit.", details);
};

const readHash = (text: string): Hex => {
  if (isHex(text) && size(text) === 32) return text.toLowerCase() as Hex;
  throw new IntakeError(404, "No such call is known: its hash has 32 bytes.");
};

const problem = (name: string, message: string, details: readonly string[] = []) => ({
  error: { name, message, details },
});
