import { tanggal } from '../../../kernel/date.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import { type Answer, bytes, notFound, page } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { CitizenPage, Facts, SealBox } from '../../../ui/index.ts'
import { type Dpa, readDpa } from '../actions/dpa.ts'
import { READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { messagesIn } from '../messages/index.ts'
import { listPosisi, type PosisiSum } from '../store/mata-store.ts'
import { findBerlakuVersi } from '../store/versi-store.ts'
import { DPA_TEMPLATE } from './dpa-template.ts'
import { ANGGARAN, type BagianView, bagianOf } from './frame.ts'

export function dpaRoutes(deps: Deps): readonly Route[] {
  return [
    {
      kind: 'page',
      method: 'GET',
      url: `${ANGGARAN}/versi/:id/skpd/:skpd/dpa.pdf`,
      access: { roles: READ_ROLES },
      handle: (req) => sendDpa(deps, req),
    },
    {
      kind: 'page',
      method: 'GET',
      url: '/anggaran/:tahun/dpa/:skpd',
      access: 'public',
      handle: (req) => showDpa(deps, req),
    },
  ]
}

async function sendDpa(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined || view.versi.sidik === null) return notFound
  const { versi, skpd } = view
  const dpa = await readDpa(deps.kit.db, view)
  const positions = await listPosisi(deps.kit.db, versi.id, skpd.id)
  const at = versi.disahkanAt ?? versi.dibuatAt
  const data = dpaData(deps, { view, dpa, positions })
  const made = await renderPdf({ template: DPA_TEMPLATE, data, at })
  if (!made.ok) {
    // Names come from code tables; a sign no font has is shown as a question mark.
    const printable = JSON.parse(
      JSON.stringify(data).replace(/[^\u0020-\u024f\u2010-\u2026\n]/g, '?'),
    ) as unknown
    const again = await renderPdf({ template: DPA_TEMPLATE, data: printable, at })
    return again.ok ? bytes(again.pdf, 'application/pdf', fileName(view)) : notFound
  }
  return bytes(made.pdf, 'application/pdf', fileName(view))
}

const fileName = ({ versi, skpd }: BagianView) => ({
  'content-disposition': `inline; filename="dpa-${versi.tahun}-${skpd.kode}.pdf"`,
})

type DpaParts = Readonly<{ view: BagianView; dpa: Dpa; positions: readonly PosisiSum[] }>

/** A DPA is an official document: in Indonesian, whoever downloads it. */
function dpaData({ kit }: Deps, { view, dpa, positions }: DpaParts) {
  const { versi, skpd, codes } = view
  const region = kit.region()
  const date = versi.dasarTanggal === null ? '' : formatTanggal(tanggal(versi.dasarTanggal), 'id')
  const groups = new Map<number | null, PosisiSum[]>()
  for (const one of positions) {
    const group = groups.get(one.subKegiatanId)
    if (group === undefined) groups.set(one.subKegiatanId, [one])
    else group.push(one)
  }
  const address = `${kit.baseUrl}/anggaran/${versi.tahun}/dpa/${skpd.id}`
  return {
    judul: `DPA-SKPD Tahun Anggaran ${versi.tahun}`,
    pemerintah: `Pemerintah ${region.name}`,
    kaki: `${skpd.nama}, kode periksa ${dpa.kode}`,
    fakta: [
      ['SKPD', skpd.nama],
      ['Kode', skpd.kode],
      ['Dokumen', versi.judul],
      ['Dasar', `${versi.dasar ?? ''}, ${date}`],
      ['Banyak rincian', formatNumber(dpa.baris, 'id')],
    ],
    'kepala-jumlah': ['Uraian', 'Jumlah (Rp)'],
    jumlah: [
      ['Pendapatan', writeRupiah(dpa.jumlah.pendapatan)],
      ['Belanja', writeRupiah(dpa.jumlah.belanja)],
      ['Pembiayaan', writeRupiah(dpa.jumlah.pembiayaan)],
    ],
    kepala: ['Kode rekening', 'Uraian', 'Jumlah (Rp)'],
    bagian: [...groups].map(([subId, group]) => {
      const sub = subId === null ? undefined : codes.nomenklatur.byId.get(subId)
      return {
        kode: sub?.kode ?? '4, 6',
        nama: sub?.nama ?? 'Pendapatan dan pembiayaan',
        jumlah: writeRupiah(sumSen(group.map(({ jumlah }) => jumlah))),
        baris: group.map(({ rekeningId, jumlah }) => {
          const rekening = codes.rekening.byId.get(rekeningId)
          return [rekening?.kode ?? '', rekening?.nama ?? '', writeRupiah(jumlah)]
        }),
      }
    }),
    periksa: `Cocokkan kode ini dengan yang tampil di ${address}. Kode dihitung dari seluruh rincian: bila satu angka diubah, kodenya lain.`,
    sandi: dpa.kode,
  }
}

/** What a printed DPA is held against. */
async function showDpa(deps: Deps, req: Req): Promise<Answer> {
  const text = req.params.tahun ?? ''
  const { db } = deps.kit
  const versi = /^20\d\d$/.test(text) ? await findBerlakuVersi(db, Number(text)) : undefined
  if (versi === undefined) return notFound
  const codes = await deps.fiscal.kodefikasi(db, versi.tahun)
  const skpd = codes.skpd.byId.get(Number(req.params.skpd))
  if (skpd === undefined) return notFound
  const dpa = await readDpa(db, { versi, skpd, codes })
  const { ctx } = req
  const m = messagesIn(ctx.lang)
  const rupiah = (amount: Sen) => formatRupiah(amount, ctx.lang)
  return page(
    <CitizenPage ctx={ctx} title={`DPA ${versi.tahun}, ${skpd.nama}`}>
      <div class="wadah sempit isi-hal tumpuk">
        <p>
          <a href={`/anggaran/${versi.tahun}`}>{m.open.title(String(versi.tahun))}</a>
        </p>
        <h1>{`DPA ${skpd.nama}`}</h1>
        <p>{m.dpa.help}</p>
        <SealBox digest={dpa.kode} />
        <Facts
          rows={[
            { label: m.open.basis, value: versi.dasar ?? '' },
            { label: m.kelas.pendapatan, value: rupiah(dpa.jumlah.pendapatan) },
            { label: m.kelas.belanja, value: rupiah(dpa.jumlah.belanja) },
            { label: m.kelas.pembiayaan, value: rupiah(dpa.jumlah.pembiayaan) },
            { label: m.version.lines, value: formatNumber(dpa.baris, ctx.lang) },
          ]}
        />
      </div>
    </CitizenPage>,
  )
}
