import { isUuid } from '../../../kernel/id.ts'
import { fieldText, type Req, signedInOf } from '../../../platform/http/route.ts'
import type { TableSource } from '../../../platform/table/read-table.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { mayWriteIn } from '../actions/isi.ts'
import type { Deps } from '../deps.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { findDokumen } from '../store/dokumen-store.ts'

/** Longest text a field of ours keeps; what is longer is refused by its own rule. */
const TYPED_MAX = 4_000

export function typed(req: Req, name: string): string {
  return fieldText(req.form, name).slice(0, TYPED_MAX)
}

export function asked(req: Req, name: string): string {
  return fieldText(req.query, name).trim().slice(0, 200)
}

export function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** A document of the address, with its codes and whether this officer may write in it. */
export type Seen = Readonly<{ dokumen: Dokumen; kode: Kodefikasi; mayWrite: boolean }>

export async function seeDokumen({ kit, fiscal }: Deps, req: Req): Promise<Seen | undefined> {
  const { id = '' } = req.params
  if (!isUuid(id)) return undefined
  const dokumen = await findDokumen(kit.db, id)
  if (dokumen === undefined) return undefined
  const kode = await fiscal.kodefikasi(kit.db, dokumen.tahunMulai)
  return { dokumen, kode, mayWrite: mayWriteIn(signedInOf(req), dokumen, kode) }
}

/** A table that was uploaded, or pasted into the form. */
export function tableOf(req: Req): TableSource {
  const file = req.files.find(({ bytes }) => bytes.length > 0)
  return file === undefined
    ? { kind: 'pasted', text: fieldText(req.form, 'tempel') }
    : { kind: 'file', bytes: file.bytes }
}
