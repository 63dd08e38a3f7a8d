import type { PublicClient } from "viem";
import type { Deployment } from "../../sdk/types.ts";
import { noticeKinds } from "../gateway-watcher/decide.ts";
import { lookAtGateway } from "../gateway-watcher/index.ts";
import type { Finding } from "../health/judge.ts";

/** Whether the gateway lets the keepers work, and serves what the record names. */
export const checkGateway = async (client: PublicClient, deployment: Deployment): Promise<Finding[]> => {
  const check = "gateway";
  const notices = await lookAtGateway({ client, deployment }).catch(() => undefined);
  if (notices === undefined) {
    const text = `The gateway ${deployment.gateway} does not answer. Set DEPLOYMENT to the record of this chain.`;
    return [{ check, level: "fail", text }];
  }
  if (notices.length === 0)
    return [
      {
        check,
        level: "ok",
        text: "lists every source of the record; nothing is paused, in quarantine or out of sight",
      },
    ];
  return notices.map(({ kind, text }) => ({ check, level: kind === noticeKinds.unlisted ? "fail" : "warn", text }));
};
