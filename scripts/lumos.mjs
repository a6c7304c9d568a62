#!/usr/bin/env node
import { runCommand } from './cli/run-command.mjs'

// npx lumos COMMAND: speaks to a running Lumos over HTTP. Needs nothing but Node 20.
process.exitCode = await runCommand(process.argv.slice(2), process)
