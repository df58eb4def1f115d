import type { Refusal } from '../../../../kernel/result.ts'
import { qrSvg } from '../../../../platform/qr.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  TrustedSvg,
} from '../../../../ui/index.ts'
import { loketMessages } from '../../messages/index.ts'

export type SlipProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  nomor: string
  /** Only right after saving or renewing; never read back from anywhere. */
  kodeLacak: string | undefined
  mayRenew: boolean
  receivedAt: string
  promise: string | undefined
  isDateUnconfirmed: boolean
  helpedBy: string
  /** Full address of the report's page. */
  url: string
}>

/** The slip a citizen takes home: A6 or an 80 mm roll; everything else stays off the paper. */
export function SlipPage(props: SlipProps) {
  const { ctx, nomor } = props
  const m = loketMessages(ctx.lang).slip
  return (
    <OfficerPage ctx={ctx} title={m.title} current="counter" css={['slip']} scripts={['slip']}>
      <div class="wadah sempit isi-hal tumpuk">
        <div class="tak-cetak tumpuk">
          <ErrorSummary ctx={ctx} refusals={props.refusals} />
          <h1>{m.title}</h1>
          <p class="bantuan">{m.print}</p>
        </div>
        <Slip {...props} />
        <div class="tak-cetak tumpuk">
          <div class="tombol-baris">
            <button class="tombol" type="button" hidden data-cetak>
              {m.printButton}
            </button>
            <ButtonLink href="/kerja/loket" tone="secondary">
              {m.next}
            </ButtonLink>
            <ButtonLink href={`/laporan/${nomor}`} tone="secondary">
              {m.open}
            </ButtonLink>
          </div>
          {props.mayRenew && props.kodeLacak === undefined && (
            <form method="post" action={`/kerja/loket/${nomor}/slip`}>
              <Csrf ctx={ctx} />
              <p class="bantuan">{m.renewHint}</p>
              <Button tone="secondary">{m.renew}</Button>
            </form>
          )}
        </div>
      </div>
    </OfficerPage>
  )
}

function Slip(props: SlipProps) {
  const { ctx, nomor, kodeLacak } = props
  const m = loketMessages(ctx.lang).slip
  return (
    <article class="slip" aria-label={m.receipt}>
      <header>
        <b>{ctx.region.name}</b>
        <span>{m.receipt}</span>
      </header>
      <dl>
        <dt>{m.number}</dt>
        <dd class="slip-nomor angka">{nomor}</dd>
        <dt>{m.code}</dt>
        {kodeLacak === undefined ? (
          <dd class="kecil">{m.codeHidden}</dd>
        ) : (
          <dd class="slip-kode angka">{kodeLacak}</dd>
        )}
      </dl>
      {kodeLacak !== undefined && <p class="slip-kecil">{m.codeKeep}</p>}
      <div class="slip-dua">
        <TrustedSvg svg={qrSvg(props.url)} label={`${m.scan}: ${props.url}`} />
        <div>
          <p>
            {m.received} {props.receivedAt}
          </p>
          {props.promise !== undefined && (
            <p>
              {m.promise} <b>{props.promise}</b>
              {props.isDateUnconfirmed && ` (${m.unconfirmed})`}
            </p>
          )}
          <p class="slip-kecil">{m.scan}</p>
        </div>
      </div>
      <ul>
        <li>{m.sms(nomor)}</li>
        <li>{m.confirm}</li>
        <li>{m.emergency}</li>
      </ul>
      <footer>
        {m.helpedBy} {props.helpedBy}
      </footer>
    </article>
  )
}
