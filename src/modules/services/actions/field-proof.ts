import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { preparePhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import { fieldsForApplicant } from '../domain/field-forms.ts'
import { mayRead } from '../domain/standing.ts'
import type { Kiriman } from '../store/kiriman-store.ts'
import type { OpenCase } from './open-case.ts'

type Sent = Readonly<{ field: string; bytes: Uint8Array; filename: string }>

/** What an application knows of a photo: digest of the picture, and under which one it lies sealed. */
export type Proof = Readonly<{ sha256: string; berkas: string }>

/**
 * Photos of an inspection: cleaned, kept under their digest, and known to the application by it.
 *
 * @refuses what the photo gate refuses, at the field the photo came with
 */
export async function takeProof(
  deps: Deps,
  files: readonly Sent[],
): Promise<Result<Readonly<Record<string, Proof>>>> {
  const kept: Record<string, Proof> = {}
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

/**
 * The photo of a field, or of what came late, for somebody who has opened the case: officers see each, the applicant only those
 * the definition shows them.
 */
export function proofAt(
  { prepared, permohonan, isian, standing, asked }: OpenCase,
  {
    fieldId,
    reader,
    susulan,
  }: Readonly<{ fieldId: string; reader: 'petugas' | 'pemohon'; susulan?: Kiriman | undefined }>,
): Proof | undefined {
  const { layanan } = prepared
  const mayLook =
    reader === 'pemohon'
      ? standing.isPemohon && fieldsForApplicant(layanan).has(fieldId)
      : mayRead(permohonan, layanan.workflow.states, {
          standing: { ...standing, isPemohon: false },
          asked,
        })
  if (!mayLook) return undefined
  const field = prepared.fields.get(fieldId)?.field
  if (field?.type !== 'foto') return undefined
  const values = susulan === undefined ? isian.tindakan : susulan.isian
  const value = Object.hasOwn(values, fieldId) ? values[fieldId] : undefined
  return isProof(value) ? value : undefined
}

export function isProof(value: unknown): value is Proof {
  return (
    typeof value === 'object' &&
    value !== null &&
    'berkas' in value &&
    typeof value.berkas === 'string' &&
    'sha256' in value
  )
}

/** The picture itself; undefined when its file is gone. */
export function readProof({ kit }: Deps, { berkas }: Proof): Promise<Uint8Array | undefined> {
  return kit.sealedFiles.get(berkas)
}
