import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { preparePhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'

type Sent = Readonly<{ field: string; bytes: Uint8Array; filename: string }>

/**
 * Photos of an inspection: cleaned, kept under their digest, and known to the application by it.
 *
 * @refuses what the photo gate refuses, at the field the photo came with
 */
export async function takeProof(
  deps: Deps,
  files: readonly Sent[],
): Promise<Result<Readonly<Record<string, unknown>>>> {
  const kept: Record<string, unknown> = {}
  const refusals: Refusal[] = []
  for (const file of files) {
    if (file.bytes.length === 0) continue
    const photo = await preparePhoto(file.bytes)
    if (!photo.ok) {
      refusals.push(...photo.refusals.map((one) => ({ ...one, field: file.field })))
      continue
    }
    const { sha256 } = await deps.kit.sealedFiles.put(photo.value.photo.jpeg)
    kept[file.field] = { sha256: photo.value.photo.sha256, berkas: sha256 }
  }
  return refusals.length > 0 ? refuse(refusals) : ok(kept)
}
