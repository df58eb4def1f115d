export {
  type Extra,
  formatExtra,
  formatLeaf,
  type Leaf,
  parseExtra,
  parseLeaf,
  saltedDigest,
} from './domain/leaf.ts'
export type { AppendToLog, LogName, LogRecord, RecordKind, Signer } from './types.ts'
