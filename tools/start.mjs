// `npm start`: sets the clone up and plays the story, in this same process, so that a signal has one addressee.
import { setUp } from "./setup.mjs";

setUp();
const { register } = await import("tsx/esm/api");
register();
await import("../story/main.ts");
