import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LOCALHOST } from "../ports.ts";

export interface ProviderRequest {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What a provider of a test answers: an HTTP status (default 200) with a JSON body, or with text as it is. */
export interface ProviderReply {
  readonly status?: number | undefined;
  readonly body: object | string;
}

/** A JSON-RPC endpoint that answers as a test wishes, and counts. */
export interface Provider {
  readonly url: string;
  /** Bodies of all requests so far. */
  readonly requests: ProviderRequest[];
  stop(): Promise<void>;
}

/** @param answer undefined: never answers */
export const startProvider = async (
  answer: (request: ProviderRequest) => Promise<ProviderReply> | ProviderReply | undefined,
): Promise<Provider> => {
  const requests: ProviderRequest[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked = JSON.parse(Buffer.concat(parts).toString("utf8")) as ProviderRequest;
    requests.push(asked);
    const reply = await answer(asked);
    if (reply === undefined) return;
    const { status = 200, body } = reply;
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  return {
    url: `http://${LOCALHOST}:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Passes a request on to a node. */
export const forward = async (url: string, request: ProviderRequest): Promise<ProviderReply> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(request) });
  return { status: response.status, body: (await response.json()) as object };
};
