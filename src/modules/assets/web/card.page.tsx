import type { Sen } from '../../../kernel/money.ts'
import { subtractSen } from '../../../kernel/money.ts'
import { formatDateTime, formatRupiah, formatTanggal, localeOf } from '../../../ui/format.ts'
import { ButtonLink, DataTable, Facts, Section, StatusTag, Timeline } from '../../../ui/index.ts'
import { ruasOf } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import { Batas } from './batas.tsx'
import { CardActions } from './card-actions.tsx'
import type { CardProps } from './card-props.ts'
import { ASET, AsetFrame } from './frame.tsx'
import { KondisiTag } from './tags.tsx'

/** One card: what it is, its ledger to the sen, what depreciation will do, and its life. */
export function CardPage(props: CardProps) {
  const { ctx, kartu, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={kartu.nama} refusals={refusals} current="kartu">
      <p class="meta">
        <KondisiTag ctx={ctx} kartu={kartu} />
        <span class="angka">{props.nomor}</span>
        <span>KIB {kartu.kib}</span>
        {kartu.isEkstrakomptabel && <StatusTag kind="netral">{m.card.outside}</StatusTag>}
        {kartu.isWarisan && <StatusTag kind="tunggu">{m.card.gaps}</StatusTag>}
      </p>
      <Amounts {...props} />
      <div class="dua-lajur">
        <div>
          <Particulars {...props} />
          <Batas ctx={ctx} kartu={kartu} />
          <Ledger {...props} />
          <Schedule {...props} />
        </div>
        <div>
          {props.mayChange && kartu.status === 'aktif' && <CardActions {...props} />}
          <Photos {...props} />
          <Life {...props} />
        </div>
      </div>
    </AsetFrame>
  )
}

function Amounts({ ctx, kartu }: CardProps) {
  const m = messagesIn(ctx.lang)
  const rupiah = (amount: Sen) => formatRupiah(amount, ctx.lang)
  const left = kartu.sisaSemester
  return (
    <dl class="aset-angka angka">
      <div>
        <dt>{m.card.value}</dt>
        <dd>{rupiah(kartu.nilai)}</dd>
      </div>
      <div>
        <dt>{m.card.accumulated}</dt>
        <dd>{rupiah(kartu.akumulasi)}</dd>
      </div>
      <div>
        <dt>{m.card.bookValue}</dt>
        <dd>{rupiah(subtractSen(kartu.nilai, kartu.akumulasi))}</dd>
      </div>
      <div>
        <dt>{m.card.life}</dt>
        <dd>
          {kartu.masaSemester === 0
            ? m.card.never
            : m.card.lifeLeft(String(left), String(kartu.masaSemester))}
        </dd>
      </div>
    </dl>
  )
}

function Particulars({ ctx, kartu, skpd, gaps, asal }: CardProps) {
  const m = messagesIn(ctx.lang)
  const choices = m.pilihan as Readonly<Record<string, string>>
  const told = ruasOf(kartu.kib).flatMap(({ nama, pilihan }) => {
    const value = kartu.rincian[nama]
    if (value === undefined) return []
    const shown = pilihan === undefined ? value : (choices[value] ?? value)
    return [{ label: m.ruas[nama], value: shown }]
  })
  return (
    <Section id="isi-kartu" title={m.card.particulars}>
      <Facts
        rows={[
          { label: m.card.code, value: `${kartu.kode} ${kartu.namaKode}` },
          { label: m.list.skpd, value: skpd },
          ...(kartu.ruang === null ? [] : [{ label: m.form.ruang, value: kartu.ruang }]),
          { label: m.form.tanggal, value: formatTanggal(kartu.tanggalPerolehan, ctx.lang) },
          { label: m.form.asalUsul, value: m.asalUsul[kartu.asalUsul] },
          ...told,
          ...(kartu.lat === null || kartu.lon === null
            ? []
            : [{ label: m.card.place, value: `${kartu.lat}, ${kartu.lon}` }]),
          ...asal.map((one) => ({
            label: one.kdpId === null ? m.card.fromSp2d : m.card.fromKdp,
            value: (
              <>
                {formatRupiah(one.jumlah, ctx.lang)}{' '}
                {one.kdpLabel === null ? (
                  <a href={`/jejak/sp2d.${one.sp2dId}`}>{m.card.trace}</a>
                ) : (
                  <a href={`${ASET}/kartu/${one.kdpLabel}`}>{one.kdpLabel}</a>
                )}
              </>
            ),
          })),
          ...(kartu.keterangan === ''
            ? []
            : [{ label: m.form.keterangan, value: kartu.keterangan }]),
        ]}
      />
      {gaps.length > 0 && <p class="awas">{m.card.gapsHelp(gaps.join(', '))}</p>}
      <p class="tombol-baris jarak-atas">
        <ButtonLink href={`/barang/${kartu.label}`} tone="secondary" isSmall>
          {m.card.publicPage}
        </ButtonLink>
        <ButtonLink href={`${ASET}/label?nomor=${kartu.label}`} tone="secondary" isSmall>
          {m.card.printLabel}
        </ButtonLink>
      </p>
    </Section>
  )
}

