import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  StatusTag,
  type TagKind,
  TextField,
  TrustedSvg,
  Warning,
} from '../../../ui/index.ts'
import type { Line, TagihanStatus } from '../domain/tagihan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Pelunasan } from '../store/pelunasan-store.ts'
import type { Tagihan } from '../store/tagihan-store.ts'

export const BAYAR = '/bayar'

const KINDS: Readonly<Record<TagihanStatus, TagKind>> = {
  belum: 'tunggu',
  lunas: 'selesai',
  kedaluwarsa: 'lewat',
  batal: 'netral',
}

export type BillProps = Readonly<{
  ctx: PageContext
  tagihan: Tagihan
  /** As it stands at this moment: a bill whose time is over is not shown as payable. */
  status: TagihanStatus
  lines: readonly Line[]
  pelunasan: Pelunasan | undefined
  qrSvg: string | undefined
  isGatewayAway: boolean
  mayPlay: boolean
}>

/** One bill, for whoever has its code: the amount, the ways to pay, and whether it is paid. No names. */
export function BillPage(props: BillProps) {
  const { ctx, tagihan, status } = props
  const m = messagesIn(ctx.lang).bill
  const { kodeBayar, judul } = tagihan
  return (
    <CitizenPage ctx={ctx} title={m.title(kodeBayar)} css={['bayar']}>
      <div class="wadah sempit isi-hal tumpuk">
        {status === 'lunas' && <Paid {...props} />}
        <div class="kartu">
          <div class="bayar-kepala">
            <p>
              <StatusTag kind={KINDS[status]}>{m.statuses[status]}</StatusTag>
            </p>
            {status === 'lunas' ? <h2>{judul}</h2> : <h1>{judul}</h1>}
            <p class="redup kecil">{m.amount}</p>
            <p class="bayar-jumlah angka">{formatRupiah(tagihan.jumlah, ctx.lang)}</p>
            {status === 'belum' && <p>{m.until(formatDateTime(tagihan.sampai, localeOf(ctx)))}</p>}
          </div>
          {status === 'belum' && <Ways {...props} />}
        </div>
        {status === 'kedaluwarsa' && <Warning>{m.expired}</Warning>}
        {status === 'kedaluwarsa' && <p class="bantuan">{m.expiredPaid}</p>}
        {status === 'batal' && <Warning>{m.cancelled}</Warning>}
        <LineList {...props} />
        {status === 'belum' && (
          <>
            <p>
              <ButtonLink href={`${BAYAR}/${kodeBayar}`} tone="secondary">
                {m.check}
              </ButtonLink>
            </p>
            <p class="bantuan">{m.checkHelp}</p>
          </>
        )}
        {status === 'belum' && props.mayPlay && <Play {...props} />}
      </div>
    </CitizenPage>
  )
}

function Paid({ ctx, pelunasan }: BillProps) {
  const m = messagesIn(ctx.lang).bill
  if (pelunasan === undefined) return null
  const { jalur, dibayarAt, kuitansiNomor } = pelunasan
  return (
    <Confirmation title={m.paid} {...(kuitansiNomor === null ? {} : { nomor: kuitansiNomor })}>
      <p>{m.paidHow(m.how[jalur], formatDateTime(dibayarAt, localeOf(ctx)))}</p>
      <p class="kecil">{m.keep}</p>
    </Confirmation>
  )
}

function Ways(props: BillProps) {
  const { ctx, tagihan, qrSvg } = props
  const m = messagesIn(ctx.lang).bill
  const { vaBank, vaNomor, kodeBayar } = tagihan
  const isReady = qrSvg !== undefined || vaNomor !== null
  return (
    <>
      {qrSvg !== undefined && (
        <section class="bayar-cara" aria-labelledby="cara-qris">
          <h2 id="cara-qris">{m.qris}</h2>
          <div class="bayar-qr">
            <TrustedSvg svg={qrSvg} label={m.qrLabel} />
          </div>
          <p class="bantuan">{m.qrisHelp}</p>
        </section>
      )}
      {vaNomor !== null && (
        <section class="bayar-cara" aria-labelledby="cara-va">
          <h2 id="cara-va">{m.va}</h2>
          <p>
            {vaBank} <span class="vh">{m.vaNumber}</span>
          </p>
          <b class="salin">{vaNomor}</b>
        </section>
      )}
      {!isReady && (
        <div class="bayar-cara">
          <Information>{props.isGatewayAway ? m.away : m.preparing}</Information>
        </div>
      )}
      <section class="bayar-cara" aria-labelledby="cara-tunai">
        <h2 id="cara-tunai">{m.cash}</h2>
        <p class="bantuan">{m.cashHelp}</p>
        <p class="vh">{m.code}</p>
        <b class="salin">{kodeBayar}</b>
        <p class="bantuan">{m.copyHelp}</p>
      </section>
    </>
  )
}

export function LineList({ ctx, lines, tagihan }: Pick<BillProps, 'ctx' | 'lines' | 'tagihan'>) {
  const m = messagesIn(ctx.lang).bill
  return (
    <section class="kartu" aria-labelledby="rincian">
      <div class="isi tumpuk">
        <h2 id="rincian">{m.lines}</h2>
        <dl class="bayar-rinci angka">
          {lines.map(([label, jumlah]) => (
            <div>
              <dt>{label}</dt>
              <dd>{formatRupiah(jumlah, ctx.lang)}</dd>
            </div>
          ))}
          <div class="total">
            <dt>{m.total}</dt>
            <dd>{formatRupiah(tagihan.jumlah, ctx.lang)}</dd>
          </div>
        </dl>
      </div>
    </section>
  )
}

function Play({ ctx, tagihan }: BillProps) {
  const m = messagesIn(ctx.lang).bill
  return (
    <form method="post" action={`${BAYAR}/${tagihan.kodeBayar}/tiru`} class="info tumpuk">
      <Csrf ctx={ctx} />
      <p>
        <b>{m.demo}.</b> {m.demoHelp}
      </p>
      <p>
        <Button tone="secondary" isSmall>
          {m.demoPay}
        </Button>
      </p>
    </form>
  )
}

export type EnterProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: string
}>

export function EnterPage({ ctx, refusals, typed }: EnterProps) {
  const m = messagesIn(ctx.lang).enter
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah sempit isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.title}</h1>
        <p>{m.intro}</p>
        <form method="get" action={BAYAR} class="tumpuk">
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="kode"
            label={m.code}
            value={typed}
            maxLength={40}
            autocomplete="off"
          />
          <p>
            <Button>{m.open}</Button>
          </p>
        </form>
      </div>
    </CitizenPage>
  )
}
