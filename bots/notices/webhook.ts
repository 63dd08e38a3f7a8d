import { createHmac, timingSafeEqual } from "node:crypto";

/** Header with the time and the signature: `t=1767225600,v1=<64 hex digits>`. */
export const signatureHeader = "scrip-signature";
/** Header with the message's name: the same each time that it is sent. */
export const deliveryHeader = "scrip-delivery";

export type SignedParts = {
  /** Unix seconds */
  timestamp: number;
  body: string;
  secret: string;
};

/** HMAC-SHA256 over `<timestamp>.<body>`: neither can be changed without the secret. */
export const signWebhook = ({ timestamp, body, secret }: SignedParts): string =>
  `t=${timestamp},v1=${macOf({ timestamp, body, secret })}`;

const macOf = ({ timestamp, body, secret }: SignedParts): string =>
  createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");

export type VerifyParameters = {
  header: string;
  /** exactly as it came */
  body: string;
  secret: string;
  /** Unix seconds */
  now: number;
  /** seconds that the message may be old, or ahead */
  tolerance?: number | undefined;
};

/** What a receiver does: whether a message was made by the owner of the secret, not long ago. */
export const verifyWebhook = ({ header, body, secret, now, tolerance = 300 }: VerifyParameters): boolean => {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (seconds === undefined || mac === undefined) return false;
  const timestamp = Number(seconds);
  if (Math.abs(now - timestamp) > tolerance) return false;
  return timingSafeEqual(Buffer.from(mac, "hex"), Buffer.from(macOf({ timestamp, body, secret }), "hex"));
};

export type PostParameters = {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  /** milliseconds */
  timeout: number;
};

/**
 * Posts JSON to an address that may be hostile: it is given `timeout`, none of its answer but the status is read, and a
 * redirection is not followed, so that it cannot send us to an address of its choice.
 *
 * @returns why it was not taken, without the address; undefined if it was
 */
export const postJson = async ({ url, body, headers, timeout }: PostParameters): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { ...headers, "content-type": "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `the receiver answered ${response.status}`;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${timeout / 1000} s`;
    return "the receiver cannot be reached";
  }
};
