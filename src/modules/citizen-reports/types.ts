import type { ActOnLaporan } from './actions/act-on-laporan.ts'
import type { Counters } from './actions/counters.ts'
import type { FrontReader } from './actions/front.ts'
import type { KatalogKeeper } from './actions/katalog.ts'
import type { ProveFix } from './actions/prove-fix.ts'
import type { ReviewPhoto } from './actions/review-photo.ts'
import type { SubmitLaporan } from './actions/submit-laporan.ts'
import type { TakePhoto } from './actions/take-photo.ts'
import type { Deps } from './deps.ts'

/** What other modules and commands may do with reports. */
export type CitizenReports = Readonly<{
  submit: SubmitLaporan
  act: ActOnLaporan
  takePhoto: TakePhoto
  /** Claim a fix, with or without a photo. */
  proveFix: ProveFix
  /** Cover, publish or hold back photos. */
  reviewPhoto: ReviewPhoto
  katalog: KatalogKeeper
  /** Exact counts of what is published; rebuild them after writing many cases at once. */
  counters: Counters
  /** Reads for the front page and the search. */
  front: FrontReader
  deps: Deps
}>
