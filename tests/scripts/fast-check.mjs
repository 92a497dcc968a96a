// fast-check is installed beside the type checker, where Node does not look for the packages of this folder.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tools/javascript/package.json", import.meta.url));

/** @type {typeof import("fast-check")} */
export const fc = require("fast-check");
