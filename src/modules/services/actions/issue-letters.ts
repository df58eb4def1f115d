import { type Actor, grantsOf, isSignedIn } from '../../../kernel/actor.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { storedWords } from '../domain/definition/stored-words.ts'
import type { Letter, Output } from '../domain/definition/types.ts'
import type { Facts } from '../domain/expr/types.ts'
import { letterFacts, validUntil, type Writing, writeLetter, writeShown } from '../domain/letter.ts'
import { type Permohonan, rolesOf, unitOf } from '../domain/permohonan.ts'
import { refusal } from '../domain/refusals.ts'
import { insertSuratTerbit } from '../store/surat-terbit-store.ts'

export type Issuing = Readonly<{
  prepared: Prepared
  permohonan: Permohonan
  facts: Facts
  outputs: readonly Output[]
  actor: Actor
  /** Asked of the official at the action; handed on, never kept. */
  passphrase?: string
}>

/**
 * Letters that arriving at a state issues, in the transaction of the step: number, signature and proof, or nothing at all.
 *
 * @refuses PENANDATANGAN_TIDAK_COCOK, and whatever the signing service says
 */
export async function issueLetters(
  deps: Deps,
  tx: Tx,
  issuing: Issuing,
): Promise<Result<readonly string[]>> {
  const issued: string[] = []
  for (const output of issuing.outputs) {
    if (output.letter === undefined) continue
    const one = await issueOne(deps, tx, { ...issuing, output, letter: output.letter })
    if (!one.ok) return one
    issued.push(one.value)
  }
  return ok(issued)
}

type One = Issuing & Readonly<{ output: Output; letter: Letter }>

async function issueOne(deps: Deps, tx: Tx, one: One): Promise<Result<string>> {
  const { permohonan, output, letter, prepared, actor, passphrase } = one
  const unitKode = unitOf(letter.sign.unit, permohonan)
  const tanda = await signerOf(deps, tx, { ...one, unitKode })
  if (tanda === undefined) return refuse(refusal('PENANDATANGAN_TIDAK_COCOK'))
  const on = tanggalIn(deps.reference.calendar().zone, deps.kit.now())
  const unit = deps.reference.findUnit(unitKode)
  const kantor = { nama: unit?.nama ?? unitKode, alamat: unit?.alamat ?? null }
  const facts = letterFacts(one.facts, { kantor, on })
  const writing = writingOf(deps, prepared, facts)
  const until = validUntil(prepared, output, { facts, on })
  const { klasifikasi } = prepared.layanan.refs ?? {}
  const made = await deps.letters.issue(
    tx,
    actor,
    {
      jenis: `${prepared.layanan.code}/${output.id}`,
      judul: letter.judul,
      unitKode,
      nomorPola: letter.number,
      ...(klasifikasi === undefined ? {} : { klasifikasi }),
      isi: writeLetter(letter, writing),
      ...(letter.penutup === undefined ? {} : { penutup: letter.penutup }),
      tanda,
      ...(until === undefined ? {} : { sampai: until }),
      qrShow: writeShown(letter, writing),
      pemilikAkunId: permohonan.pemilikAkunId,
      subject: { kind: 'permohonan', id: permohonan.id, nomor: permohonan.nomor },
    },
    passphrase === undefined ? undefined : { passphrase },
  )
  if (!made.ok) return made
  await insertSuratTerbit(tx, {
    permohonanId: permohonan.id,
    keluaranId: output.id,
    suratId: made.value.suratId,
  })
  return ok(made.value.suratId)
}

type Tanda = Parameters<Deps['letters']['issue']>[2]['tanda']

/**
 * The official who takes the step signs, when the definition lets that role sign; what the program issues by itself carries
 * the office's seal. Nobody else's name is ever put under a letter.
 */
async function signerOf(
  deps: Deps,
  tx: Tx,
  { letter, actor, unitKode }: One & Readonly<{ unitKode: string }>,
): Promise<Tanda | undefined> {
  const unit = deps.reference.findUnit(unitKode)
  const seal: Tanda = {
    level: 'segel',
    nama: unit?.nama ?? unitKode,
    jabatan: unit?.nama ?? unitKode,
  }
  if (!isSignedIn(actor) || letter.sign.level === 'segel') return seal
  const roles = rolesOf(letter.sign.role)
  const held = grantsOf(actor).filter(
    (grant) => roles.includes(grant.role) && grant.unitKode === unitKode,
  )
  const grant = held.find((one) => one.as === undefined) ?? held[0]
  if (grant === undefined) return undefined
  const holder = grant.onBehalfOf ?? actor.accountId
  const jabatan = await deps.identity.positionOf(tx, holder)
  return {
    level: 'tte',
    accountId: actor.accountId,
    nama: actor.name,
    jabatan: jabatan ?? unit?.nama ?? unitKode,
    ...(grant.as === undefined ? {} : { as: grant.as }),
  }
}

/** Words for stored values: labels of choices, names of villages. */
export function writingOf(
  deps: Pick<Deps, 'reference' | 'layanan'>,
  prepared: Prepared,
  facts: Facts,
): Writing {
  const { reference, layanan } = deps
  const nameOf = storedWords(prepared.layanan, {
    tables: layanan.tables,
    villageName: (kode) => reference.findWilayah(kode)?.nama,
    officeName: (kode) => reference.findUnit(kode)?.nama,
  })
  return { facts, nameOf }
}
