import { isSignedIn } from '../../../../kernel/actor.ts'
import { formatDigest } from '../../../../kernel/digest-format.ts'
import { sen } from '../../../../kernel/money.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatRupiah, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  ButtonLink,
  CaseRow,
  CitizenPage,
  DataTable,
  EmptyState,
  ErrorSummary,
  Facts,
  Information,
  type PageContext,
  Pagination,
  SealBox,
  Section,
  StatusTag,
  type TagKind,
} from '../../../../ui/index.ts'
import {
  aturanOf,
  type Keadaan,
  keadaanOf,
  type Pilihan,
  type Pungutan,
} from '../../domain/pungutan.ts'
import { messagesIn } from '../../messages/index.ts'
import { PUBLIK, publikPath } from '../paths.ts'

export const TAGS: Readonly<Record<Keadaan, TagKind>> = {
  rancangan: 'netral',
  akan: 'tunggu',
  buka: 'proses',
  tutup: 'tunggu',
  selesai: 'selesai',
}

export type ListPageProps = Readonly<{
  ctx: PageContext
  now: Date
  rows: readonly Pungutan[]
  wilayahOf: (kode: string) => string
  nextHref: string | undefined
}>

export function ListPage({ ctx, now, rows, wilayahOf, nextHref }: ListPageProps) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.intro} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="redup">{m.intro}</p>
        {rows.length === 0 && <EmptyState title={m.none} />}
        {rows.map((one) => {
          const keadaan = keadaanOf(one, now)
          return (
            <CaseRow
              href={publikPath(one.nomor)}
              tag={{ kind: TAGS[keadaan], label: m.keadaan[keadaan] }}
              nomor={one.nomor}
              title={one.judul}
              facts={[
                wilayahOf(one.wilayahKode),
                `${m.tutup} ${formatDateTime(one.tutupAt, localeOf(ctx))}`,
              ]}
            />
          )
        })}
        {nextHref !== undefined && (
          <Pagination ctx={ctx} shown="" nextHref={nextHref} firstHref={PUBLIK} />
        )}
      </div>
    </CitizenPage>
  )
}

export type VotePageProps = Readonly<{
  ctx: PageContext
  now: Date
  pungutan: Pungutan
  daftar: readonly Pilihan[]
  wilayah: string
  /** SHA-256 of what was fixed, in hexadecimal digits. */
  sidik: string
  /** Why this visitor cannot vote here; nothing when they can, or have not signed in. */
  refusals: readonly Refusal[]
}>

