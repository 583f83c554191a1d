/** Builds the two apps when they are missing or older than their sources. Answers 0, or the exit code of the build that failed. */
export function build(node: string): Promise<number>
