/**
 * One command of the command line. Each is a file under commands/, loaded only when asked for.
 * Exit 0 done, 1 refused or failed (reason on standard error), 2 wrong usage.
 */
export type Command = Readonly<{
  summary: string
  usage: string
  run: (args: readonly string[]) => Promise<number>
  /** For a command with kinds of its own ("import wilayah"): the one these arguments mean. */
  kindOf?: (args: readonly string[]) => Promise<Command | undefined>
}>
