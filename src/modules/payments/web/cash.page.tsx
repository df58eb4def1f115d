import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  Button,
  CheckboxTiles,
  Confirmation,
  Csrf,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  StatusTag,
} from '../../../ui/index.ts'
import type { Line, TagihanStatus } from '../domain/tagihan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Pelunasan } from '../store/pelunasan-store.ts'
import type { Tagihan } from '../store/tagihan-store.ts'
import { BAYAR, LineList } from './bill.page.tsx'
import { PEMBAYARAN } from './desk.page.tsx'

export type CashProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  tagihan: Tagihan
  status: TagihanStatus
  lines: readonly Line[]
  pelunasan: Pelunasan | undefined
  /** May this officer take cash? The treasurer of all may only look. */
  mayTake: boolean
}>

/** A bill at the counter: who pays, how much, and one button. */
export function CashPage(props: CashProps) {
  const { ctx, refusals, tagihan, status, pelunasan } = props
  const all = messagesIn(ctx.lang)
  const m = all.cash
  const { kodeBayar } = tagihan
  return (
    <OfficerPage ctx={ctx} title={m.title(kodeBayar)} current="payments" css={['bayar']}>
      <div class="wadah sempit tumpuk">
        <nav class="jejak-hal" aria-label={all.desk.title}>
          <a href={PEMBAYARAN}>{all.desk.title}</a> <span aria-hidden="true">›</span>
        </nav>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {pelunasan && (
          <Confirmation
            title={all.bill.paid}
            {...(pelunasan.kuitansiNomor === null ? {} : { nomor: pelunasan.kuitansiNomor })}
          >
            <p>
              {all.bill.paidHow(
                all.bill.how[pelunasan.jalur],
                formatDateTime(pelunasan.dibayarAt, localeOf(ctx)),
              )}
            </p>
          </Confirmation>
        )}
        <h1>{tagihan.judul}</h1>
        <p class="bayar-jumlah angka">{formatRupiah(tagihan.jumlah, ctx.lang)}</p>
        <div class="kartu">
          <div class="isi">
            <Facts
              rows={[
                { label: all.bill.code, value: kodeBayar },
                {
                  label: m.status,
                  value: (
                    <StatusTag kind={status === 'lunas' ? 'selesai' : 'tunggu'}>
                      {all.bill.statuses[status]}
                    </StatusTag>
                  ),
                },
                { label: m.payer, value: tagihan.pembayarNama },
                { label: m.until, value: formatDateTime(tagihan.sampai, localeOf(ctx)) },
              ]}
            />
          </div>
        </div>
        {status === 'belum' && props.mayTake && <TakeForm {...props} />}
        <LineList {...props} />
        <p>
          <a href={`${BAYAR}/${kodeBayar}`}>{m.citizenPage}</a>
        </p>
      </div>
    </OfficerPage>
  )
}

function TakeForm({ ctx, refusals, tagihan }: CashProps) {
  const m = messagesIn(ctx.lang).cash
  const amount = formatRupiah(tagihan.jumlah, ctx.lang)
  return (
    <form method="post" action={`${PEMBAYARAN}/${tagihan.kodeBayar}/tunai`} class="tumpuk">
      <Csrf ctx={ctx} />
      <CheckboxTiles
        ctx={ctx}
        refusals={refusals}
        name="diterima"
        label={messagesIn(ctx.lang).bill.cash}
        choices={[{ value: 'ya', label: m.counted(amount) }]}
        isSingleColumn
      />
      <p>
        <Button>{m.take}</Button>
      </p>
    </form>
  )
}
