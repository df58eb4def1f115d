export { documentBytes } from './actions/append.ts'
export { prove } from './actions/prove.ts'
export { createPublicLog, type PublicLog } from './actions/public-log.ts'
export type { Renewed, RenewOrder, RenewRefusal } from './actions/renew-log.ts'
export type { RestoredLog } from './actions/restored-log.ts'
export { ensureFirstKey, type Rotated, rotateKey } from './actions/rotate-key.ts'
export { createWitnessLoop, type WitnessLoop } from './actions/witness-loop.ts'
export { type ChainFault, followKeys, type ShownRotation } from './domain/key-chain.ts'
export {
  OVERLAP_DAYS,
  OVERLAP_DAYS_MAX,
  type RotationOrder,
  type RotationRefusal,
} from './domain/keys.ts'
export {
  type Extra,
  formatExtra,
  formatLeaf,
  type Leaf,
  parseExtra,
  parseLeaf,
  saltedDigest,
} from './domain/leaf.ts'
export { ALASAN_MAX, ALASAN_MIN, parseReason } from './domain/renewal.ts'
export { type CheckedRecord, checkRecord, type RecordFault } from './domain/verify-record.ts'
export {
  type AuditOrder,
  type AuditReport,
  auditLog,
} from './monitor/audit.ts'
export type { LogSource } from './monitor/evidence.ts'
export type { AuditFault } from './monitor/faults.ts'
export { createFetchBytes, FETCH_LIMITS, pause } from './monitor/fetch-bytes.ts'
export { findPrefix } from './monitor/served-checkpoint.ts'
export { type Memory, readMemory, writeMemory } from './monitor/state-file.ts'
export { createRunningLog, publicLogParts, type RunningLog } from './parts.ts'
export { parseToken, type Token } from './signer/pkcs11-signer.ts'
export { findEntriAt } from './store/entri-store.ts'
export { type LogStanding, readLogStanding } from './store/titik-store.ts'
export type {
  AppendToLog,
  DocumentSource,
  LogName,
  LogRecord,
  RecordedDocument,
  RecordKind,
  Signer,
} from './types.ts'
export {
  type RunningWitness,
  type StartedWitness,
  startWitness,
  type WitnessOptions,
} from './witness/run-witness.ts'
