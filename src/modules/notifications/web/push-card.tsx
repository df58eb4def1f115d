import { formatNumber } from '../../../ui/format.ts'
import { ActionForm, Button, Csrf, type PageContext } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { PushOffer } from '../types.ts'

export const PUSH = '/akun/pemberitahuan/peramban'

/** Pages that offer it, and that it leads back to. */
export const PUSH_PAGES = ['/akun/pemberitahuan', '/akun/langganan', '/laporan/langganan'] as const

export type PushCardProps = Readonly<{
  ctx: PageContext
  offer: PushOffer
  page: (typeof PUSH_PAGES)[number]
}>

/**
 * Offer to be told by this browser; needs the script `push` on the page. Hidden until the script knows
 * that the browser can do it; stopping in all browsers works without.
 */
export function PushCard({ ctx, offer, page }: PushCardProps) {
  const m = messagesIn(ctx.lang).push
  const count = offer.marks.length
  return (
    <>
      <section
        class="kartu"
        aria-labelledby="h-push"
        data-push={offer.key}
        data-tanda={offer.marks.join(' ')}
        hidden
      >
        <div class="isi tumpuk">
          <h2 id="h-push" class="judul-kecil">
            {m.title}
          </h2>
          <p>{m.about}</p>
          <p class="kecil redup">{m.lockScreen}</p>
          <form method="post" action={PUSH} data-nyala>
            <Csrf ctx={ctx} />
            <input type="hidden" name="kembali" value={page} />
            <input type="hidden" name="titik" />
            <input type="hidden" name="p256dh" />
            <input type="hidden" name="auth" />
            <Button tone="secondary">{m.on}</Button>
          </form>
          <form method="post" action={`${PUSH}/henti`} data-padam hidden>
            <Csrf ctx={ctx} />
            <input type="hidden" name="kembali" value={page} />
            <input type="hidden" name="titik" />
            <p>{m.isOn}</p>
            <Button tone="secondary">{m.off}</Button>
          </form>
          <p role="status" data-ditolak={m.denied} data-gagal={m.failed} />
        </div>
      </section>
      {count > 0 && page === '/akun/pemberitahuan' && (
        <div class="tombol-baris">
          <span>{m.browsers(formatNumber(count, ctx.lang))}</span>
          <ActionForm
            ctx={ctx}
            action={`${PUSH}/henti`}
            fields={{ kembali: page }}
            label={m.offAll}
          />
        </div>
      )}
    </>
  )
}
