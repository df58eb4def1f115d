import { formatDigest } from '../../../../kernel/digest-format.ts'
import { sen } from '../../../../kernel/money.ts'
import { formatNumber, formatRupiah } from '../../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  Facts,
  type PageContext,
  SealBox,
  Section,
  StatusTag,
} from '../../../../ui/index.ts'
import type { Count, CountStep } from '../../domain/counting/count.ts'
import type { Pilihan, Pungutan } from '../../domain/pungutan.ts'
import { messagesIn } from '../../messages/index.ts'
import type { Kotak } from '../../store/kotak-store.ts'
import { publikPath } from '../paths.ts'
import { RuleText } from './vote.page.tsx'

export type ResultPageProps = Readonly<{
  ctx: PageContext
  pungutan: Pungutan
  daftar: readonly Pilihan[]
  kotak: Kotak
  count: Count
  /** Hexadecimal digits. */
  akar: string
  benih: string
}>

/** What was chosen, then every step that led there, then how to count again. */
export function ResultPage(props: ResultPageProps) {
  const { ctx, pungutan } = props
  const m = messagesIn(ctx.lang)
  const title = m.hasilTitle(pungutan.judul)
  return (
    <CitizenPage ctx={ctx} title={title} description={pungutan.pertanyaan} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href={publikPath(pungutan.nomor)}>{pungutan.judul}</a>
        </p>
        <h1>{title}</h1>
        <Outcome {...props} />
        <Figures {...props} />
        <Section id="h-langkah" title={m.langkahTitle}>
          <RuleText ctx={ctx} pungutan={pungutan} />
          <Raised {...props} />
          <Steps {...props} />
        </Section>
        <Pairs {...props} />
        <Again {...props} />
      </div>
    </CitizenPage>
  )
}

/** Money of a count, which is in the units of its file. */
function moneyOf(ctx: PageContext, count: Count, units: string): string {
  return formatRupiah(sen((BigInt(units) * 100n) / BigInt(count.scale)), ctx.lang)
}

function Outcome({ ctx, pungutan, daftar, count }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const chosen = new Set(count.chosen)
  const byKode = new Map(count.options.map((one) => [one.id, one]))
  const number = (value: number | undefined) => formatNumber(value ?? 0, ctx.lang)
  const order = daftar.toSorted(
    (a, b) =>
      Number(chosen.has(b.kode)) - Number(chosen.has(a.kode)) ||
      (byKode.get(b.kode)?.score ?? 0) - (byKode.get(a.kode)?.score ?? 0),
  )
  return (
    <DataTable
      caption={m.terpilih}
      isStacked
      columns={[
        { header: m.nama, isHead: true, cell: ({ kode, nama }: Pilihan) => `${kode}. ${nama}` },
        {
          header: m.hasil,
          cell: ({ kode }) => (
            <StatusTag kind={chosen.has(kode) ? 'selesai' : 'netral'}>
              {chosen.has(kode) ? m.ya : m.tidak}
            </StatusTag>
          ),
        },
        ...(pungutan.anggaran === null
          ? []
          : [
              {
                header: m.biaya,
                isNumber: true,
                cell: ({ biaya }: Pilihan) => formatRupiah(sen(biaya ?? 0n), ctx.lang),
              },
            ]),
        { header: m.suara, isNumber: true, cell: ({ kode }) => number(byKode.get(kode)?.votes) },
        ...(pungutan.jenis === 'setuju'
          ? []
          : [
              {
                header: m.nilai,
                isNumber: true,
                cell: ({ kode }: Pilihan) => number(byKode.get(kode)?.score),
              },
            ]),
      ]}
      rows={order}
    />
  )
}

function Figures({ ctx, pungutan, count, kotak }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const number = (value: number) => formatNumber(value, ctx.lang)
  const left = String(BigInt(count.budget) - BigInt(count.cost))
  return (
    <Facts
      rows={[
        {
          label: m.hadir,
          value: m.daringKertas(number(kotak.pemilihDaring), number(kotak.pemilihKertas)),
        },
        { label: m.suaraSah, value: number(count.ballots) },
        ...(pungutan.anggaran === null
          ? []
          : [
              { label: m.anggaran, value: moneyOf(ctx, count, count.budget) },
              { label: m.biayaTerpilih, value: moneyOf(ctx, count, count.cost) },
              { label: m.sisa, value: moneyOf(ctx, count, left) },
            ]),
      ]}
    />
  )
}

function Raised({ ctx, count }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const { shares, comparison } = count
  const number = (value: number) => formatNumber(value, ctx.lang)
  return (
    <>
      {shares !== undefined && <p>{m.jatah(short(shares.start), number(shares.counts))}</p>}
      {comparison !== undefined && (
        <p>
          {m.banding(
            number(comparison.forShares),
            number(comparison.forGreedy),
            number(comparison.alike),
          )}{' '}
          {m.bandingTakes[comparison.takes]}
        </p>
      )}
    </>
  )
}

