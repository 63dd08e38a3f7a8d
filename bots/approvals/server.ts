import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Address, type Hex, isHex, size } from "viem";
import type { z } from "zod";
import { addressSchema } from "../../sdk/types.ts";
import type { Log } from "../log.ts";
import { IntakeError } from "./errors.ts";
import type { Intake } from "./intake.ts";
import { clientAddress, createLimiter, type LimiterParameters } from "./limits.ts";
import { openApi } from "./openapi.ts";
import { callSchema, listSchema, signatureSchema } from "./schemas.ts";

/** What is wrong with the process, if anything; the reasons are for people. */
export type Readiness = { ready: boolean; problems: readonly string[] };

export type Rates = Pick<LimiterParameters, "perClient" | "all">;

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
  /** own proxies in front; see `clientAddress` */
  proxies?: number | undefined;
  /** of questions */
  reads?: Rates | undefined;
  /** of what changes something */
  writes?: Rates | undefined;
  /** seconds, never backwards */
  clock?: (() => number) | undefined;
};

const maxBodyBytes = 128 * 1024;
/** what changes something costs signatures to check, and room */
const writeRates: Rates = { perClient: { burst: 20, perSecond: 0.5 }, all: { burst: 100, perSecond: 5 } };
const readRates: Rates = { perClient: { burst: 100, perSecond: 10 }, all: { burst: 500, perSecond: 50 } };

/** Paths by which a machine's own watchers look; they cost next to nothing. */
const unlimited: ReadonlySet<string> = new Set(["/health", "/ready", "/metrics"]);

/**
 * Approval intake, health and metrics.
 *
 * A request that changes something must be JSON: a browser then asks before it sends one from a foreign page, and
 * nothing here answers that question.
 */
export const createServer = (parameters: ServerParameters): Hono => {
  const {
    intake,
    readiness,
    alive,
    metrics,
    wake,
    log,
    proxies = 0,
    clock = () => performance.now() / 1000,
  } = parameters;
  const app = new Hono();
  const reads = createLimiter({ ...(parameters.reads ?? readRates), clock });
  const writes = createLimiter({ ...(parameters.writes ?? writeRates), clock });

  app.use(async (c, next) => {
    c.header("x-content-type-options", "nosniff");
    c.header("cache-control", "no-store");
    if (unlimited.has(c.req.path)) return next();
    const limiter = c.req.method === "GET" || c.req.method === "HEAD" ? reads : writes;
    const wait = limiter(clientAddress(socketOf(c), c.req.header("x-forwarded-for"), proxies));
    if (wait === undefined) return next();
    c.header("retry-after", `${wait}`);
    return c.json(problem("RateLimitError", `Too many requests. Try again in ${wait} seconds.`), 429);
  });
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) =>
        c.json(problem("IntakeError", `The request is too large: send at most ${maxBodyBytes} bytes.`), 413),
    }),
  );
  app.onError(async (error, c) => {
    if (!(error instanceof IntakeError)) {
      log.error({ err: error, path: c.req.path }, "request failed");
      return c.json(problem("InternalError", "The request could not be answered now. Try again."), 503);
    }
    const { name, shortMessage, details, status } = error;
    if (c.req.method === "POST") {
      const request = `${c.req.method} ${c.req.path}`.slice(0, 200);
      await intake
        .refused({ request, status: `${status}`, reason: shortMessage.slice(0, 500) })
        .catch((cause: unknown) => log.error({ err: cause }, "a refusal could not be written down"));
    }
    return c.json(problem(name, shortMessage, details), status);
  });
  app.notFound((c) => c.json(problem("NotFound", "There is nothing here. GET /openapi.json tells what is."), 404));

  app.post("/calls", async (c) => c.json(await intake.propose(await readBody(c.req, callSchema)), 201));
  app.get("/calls", async (c) => c.json(await intake.list(parse(listSchema, c.req.query()))));
  app.get("/calls/:hash", async (c) => c.json(await intake.find(readHash(c.req.param("hash")))));
  app.post("/calls/:hash/signatures", async (c) => {
    const callHash = readHash(c.req.param("hash"));
    return c.json(await intake.sign(callHash, await readBody(c.req, signatureSchema)), 201);
  });
  app.get("/members/:account/calls", async (c) =>
    c.json(await intake.listOf(readAddress(c.req.param("account")), parse(listSchema, c.req.query()))),
  );
  app.get("/openapi.json", (c) => c.json(openApi));

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

/** The other end of the connection, as @hono/node-server hands it on. */
const socketOf = ({ env }: Context): string | undefined => {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress;
};

type Request = { header(name: string): string | undefined; json(): Promise<unknown> };

const requireJson = (request: Request): void => {
  if (!/^application\/json\s*(;|$)/i.test(request.header("content-type") ?? "")) {
    throw new IntakeError(415, "Send JSON, with content-type application/json.");
  }
};

const readBody = async <T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> => {
  requireJson(request);
  const body = await request.json().catch(() => {
    throw new IntakeError(400, "The body is not JSON.");
  });
  return parse(schema, body);
};

const parse = <T extends z.ZodType>(schema: T, input: unknown): z.output<T> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.slice(0, 10).map(({ path, message }) => {
    const told = message.length > 200 ? `${message.slice(0, 200)}…` : message;
    return `${path.join(".") || "input"}: ${told}`;
  });
  throw new IntakeError(422, "The request does not fit. GET /openapi.json tells what does.", details);
};

const readHash = (text: string): Hex => {
  if (isHex(text) && size(text) === 32) return text.toLowerCase() as Hex;
  throw new IntakeError(404, "No such call is known: its hash has 32 bytes.");
};

const readAddress = (text: string): Address => {
  const parsed = addressSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new IntakeError(404, "No such member: the path needs an address with a right checksum, or in small letters.");
};

const problem = (name: string, message: string, details: readonly string[] = []) => ({
  error: { name, message, details },
});
