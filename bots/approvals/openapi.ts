import { z } from "zod";
import { callSchema, callStates, listSchema, signatureSchema } from "./schemas.ts";

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

const json = (description: string, schema: object) => ({ description, content: { "application/json": { schema } } });

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const refusals = {
  "4XX": json("Refused; the message says what would be right.", ref("Problem")),
  "503": json("Cannot be answered now.", ref("Problem")),
};

const inPath = (name: string, description: string) => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});

const listParameters = Object.entries(listSchema.shape).map(([name, schema]) => ({
  name,
  in: "query",
  required: false,
  ...(schema.meta()?.description === undefined ? {} : { description: schema.meta()?.description }),
  schema: schemaOf(schema),
}));

const address = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" };

const report = {
  type: "object",
  properties: {
    callHash: { type: "string", description: "Names the call on chain and here." },
    multisig: address,
    call: { type: "object", description: "authority, target, data, salt, deadline: what the chain is asked." },
    sentence: { type: "string", description: "What would happen, in words." },
    function: { type: "string" },
    args: {
      type: "array",
      items: { type: "object", properties: { name: { type: "string" }, value: { type: "string" } } },
    },
    state: { enum: callStates },
    executableUntil: { type: "integer", description: "Last second (Unix time) at which it can run." },
    threshold: { type: "integer" },
    approved: {
      type: "array",
      items: { type: "object", properties: { member: address, way: { enum: ["on chain", "signature"] } } },
    },
    missing: { type: "array", items: address },
    notCounted: {
      type: "array",
      items: { type: "object", properties: { signer: address, reason: { type: "string" } } },
    },
    refusal: { type: "string", description: "Of an approved call: why it would fail now." },
    typedData: { type: "object", description: "What a member signs (EIP-712), as eth_signTypedData_v4 takes it." },
  },
};

/** What this service takes and answers. */
export const openApi = {
  openapi: "3.1.0",
  info: { title: "Scrip approvals", version: "1" },
  paths: {
    "/calls": {
      get: {
        summary: "Calls, newest first.",
        parameters: listParameters,
        responses: { "200": json("A page.", ref("Page")), ...refusals },
      },
      post: {
        summary: "Propose a call.",
        requestBody: { required: true, ...json("The call.", ref("Call")) },
        responses: { "201": json("Kept.", ref("Report")), ...refusals },
      },
    },
    "/calls/{hash}": {
      get: {
        summary: "One call, and how it stands now.",
        parameters: [inPath("hash", "Of the call.")],
        responses: { "200": json("The call.", ref("Report")), ...refusals },
      },
    },
    "/calls/{hash}/signatures": {
      post: {
        summary: "Approve a call by signature.",
        parameters: [inPath("hash", "Of the call.")],
        requestBody: { required: true, ...json("The signature.", ref("Signature")) },
        responses: { "201": json("Kept.", ref("Report")), ...refusals },
      },
    },
    "/members/{account}/calls": {
      get: {
        summary: "Calls of the authorities to which an account belongs, newest first.",
        parameters: [inPath("account", "Its address."), ...listParameters],
        responses: { "200": json("A page.", ref("Page")), ...refusals },
      },
    },
  },
  components: {
    schemas: {
      Call: schemaOf(callSchema),
      Signature: schemaOf(signatureSchema),
      Report: report,
      Page: {
        type: "object",
        properties: { calls: { type: "array", items: ref("Report") }, next: { type: ["integer", "null"] } },
      },
      Problem: {
        type: "object",
        properties: {
          error: {
            type: "object",
            properties: {
              name: { type: "string" },
              message: { type: "string" },
              details: { type: "array", items: { type: "string" } },
            },
          },
        },
      },
    },
  },
};
