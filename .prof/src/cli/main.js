#!/usr/bin/env node
import process from "node:process";
import { createProcessIo } from "./process-io.js";
import { runCli } from "./run-cli.js";
const exitCode = await runCli(process.argv.slice(2), createProcessIo(process));
// Last of all listeners: those of the stages may still set another code.
process.on("exit", () => {
    process.exitCode = exitCode;
});
process.exit(exitCode);
