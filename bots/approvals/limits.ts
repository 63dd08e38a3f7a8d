/** Requests that may come at once, and how many more each second. */
export type Rate = { burst: number; perSecond: number };

/** A token bucket: it leaks in time, and each request takes one. */
export type Bucket = {
  /** Whether one more may come now. */
  take(): boolean;
  /** Seconds until one more may come. */
  wait(): number;
};

/** @param clock seconds, never backwards */
export const createBucket = ({ burst, perSecond }: Rate, clock: () => number): Bucket => {
  let tokens = burst;
  let filledAt = clock();
  const fill = (): void => {
    const now = clock();
    tokens = Math.min(burst, tokens + (now - filledAt) * perSecond);
    filledAt = now;
  };
  return {
    take: () => {
      fill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    wait: () => {
      fill();
      return Math.max(0, Math.ceil((1 - tokens) / perSecond));
    },
  };
};

export type LimiterParameters = {
  perClient: Rate;
  /** all clients together, so that many addresses are no way around */
  all: Rate;
  clock: () => number;
  /** clients remembered; the one that was quiet the longest is forgotten first */
  maxClients?: number | undefined;
};

/** Undefined if the client may go on, else the seconds to wait. */
export type Limiter = (client: string) => number | undefined;

export const createLimiter = ({ perClient, all, clock, maxClients = 10_000 }: LimiterParameters): Limiter => {
  const everybody = createBucket(all, clock);
  const clients = new Map<string, Bucket>();
  return (client) => {
    const key = networkOf(client);
    const bucket = clients.get(key) ?? createBucket(perClient, clock);
    // Last in the order of the map: who was quiet the longest stands first.
    clients.delete(key);
    clients.set(key, bucket);
    const [quietest] = clients.keys();
    if (clients.size > maxClients && quietest !== undefined) clients.delete(quietest);
    // One client's flood must not empty the bucket of all.
    if (!bucket.take()) return bucket.wait();
    return everybody.take() ? undefined : everybody.wait();
  };
};

/** One client owns a whole IPv6 network of 64 bits; an IPv4 address may come in an IPv6 coat. */
export const networkOf = (address: string): string => {
  const [plain = ""] = address.toLowerCase().split("%");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
};

/**
 * Who asks. Anybody can write an `X-Forwarded-For`, so it counts only behind proxies that the operator has named: each
 * appends the address that it saw, and the one seen by the outermost of ours is right.
 *
 * @param proxies own proxies in front, one behind the other; zero: none
 */
export const clientAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string => {
  const seen = [
    ...(forwardedFor ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
    socket ?? "",
  ];
  return seen.at(-1 - proxies) ?? seen[0] ?? "";
};
