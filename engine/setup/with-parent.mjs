/**
 * Loaded before a server that npm started: ends it, in good order, when the shell above it is gone.
 * npm that is told to stop tells only its shell, and the shell tells nobody, so without this the
 * server would stay behind on its port.
 */
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
