import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  Card,
  Csrf,
  Facts,
  type PageContext,
  SketchMapView,
  TextField,
} from '../../../../ui/index.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import type { CaseMap, FactRow } from './view-facts.ts'

export type CrowdProps = Readonly<{
  isSupporter: boolean
  isFollower: boolean
  isSignedIn: boolean
  isOpen: boolean
  typedEmail: string
}>

export type ShareProps = Readonly<{ url: string; whatsappHref: string; mailHref: string }>

type AsideProps = Readonly<{
  ctx: PageContext
  nomor: string
  supporters: number
  isPublik: boolean
  facts: readonly FactRow[]
  map: CaseMap | undefined
  crowd: CrowdProps
  share: ShareProps
  refusals: readonly Refusal[]
  reporter: unknown
}>

/** Only on paper: where the living page is. The script fetches the picture when somebody prints. */
function PaperAddress({ share, nomor }: AsideProps) {
  return (
    <p class="cetak-saja">
      <img data-qr={`/laporan/${nomor}/qr.svg`} alt="" width="132" height="132" hidden />
      <br />
      {share.url}
    </p>
  )
}

/** Beside the story: take part, facts, place, share, and the door for the reporter. */
export function CaseAside(props: AsideProps) {
  const { ctx, nomor } = props
  const m = kasusMessages(ctx.lang)
  return (
    <>
      <Card>
        <Facts rows={props.facts.map((row) => ({ label: row.label, value: factValue(row) }))} />
      </Card>
      {props.map && <Place ctx={ctx} map={props.map} />}
      {props.isPublik && <Share {...props} />}
      {props.isPublik && <PaperAddress {...props} />}
      {props.reporter === undefined && <CodeForm {...props} />}
      <p class="kecil tanpa-cetak">
        {m.correction} <a href={`/laporan/${nomor}/koreksi`}>{m.correctionLink}</a>
      </p>
    </>
  )
}

function factValue({ value, href }: FactRow): ComponentChildren {
  return href === undefined ? value : <a href={href}>{value}</a>
}

/** Support and follow, right after the story: what a neighbour came to do. */
export function Crowd({
  ctx,
  nomor,
  supporters,
  crowd,
  refusals,
}: Pick<AsideProps, 'ctx' | 'nomor' | 'supporters' | 'crowd' | 'refusals'>) {
  const m = kasusMessages(ctx.lang)
  const count = formatNumber(supporters, ctx.lang)
  return (
    <div class="kartu tanpa-cetak">
      <div class="isi serta">
        {crowd.isOpen && (
          <div>
            <p class="tebal">{supporters === 0 ? m.supportedNone : m.supportedBy(count)}</p>
            <p class="kecil redup jarak-kecil">
              {crowd.isSupporter ? laporanMessages(ctx.lang).one.supported : m.supportHelp}
            </p>
            <ActionForm
              ctx={ctx}
              action={`/laporan/${nomor}/${crowd.isSupporter ? 'batal-dukung' : 'dukung'}`}
              label={crowd.isSupporter ? m.supportUndo : m.support}
              tone={crowd.isSupporter ? 'secondary' : 'primary'}
            />
          </div>
        )}
        <Follow ctx={ctx} nomor={nomor} crowd={crowd} refusals={refusals} />
      </div>
    </div>
  )
}

function Follow({
  ctx,
  nomor,
  crowd,
  refusals,
}: Pick<AsideProps, 'ctx' | 'nomor' | 'crowd' | 'refusals'>) {
  const m = kasusMessages(ctx.lang)
  if (crowd.isFollower)
    return (
      <div>
        <p class="jarak-kecil">{m.following}</p>
        <ActionForm ctx={ctx} action={`/laporan/${nomor}/berhenti-ikuti`} label={m.unfollow} />
      </div>
    )
  if (crowd.isSignedIn)
    return (
      <div>
        <p class="kecil redup jarak-kecil">{m.followHelp}</p>
        <ActionForm ctx={ctx} action={`/laporan/${nomor}/ikuti`} label={m.follow} />
      </div>
    )
  return (
    <details {...(refusals.some((refusal) => refusal.field === 'email') ? { open: true } : {})}>
      <summary class="tebal">{m.followTitle}</summary>
      <form method="post" action={`/laporan/${nomor}/ikuti`}>
        <Csrf ctx={ctx} />
        <TextField
          ctx={ctx}
          name="email"
          label={m.followEmail}
          hint={m.followEmailHint}
          type="email"
          autocomplete="email"
          maxLength={254}
          value={crowd.typedEmail}
          refusals={refusals}
        />
        <Button tone="secondary">{m.follow}</Button>
      </form>
    </details>
  )
}

function Place({ ctx, map }: Readonly<{ ctx: PageContext; map: CaseMap }>) {
  const m = kasusMessages(ctx.lang)
  return (
    <figure class="kartu peta-kecil">
      <SketchMapView ctx={ctx} {...map.props} clusters={[]} hasLegend={false} />
      <figcaption class="kecil redup isi">{map.note}</figcaption>
      <span class="vh">{m.map}</span>
    </figure>
  )
}

function Share({ ctx, share, nomor }: AsideProps) {
  const m = kasusMessages(ctx.lang)
  return (
    <div class="kartu tanpa-cetak">
      <div class="isi bagikan">
        <p class="tebal">{m.share}</p>
        <p class="tombol-baris">
          <a href={share.whatsappHref} rel="noopener nofollow">
            {m.shareWhatsapp}
          </a>
          <a href={share.mailHref}>{m.shareEmail}</a>
          <a href={`/laporan/${nomor}/umpan.atom`}>{m.feedOne}</a>
        </p>
        <div>
          <label class="kecil" for="f-alamat">
            {m.shareAddress}
          </label>
          <input class="isian" id="f-alamat" readOnly value={share.url} />
        </div>
        <button class="tombol dua mini" type="button" data-cetak hidden>
          {m.print}
        </button>
      </div>
    </div>
  )
}

function CodeForm({ ctx, nomor, refusals }: AsideProps) {
  const m = laporanMessages(ctx.lang).one
  return (
    <div class="kartu tanpa-cetak">
      <form class="isi" method="post" action={`/laporan/${nomor}/pelapor`}>
        <h2 class="judul-kecil">{m.reporterBox}</h2>
        <Csrf ctx={ctx} />
        <TextField
          ctx={ctx}
          name="kode"
          label={m.codeLabel}
          hint={m.codeHint}
          refusals={refusals}
          maxLength={40}
          autocomplete="off"
        />
        <Button tone="secondary">{m.open}</Button>
      </form>
    </div>
  )
}
