import { packCommand } from './cli/pack.ts'

const [command, ...args] = process.argv.slice(2)
const io = { say: console.log, complain: console.error, home: process.cwd() }
if (command === 'pack') process.exitCode = await packCommand(args, io)
