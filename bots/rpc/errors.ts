import { BaseError } from "../../sdk/errors/index.ts";

/** An endpoint serves another chain than the others, or than the deployment. */
export class EndpointChainError extends BaseError {
  override readonly name = "EndpointChainError";

  constructor(chains: readonly { endpoint: string; chainId: number }[]) {
    super("RPC_URLS must serve one chain, that of the deployment. Take the wrong ones out.", {
      details: chains.map(({ endpoint, chainId }) => `${endpoint} serves chain ${chainId}`),
    });
  }
}

/** No endpoint can be asked now. */
export class NoEndpointError extends BaseError {
  override readonly name = "NoEndpointError";

  constructor(left: readonly { endpoint: string; reason: string }[]) {
    super("No RPC endpoint can be relied on now. Mend one, or name another in RPC_URLS.", {
      details: left.map(({ endpoint, reason }) => `${endpoint} ${reason}`),
    });
  }
}

/** An endpoint gave an answer that cannot be one. */
export class NonsenseError extends BaseError {
  override readonly name = "NonsenseError";

  constructor(endpoint: string, method: string) {
    super(`${endpoint} answered ${method} with something that is no answer. It is left out for a while.`);
  }
}

/** An endpoint took too long. */
export class EndpointTimeoutError extends BaseError {
  override readonly name = "EndpointTimeoutError";

  constructor(endpoint: string, method: string, timeout: number) {
    super(`${endpoint} did not answer ${method} within ${timeout} ms. It is left out for a while.`);
  }
}
