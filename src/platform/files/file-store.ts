/** Bytes kept under their own SHA-256: the same photo is stored once, and a name can never leave the folder. */
export type FileStore = Readonly<{
  put: (bytes: Uint8Array) => Promise<Readonly<{ sha256: string; size: number }>>
  get: (sha256: string) => Promise<Uint8Array | undefined>
  remove: (sha256: string) => Promise<void>
}>
