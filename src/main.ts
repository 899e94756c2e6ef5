#!/usr/bin/env node
import { main } from './cli/main.js'

const code = await main(process.argv.slice(2))
// What was cut short, such as a training, must not keep the process alive; what was printed must get out first.
await new Promise(resolve => process.stdout.write('', resolve))
await new Promise(resolve => process.stderr.write('', resolve))
process.exit(code)
