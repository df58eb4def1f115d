import type { SignedIn } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { TagKind } from '../../ui/index.ts'

/** A text in both languages of the house. */
export type Words = Readonly<{ id: string; en: string }>

/** Where a page of voices goes on: the last one of the page before. */
export type VoiceKey = Readonly<{ at: Date; id: string }>

/** One thing a person told their government, as the page of all their voices shows it. */
export type Voice = VoiceKey &
  Readonly<{
    /** The official number where it has one. */
    nomor: string
    title: string
    href: string
    state: Readonly<{ kind: TagKind; words: Words }>
    /** Until when the next word is owed; absent where nothing is. */
    due?: Date
    /** What was answered, in the words of who answered. */
    answer?: string
  }>

/** Something residents may take part in: open `until`, or held `on` an hour. */
export type OpenNow = Readonly<{ title: string; href: string; until?: Date; on?: Date }>

/** What came in over the counted months and what became of it. */
export type VoiceCount = Readonly<{ received: number; answered: number; overdue: number }>

/** Something residents said and the government did. */
export type Result = Readonly<{ title: string; href: string; at: Date; words: Words }>

/**
 * One kind of input. The module that takes it in hands this over; the pages of taking part read nothing else of it.
 * A kind that keeps no names (surveys, votes) has no `own`.
 */
export type VoiceSource = Readonly<{
  /** Stable, in addresses and in the table of counts. */
  kode: string
  name: Words
  about: Words
  href: string
  /** A person's inputs of this kind after the key, the newest first. */
  own?: (
    tx: Tx,
    actor: SignedIn,
    page: Readonly<{ after: VoiceKey | undefined; limit: number }>,
  ) => Promise<readonly Voice[]>
  /** What is open now, the first to end first. */
  openNow?: (tx: Tx, now: Date, limit: number) => Promise<readonly OpenNow[]>
  /** Counts since an instant, taken by a job. Absent where nobody is owed an answer. */
  count?: (tx: Tx, since: Date, now: Date) => Promise<VoiceCount>
  /** The newest results, taken by a job. */
  results?: (tx: Tx, limit: number) => Promise<readonly Result[]>
}>
