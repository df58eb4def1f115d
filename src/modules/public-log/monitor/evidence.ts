/** Whose word a signed checkpoint is: our own memory, the log itself, or a witness. */
export type LogSource = Readonly<{ kind: 'memory' | 'log' | 'witness'; url: string }>

/** A signed checkpoint, and from whom it came. Two that contradict each other are the proof itself. */
export type Exhibit = Readonly<{ source: LogSource; note: string }>
