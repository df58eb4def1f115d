import { subtractSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import {
  formatDateTime,
  formatPercent,
  formatRupiah,
  formatTanggal,
  localeOf,
} from '../../../ui/format.ts'
import {
  DataTable,
  ErrorSummary,
  Facts,
  type PageContext,
  Section,
  StatusTag,
  Timeline,
  Warning,
} from '../../../ui/index.ts'
import type { BuktiForm } from '../domain/spp.ts'
import { isPenolakan } from '../domain/surat-penolakan.ts'
import type { Langkah } from '../domain/tahap.ts'
import { messagesIn } from '../messages/index.ts'
import type { Syarat } from '../store/aturan-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'
import type { Sp2d, Spm } from '../store/sp2d-store.ts'
import type { Periksa, Spp, StoredBaris, StoredPotongan } from '../store/spp-store.ts'
import { TAG } from './antrean.page.tsx'
import { HOME, Remaining, type TimeLeft, TreasuryPage } from './frame.tsx'
import { StepForms } from './langkah-forms.tsx'

export type SppView = Readonly<{
  ctx: PageContext
  spp: Spp
  skpdNama: string
  spm: Spm | undefined
  sp2d: Sp2d | undefined
  baris: readonly (StoredBaris &
    Readonly<{ kegiatan: string; kodeRekening: string; rekening: string }>)[]
  potongan: readonly StoredPotongan[]
  bukti: readonly BuktiForm[]
  syarat: readonly Syarat[]
  periksa: readonly Periksa[]
  riwayat: readonly Riwayat[]
  kontrak: Readonly<{ id: string; nomor: string }> | undefined
  time: TimeLeft
  steps: readonly Langkah[]
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** One payment, whole: what it is for, where it stands, what may be done, what happened. */
export function SppPage(props: SppView) {
  const { ctx, spp } = props
  const m = messagesIn(ctx.lang)
  return (
    <TreasuryPage ctx={ctx} title={m.doc.title(spp.nomor)} room="daftar">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <header class="dana-kepala">
          <p>
            <StatusTag kind={TAG[spp.tahap]}>{m.tahap[spp.tahap]}</StatusTag>{' '}
            {spp.tenggatAt !== null && <Remaining time={props.time} />}
          </p>
          <h1>{spp.uraian}</h1>
          <p class="angka redup">{spp.nomor}</p>
        </header>
        <MendNotes {...props} />
        <div class="dua-lajur">
          <div class="tumpuk">
            <Summary {...props} />
            <Lines {...props} />
            <Taxes {...props} />
            <Papers {...props} />
          </div>
          <div class="tumpuk">
            <StepForms {...props} />
            <Trail {...props} />
          </div>
        </div>
      </div>
    </TreasuryPage>
  )
}

function MendNotes({ ctx, spp, periksa, syarat }: SppView) {
  const m = messagesIn(ctx.lang).doc
  const missing = periksa.filter((one) => one.putaran === spp.putaran && !one.isAda)
  if (spp.tahap !== 'dikembalikan' || missing.length === 0) return null
  const nameOf = (kode: string) => {
    const found = syarat.find((one) => one.kode === kode)
    return ctx.lang === 'en' ? found?.namaEn : found?.nama
  }
  return (
    <div class="info">
      <h2>{m.mendTitle}</h2>
      <ul>
        {missing.map((one) => (
          <li>
            {nameOf(one.kode)}
            {one.catatan !== '' && `: ${one.catatan}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Summary({ ctx, spp, skpdNama, spm, sp2d, kontrak }: SppView) {
  const m = messagesIn(ctx.lang)
  const money = (amount: Spp['jumlah']) => formatRupiah(amount, ctx.lang)
  const day = (at: Date) => formatDateTime(at, localeOf(ctx))
  const paper = spp.tahap === 'spm' ? 'SP2D' : 'SPM'
  return (
    <div class="kartu">
      <div class="isi">
        <p class="dana-jumlah angka">{money(spp.jumlah)}</p>
        <Facts
          rows={[
            { label: m.doc.skpd, value: skpdNama },
            { label: m.doc.jenis, value: m.jenis[spp.jenis] },
            { label: m.doc.tanggal, value: formatTanggal(spp.tanggal, ctx.lang) },
            { label: m.doc.potongan, value: money(spp.potongan) },
            { label: m.doc.bersih, value: money(subtractSen(spp.jumlah, spp.potongan)) },
            { label: m.doc.penerima, value: spp.penerima },
            { label: m.doc.rekening, value: `${spp.bank} ${spp.rekening}` },
            ...(kontrak === undefined
              ? []
              : [
                  {
                    label: m.doc.kontrak,
                    value: <a href={`${HOME}/kontrak/${kontrak.id}`}>{kontrak.nomor}</a>,
                  },
                ]),
            { label: m.doc.trace, value: <a href={`/jejak/spp.${spp.id}`}>{m.doc.openTrace}</a> },
            ...(spm === undefined ? [] : [{ label: m.doc.spm, value: spm.nomor }]),
            ...(sp2d === undefined ? [] : [{ label: m.doc.sp2d, value: sp2d.nomor }]),
            ...(sp2d?.cairTanggal == null
              ? []
              : [
                  {
                    label: m.doc.cair,
                    value: `${formatTanggal(sp2d.cairTanggal, ctx.lang)} · ${sp2d.cairReferensi}`,
                  },
                ]),
          ]}
        />
        {spp.tenggatAt !== null && (
          <p class="bantuan">
            {m.doc.clock(paper, day(spp.tenggatAt))}
            {spp.tolakAt !== null && <> · {m.doc.clockRefuse(day(spp.tolakAt))}</>}
          </p>
        )}
      </div>
    </div>
  )
}

function Lines({ ctx, baris, spp }: SppView) {
  const m = messagesIn(ctx.lang).doc
  if (baris.length === 0) return null
  const hasAssets = baris.some(({ isModal }) => isModal)
  return (
    <Section id="baris" title={m.lines}>
      <DataTable
        caption={m.lines}
        isStacked
        rows={baris}
        columns={[
          { header: m.column.baris, cell: (row) => row.urutan },
          {
            header: m.column.rekening,
            isHead: true,
            cell: (row) => (
              <>
                <span class="angka">{row.kodeRekening}</span> {row.rekening}
              </>
            ),
          },
          { header: m.column.kegiatan, cell: (row) => row.kegiatan },
          { header: m.column.uraian, cell: (row) => row.uraian },
          {
            header: m.column.jumlah,
            isNumber: true,
            cell: (row) => formatRupiah(row.jumlahSen, ctx.lang),
          },
          ...(hasAssets
            ? [
                {
                  header: m.column.aset,
                  isNumber: true,
                  cell: (row: SppView['baris'][number]) =>
                    row.isModal ? formatRupiah(row.tercatatSen, ctx.lang) : '–',
                },
              ]
            : []),
        ]}
      />
      <p class="dana-total angka">
        {m.total}: <b>{formatRupiah(spp.jumlah, ctx.lang)}</b>
      </p>
    </Section>
  )
}

function Taxes({ ctx, potongan }: SppView) {
  const m = messagesIn(ctx.lang).doc
  if (potongan.length === 0) return null
  return (
    <Section id="potongan" title={m.taxes}>
      <DataTable
        caption={m.taxes}
        isStacked
        rows={potongan}
        columns={[
          { header: m.column.baris, cell: (row) => row.barisUrutan },
          { header: m.tax, isHead: true, cell: (row) => row.nama },
          {
            header: m.rate,
            isNumber: true,
            cell: (row) => formatPercent(row.bps / 10_000, ctx.lang),
          },
          { header: m.base, isNumber: true, cell: (row) => formatRupiah(row.dasarSen, ctx.lang) },
          {
            header: m.column.jumlah,
            isNumber: true,
            cell: (row) => formatRupiah(row.jumlahSen, ctx.lang),
          },
        ]}
      />
      {potongan.some(({ isTerverifikasi }) => !isTerverifikasi) && (
        <Warning>{m.unverified}</Warning>
      )}
    </Section>
  )
}

function Papers({ ctx, bukti }: SppView) {
  const m = messagesIn(ctx.lang).doc
  return (
    <Section id="bukti" title={m.papers}>
      {bukti.length === 0 ? (
        <p class="bantuan">{m.noPapers}</p>
      ) : (
        <DataTable
          caption={m.papers}
          isStacked
          rows={bukti}
          columns={[
            { header: m.paperKind, isHead: true, cell: (row) => row.jenis },
            { header: m.paperNumber, cell: (row) => row.nomor },
            { header: m.tanggal, cell: (row) => formatTanggal(row.tanggal, ctx.lang) },
          ]}
        />
      )}
    </Section>
  )
}

export function Trail({ ctx, riwayat }: Pick<SppView, 'ctx' | 'riwayat'>) {
  const m = messagesIn(ctx.lang)
  const words: Readonly<Record<string, string>> = m.kejadian
  return (
    <Section id="riwayat" title={m.doc.trail}>
      <Timeline
        label={m.doc.trail}
        items={riwayat.map((one) => ({
          title: words[one.kejadian] ?? one.kejadian,
          when: [
            formatDateTime(one.waktu, localeOf(ctx)),
            one.nama,
            ...(one.suratNomor === null ? [] : [m.doc.letter(one.suratNomor)]),
          ].join(' · '),
          isDone: true,
          ...(isPenolakan(one.kejadian)
            ? {
                link: {
                  href: `${HOME}/spp/${one.dokumenId}/surat/${one.id}`,
                  label: m.doc.letterFile,
                  name: `${m.doc.letterFile} ${one.suratNomor ?? ''}`,
                },
              }
            : {}),
          ...(one.alasan === null ? {} : { body: one.alasan }),
        }))}
      />
    </Section>
  )
}
