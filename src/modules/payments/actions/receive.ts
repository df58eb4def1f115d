import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS } from '../../../kernel/date.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { judgeReceipt, type Outcome } from '../domain/receipt.ts'
import { refusal } from '../domain/refusals.ts'
import { readSignedHeaders, signedText } from '../domain/webhook.ts'
import { Notice, type Paid } from '../gateway/calls.ts'
import { findPenerimaan, insertPenerimaan } from '../store/pelunasan-store.ts'
import { insertSelisih } from '../store/rekonsiliasi-store.ts'
import { findByKodeForUpdate } from '../store/tagihan-store.ts'
import { settle } from './settle.ts'

export type Received =
  | Readonly<{ kind: 'baru'; hasil: Outcome }>
  /** Told before, in the same words: nothing is done twice. */
  | Readonly<{ kind: 'sudah'; hasil: Outcome }>
  /** Told before in other words: kept for the treasurer, nothing is booked. */
  | Readonly<{ kind: 'bertentangan' }>

export type Source = 'panggilan' | 'rekonsiliasi'

/** Take in an amount the gateway says it received, once per its transaction, whatever becomes of it. */
export function receive(
  deps: Deps,
  db: Tx,
  { paid, sumber }: Readonly<{ paid: Paid; sumber: Source }>,
): Promise<Received> {
  const { kit } = deps
  return transaction(db, async (tx) => {
    const known = await findPenerimaan(tx, paid.transaksi)
    if (known !== undefined) return compareKnown(deps, tx, { paid, known })
    const code = parsePublicCode(paid.kodeBayar, 'BYR')
    const tagihan = code.ok ? await findByKodeForUpdate(tx, code.value) : undefined
    const hasil = judgeReceipt(tagihan, paid)
    const isNew = await insertPenerimaan(tx, {
      id: kit.newId(),
      gerbangTransaksi: paid.transaksi,
      kodeBayar: tagihan?.kodeBayar ?? paid.kodeBayar,
      tagihanId: tagihan?.id ?? null,
      jumlah: paid.jumlah,
      jalur: paid.jalur,
      dibayarAt: paid.dibayarAt,
      diterimaAt: kit.now(),
      sumber,
      hasil,
    })
    if (!isNew) {
      const first = await findPenerimaan(tx, paid.transaksi)
      return first === undefined
        ? { kind: 'bertentangan' }
        : compareKnown(deps, tx, { paid, known: first })
    }
    if (tagihan !== undefined && hasil === 'lunas')
      await settle(deps, tx, {
        tagihan,
        settlement: {
          actor: { kind: 'system', name: 'gerbang pembayaran' },
          jalur: paid.jalur,
          dibayarAt: paid.dibayarAt,
          gerbangTransaksi: paid.transaksi,
        },
      })
    return { kind: 'baru', hasil }
  })
}

type Known = NonNullable<Awaited<ReturnType<typeof findPenerimaan>>>

async function compareKnown(
  { kit }: Deps,
  tx: Tx,
  { paid, known }: Readonly<{ paid: Paid; known: Known }>,
): Promise<Received> {
  const code = parsePublicCode(paid.kodeBayar, 'BYR')
  const kodeBayar = code.ok ? code.value : paid.kodeBayar
  const isSame = known.jumlah === paid.jumlah && known.kodeBayar === kodeBayar
  if (isSame) return { kind: 'sudah', hasil: known.hasil }
  await insertSelisih(tx, {
    id: kit.newId(),
    jenis: 'bertentangan',
    gerbangTransaksi: paid.transaksi,
    tagihanId: known.tagihanId,
    jumlahKita: known.jumlah,
    jumlahGerbang: paid.jumlah,
    ditemukanAt: kit.now(),
  })
  return { kind: 'bertentangan' }
}

export type Message = Readonly<{
  headers: Readonly<Record<string, string | undefined>>
  body: string
}>

/** What the gateway is answered: 2xx ends its tries, anything else lets it try again. */
export type NoticeAnswer =
  | Readonly<{ status: 200; hasil: string }>
  | Readonly<{ status: 400 | 401 | 409; refusal: Refusal }>

const AHEAD_MS = 5 * MINUTE_MS

/** A signed message of the gateway. Who cannot sign learns nothing, not even whether a code exists. */
export function createTakeNotice(deps: Deps): (message: Message) => Promise<NoticeAnswer> {
  const { kit, gatewayKey } = deps
  return async ({ headers, body }) => {
    const signed = readSignedHeaders(headers, kit.now())
    if (gatewayKey === undefined || signed === undefined)
      return { status: 401, refusal: refusal('KABAR_TIDAK_BERTANDA') }
    const mac = createHmac('sha256', gatewayKey).update(signedText(signed, body)).digest('base64')
    if (!signed.signatures.some((given) => isEqual(given, mac)))
      return { status: 401, refusal: refusal('KABAR_TIDAK_BERTANDA') }
    const notice = Notice.safeParse(readJson(body))
    if (!notice.success) return { status: 400, refusal: refusal('KABAR_TIDAK_TERBACA') }
    if (!('data' in notice.data)) return { status: 200, hasil: 'diabaikan' }
    const paid = notice.data.data
    if (paid.dibayarAt.getTime() > kit.now().getTime() + AHEAD_MS)
      return { status: 400, refusal: refusal('KABAR_MASA_DEPAN') }
    const received = await receive(deps, kit.db, { paid, sumber: 'panggilan' })
    if (received.kind === 'bertentangan')
      return { status: 409, refusal: refusal('KABAR_BERTENTANGAN') }
    return { status: 200, hasil: received.hasil }
  }
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
