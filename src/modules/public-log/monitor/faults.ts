import type { LogSource } from './evidence.ts'

/** What a monitor can find wrong with a log; each is named so that a person can look at the very thing. */
export type AuditFault =
  | Readonly<{ kind: 'not-a-checkpoint' }>
  /** The checkpoint is of a log whose name none of the keys has. */
  | Readonly<{ kind: 'other-log'; origin: string }>
  /**
   * The log says that it ended under the name we know, and began anew under another: when and why, what it
   * knows to have signed last under the old name, and with how much of it the new one begins.
   */
  | Readonly<{
      kind: 'renewed'
      asal: string
      origin: string
      waktu: string
      alasan: string
      ukuranTerakhir: number
      ukuran: number
      /** Size of the old log that we remember. */
      remembered?: number
    }>
  /** None of the keys signed it; `offered` are keys the log hands out that did. */
  | Readonly<{ kind: 'not-signed'; origin: string; offered: readonly string[] }>
  /** A larger tree was signed before, or is held by a witness, than the log shows now. */
  | Readonly<{ kind: 'behind'; seen: number; size: number; source: LogSource }>
  /** Two signed checkpoints of one size with different roots. */
  | Readonly<{ kind: 'forked'; seen: number; size: number; source: LogSource }>
  /** Two signed checkpoints, and the larger tree does not begin with the smaller. */
  | Readonly<{ kind: 'rewritten'; seen: number; size: number; source: LogSource }>
  | Readonly<{ kind: 'missing'; path: string; from: number; to: number }>
  | Readonly<{ kind: 'misshapen'; path: string; from: number; to: number }>
  /** A bundle that holds fewer or more entries than the tree has there. */
  | Readonly<{ kind: 'miscounted'; path: string; from: number; to: number; found: number }>
  | Readonly<{ kind: 'entry'; index: number }>
  | Readonly<{ kind: 'not-a-leaf'; index: number }>
  /** The entry is right; its hash in the level-0 tile is not. */
  | Readonly<{ kind: 'hash'; index: number; path: string }>
  /** A tile that is not what the tile above it says. */
  | Readonly<{ kind: 'tile'; path: string; from: number; to: number }>
  /** A hash in an unfinished tile that is not the root of the full tile below. */
  | Readonly<{ kind: 'child'; path: string; at: number; below: string }>
  /** All parts agree with each other and not with what was signed. */
  | Readonly<{ kind: 'root'; size: number }>

/** Something read, or what is wrong with it. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; fault: AuditFault }>
