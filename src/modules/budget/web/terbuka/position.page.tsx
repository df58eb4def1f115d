import { tanggal } from '../../../../kernel/date.ts'
import { formatRupiah, formatTanggal } from '../../../../ui/format.ts'
import { CitizenPage, Facts, type PageContext, Section } from '../../../../ui/index.ts'
import type { Kodefikasi } from '../../../fiscal/index.ts'
import { writeRupiah } from '../../domain/rupiah.ts'
import { writeVolume } from '../../domain/volume.ts'
import { messagesIn } from '../../messages/index.ts'
import type { listPositionHistory, OpenLine, OpenPosition } from '../../store/terbuka-store.ts'
import { openHref } from './address.ts'

export type PositionProps = Readonly<{
  ctx: PageContext
  position: OpenPosition
  codes: Kodefikasi
  lines: readonly OpenLine[]
  history: Awaited<ReturnType<typeof listPositionHistory>>
}>

/** One budget position with the lines it is made of and what it was before. */
export function PositionPage({ ctx, position, codes, lines, history }: PositionProps) {
  const m = messagesIn(ctx.lang).open
  const { tahun } = position
  const rekening = codes.rekening.byId.get(position.rekeningId)
  const skpd = codes.skpd.byId.get(position.skpdId)
  const sub =
    position.subKegiatanId === null ? undefined : codes.nomenklatur.byId.get(position.subKegiatanId)
  const source =
    position.sumberDanaId === null ? undefined : codes.sumberDana.byId.get(position.sumberDanaId)
  return (
    <CitizenPage ctx={ctx} title={rekening?.nama ?? m.position} current="budget" css={['anggaran']}>
      <div class="wadah sempit isi-hal tumpuk">
        <p>
          <a href={`/anggaran/${tahun}`}>{m.title(String(tahun))}</a>
        </p>
        <div>
          <p class="redup angka">{rekening?.kode}</p>
          <h1>{rekening?.nama}</h1>
        </div>
        <p class="ang-nilai angka">{formatRupiah(position.jumlah, ctx.lang)}</p>
        <Facts
          rows={[
            {
              label: m.per.skpd,
              value: skpd && <a href={openHref(tahun, { skpd: skpd.kode })}>{skpd.nama}</a>,
            },
            ...(sub === undefined
              ? []
              : [
                  {
                    label: m.per.urusan,
                    value: <a href={openHref(tahun, { urusan: sub.kode })}>{sub.nama}</a>,
                  },
                ]),
            { label: m.source, value: source?.nama ?? m.notStated },
          ]}
        />
        <p>
          <a href={`/jejak/mata-anggaran.${position.id}`}>{m.trace}</a>
        </p>
        <Section id="rincian" title={m.rincian}>
          <div class="kartu">
            {lines.map((line) => (
              <div class="baris">
                <b>{line.uraian}</b>
                <div class="meta angka">
                  {line.spesifikasi !== '' && <span>{line.spesifikasi}</span>}
                  <span>
                    {m.unit(writeVolume(line.volume), line.satuan, `Rp${writeRupiah(line.harga)}`)}
                  </span>
                  <b>{formatRupiah(line.jumlah, ctx.lang)}</b>
                </div>
              </div>
            ))}
          </div>
        </Section>
        <Section id="riwayat" title={m.history}>
          <ol class="jalur">
            {history.map((one) => (
              <li class="ya">
                <b class="angka">{formatRupiah(one.jumlah, ctx.lang)}</b>
                <p class="kecil redup">
                  {`${one.judul}, ${one.dasar}, ${formatTanggal(tanggal(one.tanggal), ctx.lang)}`}
                </p>
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </CitizenPage>
  )
}
