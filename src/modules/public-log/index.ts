export { createPublicLog, type PublicLog } from './actions/public-log.ts'
export {
  type Extra,
  formatExtra,
  formatLeaf,
  type Leaf,
  parseExtra,
  parseLeaf,
  saltedDigest,
} from './domain/leaf.ts'
export { createRunningLog, publicLogParts, type RunningLog } from './parts.ts'
export type {
  AppendToLog,
  DocumentSource,
  LogName,
  LogRecord,
  RecordedDocument,
  RecordKind,
  Signer,
} from './types.ts'
