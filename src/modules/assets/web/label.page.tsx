import { qrSvg } from '../../../platform/qr.ts'
import { BarePage, type PageContext, TrustedSvg } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'

export type LabelProps = Readonly<{
  ctx: PageContext
  rows: readonly (Readonly<{ nomor: string; url: string; skpd: string }> & Kartu)[]
}>

/** Stickers to print: the code to scan, the code to type, and whose it is. */
export function LabelPage({ ctx, rows }: LabelProps) {
  const m = messagesIn(ctx.lang)
  return (
    <BarePage ctx={ctx} title={m.label.title} css={['aset']}>
      <div class="aset-label-hal">
        <h1 class="vh">{m.label.title}</h1>
        <p class="aset-label-kata">{m.label.help(String(rows.length))}</p>
        <ul class="aset-label-daftar">
          {rows.map((row) => (
            <li>
              <TrustedSvg svg={qrSvg(row.url, 96)} label={m.label.scan(row.nama)} />
              <div>
                <b>{row.nama}</b>
                <span class="angka">{row.label}</span>
                <span class="angka">{row.nomor}</span>
                <span>{row.skpd}</span>
                <span>{ctx.region.name}</span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </BarePage>
  )
}
