import { toDecimalString } from '../../../kernel/money.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { qrSvg } from '../../../platform/qr.ts'
import { createTakeNotice } from '../actions/receive.ts'
import type { Deps } from '../deps.ts'
import type { TagihanStatus } from '../domain/tagihan.ts'
import { messagesIn } from '../messages/index.ts'
import { findPelunasan } from '../store/pelunasan-store.ts'
import { findByKode, listRincian, type Tagihan } from '../store/tagihan-store.ts'
import { BAYAR, BillPage, EnterPage } from './bill.page.tsx'

const QR_PX = 240
const NOTICE_BYTES = 16 * 1024

/** What payers and the gateway reach. */
export function billRoutes(deps: Deps): readonly Route[] {
  const takeNotice = createTakeNotice(deps)
  const open = { access: 'public', kind: 'page' } as const
  return [
    { ...open, method: 'GET', url: BAYAR, handle: (req) => enter(deps, req) },
    {
      ...open,
      method: 'GET',
      url: `${BAYAR}/:kode`,
      handle: (req) => showBill(deps, req),
    },
    ...(deps.simulate === undefined
      ? []
      : [
          {
            ...open,
            method: 'POST',
            url: `${BAYAR}/:kode/tiru`,
            handle: (req: Req) => play(deps, req),
          } as const,
        ]),
    {
      method: 'POST',
      url: '/gerbang/pembayaran',
      access: 'key',
      kind: 'api',
      isRawBody: true,
      bodyLimit: NOTICE_BYTES,
      handle: async ({ headers, body }) => {
        const text = Buffer.isBuffer(body) ? body.toString('utf8') : ''
        const taken = await takeNotice({ headers, body: text })
        return 'hasil' in taken
          ? json({ hasil: taken.hasil })
          : { kind: 'refused', status: taken.status, refusals: [taken.refusal] }
      },
    },
  ]
}

/** @returns undefined for what is no code, and for a code no bill has */
export async function findTyped(deps: Deps, typed: string): Promise<Tagihan | undefined> {
  const code = parsePublicCode(typed, 'BYR')
  return code.ok ? findByKode(deps.kit.db, code.value) : undefined
}

async function enter(deps: Deps, req: Req): Promise<Answer> {
  const typed = fieldText(req.query, 'kode').trim().slice(0, 40)
  if (typed === '') return page(<EnterPage ctx={req.ctx} refusals={[]} typed="" />)
  const found = await findTyped(deps, typed)
  if (found !== undefined) return redirect(`${BAYAR}/${found.kodeBayar}`)
  const code = parsePublicCode(typed, 'BYR')
  const { unknown } = messagesIn(req.ctx.lang).enter
  const refusals: readonly Refusal[] = code.ok
    ? [{ code: 'TAGIHAN_TIDAK_DIKENAL', message: unknown, field: 'kode' }]
    : code.refusals.map((one) => ({ ...one, field: 'kode' }))
  return page(<EnterPage ctx={req.ctx} refusals={refusals} typed={typed} />, { status: 422 })
}

async function showBill(deps: Deps, req: Req): Promise<Answer> {
  const typed = req.params.kode ?? ''
  const tagihan = await findTyped(deps, typed)
  if (tagihan === undefined) return notFound
  if (typed !== tagihan.kodeBayar) return redirect(`${BAYAR}/${tagihan.kodeBayar}`)
  const { kit, gateway } = deps
  const lines = await listRincian(kit.db, tagihan.id)
  const status = statusNow(tagihan, kit.now())
  const isWaiting = tagihan.gerbang === 'menunggu'
  const view = (
    <BillPage
      ctx={req.ctx}
      tagihan={tagihan}
      status={status}
      lines={lines}
      pelunasan={status === 'lunas' ? await findPelunasan(kit.db, tagihan.id) : undefined}
      qrSvg={tagihan.qris === null ? undefined : qrSvg(tagihan.qris, QR_PX)}
      isGatewayAway={isWaiting && (!gateway.isSet || tagihan.gerbangPercobaan > 1)}
      mayPlay={deps.simulate !== undefined}
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}

/** A bill whose time is over is not shown as payable although the job has not come by yet. */
export function statusNow({ status, sampai }: Tagihan, now: Date): TagihanStatus {
  return status === 'belum' && now > sampai ? 'kedaluwarsa' : status
}

async function play(deps: Deps, req: Req): Promise<Answer> {
  const tagihan = await findTyped(deps, req.params.kode ?? '')
  if (tagihan === undefined || deps.simulate === undefined) return notFound
  await deps.simulate({
    code: tagihan.kodeBayar,
    amount: toDecimalString(tagihan.jumlah),
    method: 'qris',
  })
  const { demoPaid } = messagesIn(req.ctx.lang).bill
  return redirect(`${BAYAR}/${tagihan.kodeBayar}`, { flash: { kind: 'success', text: demoPaid } })
}
