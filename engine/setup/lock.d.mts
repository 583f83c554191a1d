/**
 * Does `work` while no other process does anything under the same lock folder; others wait.
 * The lock of a process that was killed is taken over.
 */
export function alone<T>(folder: string, work: () => T | Promise<T>): Promise<T>
