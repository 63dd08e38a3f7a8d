import { createServer } from "node:net";

export const LOCALHOST = "127.0.0.1";

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export const freePort = async (): Promise<number> => (await freePorts(1))[0] as number;

/** `count` different free ports. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  return ports;
};

/** Whether nobody listens on this port of 127.0.0.1. */
export const isPortFree = (port: number): Promise<boolean> =>
  listen(port).then(
    async ({ close }) => {
      await close();
      return true;
    },
    () => false,
  );

const listen = (port: number): Promise<{ port: number; close: () => Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: LOCALHOST, port }, () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address !== null ? address.port : 0,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
