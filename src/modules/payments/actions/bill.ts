import { assert } from '../../../kernel/assert.ts'
import { formatPublicCode } from '../../../kernel/nomor.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decideBill } from '../domain/tagihan.ts'
import { tagihanKedaluwarsa } from '../events.ts'
import {
  findByIdForUpdate,
  findOpenTagihan,
  insertRincian,
  insertTagihan,
  listExpired,
  listOfSubject,
  lockSubject,
  type NewTagihan,
  type Tagihan,
  updateStatus,
} from '../store/tagihan-store.ts'
import type { Payments } from '../types.ts'
import { TELL_GATEWAY } from './tell-gateway.ts'

const CODE_BYTES = 5
const CODES_TRIED = 5
const SYSTEM = { kind: 'system', name: 'payments' } as const

/** @refuses codes of decideBill, TAGIHAN_MASIH_ADA */
export function createBill(deps: Deps): Payments['bill'] {
  const { kit, audit } = deps
  return (tx, bill) =>
    transaction(tx, async (inner) => {
      const { subject, judul, lines, sampai, pembayar } = bill
      const decided = decideBill({ judul, lines, sampai, namaPembayar: pembayar.nama }, kit.now())
      if (!decided.ok) return decided
      await lockSubject(inner, subject)
      const open = await findOpenTagihan(inner, subject)
      if (open !== undefined)
        return open.jumlah === decided.value && open.judul === judul.trim()
          ? ok({ tagihanId: open.id, kodeBayar: open.kodeBayar })
          : refuse(refusal('TAGIHAN_MASIH_ADA'))
      const made = await insertUnderCode(deps, inner, {
        id: kit.newId(),
        subjekJenis: subject.kind,
        subjekId: subject.id,
        judul: judul.trim(),
        jumlah: decided.value,
        akunRekening: bill.akunRekening ?? null,
        pungutan: bill.pungutan?.kode ?? null,
        unitKode: bill.pungutan?.unitKode ?? null,
        pembayarAkunId: pembayar.accountId ?? null,
        pembayarNama: pembayar.nama.trim(),
        sampai,
        dibuatAt: kit.now(),
      })
      await together([
        insertRincian(inner, made.tagihanId, lines),
        audit.record(inner, SYSTEM, {
          action: 'tagihan.dibuat',
          subject: { kind: 'tagihan', id: made.tagihanId },
        }),
        enqueue(inner, { task: TELL_GATEWAY, payload: {}, options: { key: TELL_GATEWAY } }),
      ])
      return ok(made)
    })
}

/** Codes are random; one that is in use already is drawn again. */
async function insertUnderCode(
  { kit }: Deps,
  tx: Tx,
  row: Omit<NewTagihan, 'kodeBayar'>,
): Promise<{ tagihanId: string; kodeBayar: string }> {
  let kodeBayar = ''
  let isMade = false
  for (let tries = 0; !isMade && tries < CODES_TRIED; tries += 1) {
    kodeBayar = formatPublicCode('BYR', kit.randomBytes(CODE_BYTES))
    isMade = await insertTagihan(tx, { ...row, kodeBayar })
  }
  assert(isMade, 'of five random codes one is free')
  return { tagihanId: row.id, kodeBayar }
}

const REASON = { min: 3, max: 500 }

/** @refuses ALASAN_BATAL, TAGIHAN_SUDAH_LUNAS, TAGIHAN_BATAL */
export function createCancel({ kit, audit }: Deps): Payments['cancel'] {
  return (tx, actor, { tagihanId, alasan: typed }) =>
    transaction(tx, async (inner) => {
      const alasan = typed.trim()
      if (alasan.length < REASON.min || alasan.length > REASON.max)
        return refuse(refusal('ALASAN_BATAL', 'alasan'))
      const tagihan = await findByIdForUpdate(inner, tagihanId)
      assert(tagihan !== undefined, 'a bill that is taken back was made')
      if (tagihan.status === 'lunas') return refuse(refusal('TAGIHAN_SUDAH_LUNAS'))
      if (tagihan.status === 'batal') return refuse(refusal('TAGIHAN_BATAL'))
      await updateStatus(inner, {
        id: tagihanId,
        status: 'batal',
        gerbang: toldOf(tagihan) ? 'tutup' : 'selesai',
        at: kit.now(),
        alasanBatal: alasan,
      })
      await audit.record(inner, actor, {
        action: 'tagihan.dibatalkan',
        subject: { kind: 'tagihan', id: tagihanId },
        reason: alasan,
      })
      return ok('cancelled')
    })
}

/** Does the gateway know it, so that it must be closed there? */
export function toldOf({ gerbang }: Pick<Tagihan, 'gerbang'>): boolean {
  return gerbang === 'terdaftar' || gerbang === 'tutup'
}

export function createBillsOf(): Payments['billsOf'] {
  return async (tx, subject) =>
    (await listOfSubject(tx, subject)).map(({ id, ...state }) => ({ ...state, tagihanId: id }))
}

export const EXPIRE = 'payments.expire'
const EXPIRED_AT_ONCE = 100

/** The gateway closes by itself at the time it was told; here the subject is told that its day has passed. */
export function createExpire({ kit, audit }: Deps): () => Promise<void> {
  const expireSome = () =>
    transaction(kit.db, async (tx) => {
      const now = kit.now()
      const expired = await listExpired(tx, now, EXPIRED_AT_ONCE)
      for (const { id, kodeBayar, subjekJenis, subjekId } of expired) {
        await updateStatus(tx, { id, status: 'kedaluwarsa', gerbang: 'selesai', at: now })
        await audit.record(tx, SYSTEM, {
          action: 'tagihan.kedaluwarsa',
          subject: { kind: 'tagihan', id },
        })
        await kit.emit(tx, tagihanKedaluwarsa, {
          tagihanId: id,
          kodeBayar,
          subject: { kind: subjekJenis, id: subjekId },
          at: now.toISOString(),
        })
      }
      return expired.length
    })
  return async () => {
    let found = EXPIRED_AT_ONCE
    while (found === EXPIRED_AT_ONCE) found = await expireSome()
  }
}
