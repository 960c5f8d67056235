#!/usr/bin/env node
import { createInterface } from "node:readline";
import mri from "mri";
import { count, top } from "./index.js";

const { n = 1 } = mri(process.argv.slice(2));
const names = [];
for await (const line of createInterface({ input: process.stdin })) names.push(line);
for (const name of top(count(names), n)) console.log(name);