/** One vote: what, when, who, how it is counted, and what may be chosen. */
export function VotePage(props: VotePageProps) {
  const { ctx, now, pungutan } = props
  const m = messagesIn(ctx.lang)
  const keadaan = keadaanOf(pungutan, now)
  return (
    <CitizenPage
      ctx={ctx}
      title={pungutan.judul}
      description={pungutan.pertanyaan}
      css={['publik']}
    >
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href={PUBLIK}>{m.back}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <p>
          <StatusTag kind={TAGS[keadaan]}>{m.keadaan[keadaan]}</StatusTag>{' '}
          <span class="angka">{pungutan.nomor}</span>
        </p>
        <h1>{pungutan.judul}</h1>
        <p>{pungutan.pertanyaan}</p>
        <Door {...props} keadaan={keadaan} />
        <WhoAndWhen {...props} />
        <Section id="h-aturan" title={m.aturanTitle}>
          <RuleText ctx={ctx} pungutan={pungutan} />
          <p class="kecil redup">{m.sidikAturan}:</p>
          <SealBox digest={formatDigest(props.sidik)} />
        </Section>
        <Section id="h-pilihan" title={m.pilihan}>
          <OptionTable ctx={ctx} daftar={props.daftar} />
        </Section>
        <p class="kecil">
          <a href={publikPath(pungutan.nomor, '/tanda-terima')}>{m.checkTitle}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

function Door({
  ctx,
  pungutan,
  keadaan,
  refusals,
}: VotePageProps & Readonly<{ keadaan: Keadaan }>) {
  const m = messagesIn(ctx.lang)
  if (keadaan === 'selesai')
    return (
      <p>
        <ButtonLink href={publikPath(pungutan.nomor, '/hasil')}>{m.hasil}</ButtonLink>
      </p>
    )
  if (keadaan !== 'buka') return null
  if (refusals.some(({ code }) => code === 'DOMISILI_BELUM_ADA')) {
    return (
      <Information>
        <h2>{m.domisiliTitle}</h2>
        <p>{m.domisiliLead}</p>
        <ActionForm
          ctx={ctx}
          action={publikPath(pungutan.nomor, '/domisili')}
          label={m.domisiliAsk}
          tone="primary"
        />
      </Information>
    )
  }
  if (refusals.length > 0) return null
  const label = isSignedIn(ctx.actor) ? m.beri : m.masuk
  return (
    <p>
      <ButtonLink href={publikPath(pungutan.nomor, '/suara')}>{label}</ButtonLink>
    </p>
  )
}

function WhoAndWhen({ ctx, pungutan, daftar, wilayah }: VotePageProps) {
  const m = messagesIn(ctx.lang)
  const number = (value: number) => formatNumber(value, ctx.lang)
  const most = m.banyak(number(Math.min(pungutan.palingBanyak, daftar.length)))
  const points = pungutan.jenis === 'poin' ? `, ${m.poinOf(number(pungutan.jumlahPoin))}` : ''
  const { anggaran } = pungutan
  return (
    <Facts
      rows={[
        { label: m.siapa, value: m.siapaOf(wilayah) },
        { label: m.buka, value: formatDateTime(pungutan.bukaAt, localeOf(ctx)) },
        { label: m.tutup, value: formatDateTime(pungutan.tutupAt, localeOf(ctx)) },
        { label: m.cara, value: `${m.jenis[pungutan.jenis]}, ${most}${points}` },
        anggaran === null
          ? { label: m.kursi, value: number(pungutan.kursi) }
          : { label: m.anggaran, value: formatRupiah(sen(anggaran), ctx.lang) },
      ]}
    />
  )
}

/** The rule in plain words, with its figures. */
export function RuleText({ ctx, pungutan }: Readonly<{ ctx: PageContext; pungutan: Pungutan }>) {
  const m = messagesIn(ctx.lang)
  const { aturan } = pungutan
  const name = aturanOf(aturan)
  const isRaised = aturan.name === 'equal-shares' && aturan.add1 !== 'none'
  return (
    <>
      <p>
        <b>{m.aturan[name]}.</b> {m.jelas[name]}
      </p>
      {isRaised && (
        <p>
          {aturan.step === null
            ? m.langkahOwn
            : m.langkah(formatRupiah(sen(BigInt(aturan.step) * 100n), ctx.lang))}
        </p>
      )}
      {'threshold' in aturan && aturan.threshold > 0 && (
        <p>{m.ambang(formatNumber(aturan.threshold, ctx.lang))}</p>
      )}
      {pungutan.isBatasAnggaran && <p>{m.batas}</p>}
      <p>{m.tieRule}</p>
    </>
  )
}

export function OptionTable({
  ctx,
  daftar,
}: Readonly<{ ctx: PageContext; daftar: readonly Pilihan[] }>) {
  const m = messagesIn(ctx.lang)
  const hasCost = daftar.some(({ biaya }) => biaya !== null)
  return (
    <DataTable
      caption={m.pilihan}
      isStacked
      columns={[
        {
          header: m.nama,
          isHead: true,
          cell: ({ kode, nama, uraian }: Pilihan) => (
            <>
              {kode}. {nama}
              {uraian !== '' && (
                <>
                  <br />
                  <span class="kecil redup">{uraian}</span>
                </>
              )}
            </>
          ),
        },
        { header: m.tempat, cell: ({ tempat }) => tempat },
        ...(hasCost
          ? [
              {
                header: m.biaya,
                isNumber: true,
                cell: ({ biaya }: Pilihan) =>
                  biaya === null ? '' : formatRupiah(sen(biaya), ctx.lang),
              },
            ]
          : []),
        { header: m.usulan, cell: ({ usulan }) => usulan ?? '' },
      ]}
      rows={daftar}
    />
  )
}