function Ledger({ ctx, mutasi }: CardProps) {
  const m = messagesIn(ctx.lang)
  const shown = (amount: Sen) => (amount === 0n ? '' : formatRupiah(amount, ctx.lang))
  return (
    <Section id="mutasi" title={m.card.ledger}>
      <DataTable
        caption={m.card.ledger}
        rows={mutasi}
        columns={[
          {
            header: m.card.day,
            isHead: true,
            cell: (row) => formatTanggal(row.tanggal, ctx.lang),
          },
          {
            header: m.card.what,
            cell: (row) => (
              <>
                {m.jenisMutasi[row.jenis]}
                {row.jurnalId !== null && (
                  <>
                    {' '}
                    <a href={`/kerja/akuntansi/jurnal/${row.jurnalId}`}>{m.card.journal}</a>
                  </>
                )}
                <br />
                <span class="redup kecil">{row.dokumen}</span>
              </>
            ),
          },
          { header: m.card.value, isNumber: true, cell: (row) => shown(row.nilai) },
          { header: m.card.accumulated, isNumber: true, cell: (row) => shown(row.susut) },
          {
            header: m.card.semesters,
            isNumber: true,
            cell: (row) => (row.semester === 0 ? '' : String(row.semester)),
          },
        ]}
      />
    </Section>
  )
}

const SCHEDULE_SHOWN = 10

function Schedule({ ctx, schedule }: CardProps) {
  const m = messagesIn(ctx.lang)
  if (schedule.length === 0) return null
  return (
    <Section id="susut" title={m.card.schedule}>
      <p class="bantuan">{m.card.scheduleHelp(String(schedule.length))}</p>
      <DataTable
        caption={m.card.schedule}
        rows={schedule.slice(0, SCHEDULE_SHOWN)}
        columns={[
          { header: m.card.semester, isHead: true, cell: (row) => row.periode },
          {
            header: m.card.charge,
            isNumber: true,
            cell: (row) => formatRupiah(row.charge, ctx.lang),
          },
          {
            header: m.card.accumulated,
            isNumber: true,
            cell: (row) => formatRupiah(row.akumulasi, ctx.lang),
          },
          {
            header: m.card.bookValue,
            isNumber: true,
            cell: (row) => formatRupiah(subtractSen(row.nilai, row.akumulasi), ctx.lang),
          },
        ]}
      />
    </Section>
  )
}

function Photos({ ctx, foto, kartu }: CardProps) {
  const m = messagesIn(ctx.lang)
  if (foto.length === 0) return null
  return (
    <Section id="foto-kartu" title={m.card.photos}>
      <div class="galeri">
        {foto.map((one, index) => (
          <a href={`${ASET}/foto/${one.id}`}>
            <img
              class="foto"
              src={`${ASET}/foto/${one.id}?kecil=1`}
              alt={m.card.photoAlt(kartu.nama, String(index + 1))}
              width="96"
              height="96"
              loading="lazy"
            />
          </a>
        ))}
      </div>
    </Section>
  )
}

function Life({ ctx, riwayat }: CardProps) {
  const m = messagesIn(ctx.lang)
  const words = m.kejadian as Readonly<Record<string, string>>
  return (
    <Section id="riwayat" title={m.card.life2}>
      <Timeline
        label={m.card.life2}
        items={riwayat.map((row) => ({
          title: words[row.kejadian] ?? row.kejadian,
          when: `${formatDateTime(row.waktu, localeOf(ctx))}, ${row.oleh}`,
          isDone: true,
          ...(typeof row.dokumen.dokumen === 'string' ? { body: row.dokumen.dokumen } : {}),
        }))}
      />
    </Section>
  )
}
