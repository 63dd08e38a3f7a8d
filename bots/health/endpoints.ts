import { createPublicClient, http } from "viem";
import { type Head, readHead } from "../../sdk/reads/head.ts";

/** How one RPC endpoint stands. Its URL stays out: it may hold a key. */
export type Endpoint = {
  /** place in RPC_URLS, from 1, and host */
  name: string;
  chainId?: number | undefined;
  head?: Head | undefined;
  /** why it cannot be used */
  problem?: string | undefined;
};

const timeout = 5_000;
/** blocks that an endpoint may be behind the newest */
export const maxEndpointLag = 5n;

/** Asks every endpoint by itself, now. @param chainId the chain that they must serve */
export const readEndpoints = (rpcUrls: readonly string[], chainId: number): Promise<Endpoint[]> =>
  Promise.all(rpcUrls.map((url, position) => readEndpoint(url, position, chainId))).then(markLagging);

const readEndpoint = async (url: string, position: number, chainId: number): Promise<Endpoint> => {
  const name = nameOf(url, position);
  const client = createPublicClient({ transport: http(url, { timeout, retryCount: 0 }), cacheTime: 0 });
  try {
    const [answered, head] = await Promise.all([client.getChainId(), readHead(client)]);
    const problem = answered === chainId ? {} : { problem: `serves chain ${answered}, not ${chainId}` };
    return { name, chainId: answered, head, ...problem };
  } catch {
    return { name, problem: "does not answer" };
  }
};

/** Names an endpoint by its place and host, and never by what else its URL holds. */
export const nameOf = (url: string, position: number): string => `${position + 1} (${new URL(url).host})`;

/** An endpoint that is blocks behind another one is no witness of the newest. */
export const markLagging = (endpoints: readonly Endpoint[]): Endpoint[] => {
  const newest = newestHead(endpoints)?.number ?? 0n;
  return endpoints.map((endpoint) => {
    const { head, problem } = endpoint;
    if (problem !== undefined || head === undefined || newest - head.number <= maxEndpointLag) return endpoint;
    return { ...endpoint, problem: `is ${newest - head.number} blocks behind` };
  });
};

/** The newest head among endpoints that serve the right chain. */
export const newestHead = (endpoints: readonly Endpoint[]): Head | undefined =>
  endpoints
    .filter(({ problem }) => problem === undefined)
    .map(({ head }) => head)
    .filter((head) => head !== undefined)
    .reduce<Head | undefined>(
      (best, head) => (best === undefined || head.number > best.number ? head : best),
      undefined,
    );