const SHORT = 28

/** Long fractions stand whole in the files; here as many digits as can be read. */
function short(fraction: string): string {
  if (fraction.length <= SHORT) return fraction
  const [top = '', bottom = '1'] = fraction.split('/')
  const digits = 6
  const scaled = (BigInt(top) * 10n ** BigInt(digits)) / BigInt(bottom)
  const text = String(scaled).padStart(digits + 1, '0')
  return `≈ ${text.slice(0, -digits)}.${text.slice(-digits)}`
}

type Numbered = Readonly<{ step: CountStep; at: number }>

function Steps({ ctx, daftar, count }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const names = new Map(daftar.map(({ kode, nama }) => [kode, `${kode}. ${nama}`]))
  return (
    <DataTable
      caption={m.langkahTitle}
      isStacked
      columns={[
        { header: m.langkahNo, isHead: true, cell: ({ at }: Numbered) => String(at + 1) },
        { header: m.langkahApa, cell: ({ step }) => names.get(step.option ?? '') ?? '' },
        { header: m.langkahHasil, cell: ({ step }) => decisionOf(ctx, step) },
        {
          header: m.langkahAngka,
          cell: ({ step }) => (
            <>
              {figuresOf(ctx, count, step)}
              {step.tie !== null && (
                <>
                  {' '}
                  <span class="redup">
                    {m.seri(step.tie.options.join(', '), m.seriBy[step.tie.by])}
                  </span>
                </>
              )}
            </>
          ),
        },
      ]}
      rows={count.steps.map((step, at) => ({ step, at }))}
    />
  )
}

function decisionOf({ lang }: PageContext, { kind, isTaken }: CountStep): string {
  const m = messagesIn(lang)
  if (kind === 'runoff') return isTaken ? m.menang : m.keluar
  if (kind === 'place') return isTaken ? m.diambil : m.tidakMasuk
  return isTaken ? m.diambil : m.dilewati
}

function figuresOf(ctx: PageContext, count: Count, step: CountStep): string {
  const m = messagesIn(ctx.lang)
  const parts = [
    step.rho && m.rho(short(step.rho)),
    step.effectiveVotes && m.efektif(short(step.effectiveVotes)),
    step.load && m.beban(short(step.load)),
    step.score === undefined ? '' : m.angkaPoin(formatNumber(step.score, ctx.lang)),
    step.points && m.angkaPoin(short(step.points)),
    step.left && count.budget !== '1' && m.sisaSebelum(moneyOf(ctx, count, step.left)),
    step.tally &&
      Object.entries(step.tally)
        .map(([kode, votes]) => `${kode}: ${short(votes)}`)
        .join(', '),
    step.exhausted && step.exhausted !== '0' && m.habis(short(step.exhausted)),
  ]
  return parts.filter(Boolean).join('; ')
}

function Pairs({ ctx, count }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const { pairwise } = count
  if (pairwise === undefined) return null
  const rows = pairwise.map((wins, at) => ({ kode: count.options[at]?.id ?? '', wins, at }))
  return (
    <Section id="h-pasangan" title={m.pasangan}>
      <p class="kecil redup">{m.pasanganHint}</p>
      <DataTable
        caption={m.pasangan}
        columns={[
          {
            header: m.nomor,
            isHead: true,
            cell: ({ kode }: (typeof rows)[number]) => kode,
          },
          ...count.options.map(({ id }, column) => ({
            header: id,
            isNumber: true,
            cell: ({ wins, at }: (typeof rows)[number]) =>
              at === column ? '' : formatNumber(wins[column] ?? 0, ctx.lang),
          })),
        ]}
        rows={rows}
      />
    </Section>
  )
}

function Again({ ctx, pungutan, akar, benih }: ResultPageProps) {
  const m = messagesIn(ctx.lang)
  const file = (name: string) => publikPath(pungutan.nomor, `/${name}`)
  return (
    <Section id="h-ulang" title={m.ulangTitle}>
      <ol>
        {m.ulang.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
      <p class="unduhan">
        {m.unduh}: <a href={file('suara.pb')}>{m.pb}</a>, <a href={file('suara.csv')}>{m.csv}</a>,{' '}
        <a href={file('hitungan.json')}>{m.json}</a>,{' '}
        <a href={file('tanda-terima.txt')}>{m.leaves}</a>
      </p>
      <p class="kecil redup">{m.akar}:</p>
      <SealBox digest={formatDigest(akar)} />
      <p class="kecil redup">{m.benih}:</p>
      <SealBox digest={formatDigest(benih)} />
      <p class="kecil">
        <a href={file('tanda-terima')}>{m.checkTitle}</a>
      </p>
    </Section>
  )
}
