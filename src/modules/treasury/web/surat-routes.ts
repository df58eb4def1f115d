import { startOfDay, tanggalIn } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, bytes, notFound } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { formatDateTime, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { isPenolakan, type Penolakan, reasonsOf, receivedAt } from '../domain/surat-penolakan.ts'
import { aturanOn, tenggatOf } from '../domain/tenggat.ts'
import { skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { SURAT } from '../messages/surat.ts'
import { listAturan, listSyarat } from '../store/aturan-store.ts'
import { listRiwayat, type Riwayat } from '../store/riwayat-store.ts'
import { findSp2dOf, findSpmOf } from '../store/sp2d-store.ts'
import { findSpp, listPeriksa, type Spp } from '../store/spp-store.ts'
import { treasuryGet } from './frame.tsx'
import { SURAT_TEMPLATE } from './surat-template.ts'

/** Letters are official documents: in Indonesian, whoever downloads them. */
const LANG = 'id'

export function suratRoutes(deps: Deps): readonly Route[] {
  return [treasuryGet('/spp/:id/surat/:surat', (req) => sendSurat(deps, req))]
}

async function sendSurat(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const { id = '', surat = '' } = req.params
  const spp = isUuid(id) && isUuid(surat) ? await findSpp(kit.db, id) : undefined
  if (spp === undefined) return notFound
  const { skpd } = await fiscal.kodefikasi(kit.db, spp.tahun)
  const seen = skpdsSeen(req.actor, skpd)
  if (seen !== undefined && !seen.includes(spp.skpdId)) return notFound
  const acts = await listRiwayat(kit.db, id)
  const act = acts.find((one) => one.id === surat)
  if (act === undefined || !isPenolakan(act.kejadian)) return notFound
  const data = await suratData(deps, { spp, act, acts, kejadian: act.kejadian })
  const { zone } = deps.reference.calendar()
  const at = startOfDay(zone, tanggalIn(zone, act.waktu))
  const made = await renderPdf({ template: SURAT_TEMPLATE, data, at })
  const file = made.ok
    ? made
    : await renderPdf({ template: SURAT_TEMPLATE, data: printable(data), at })
  if (!file.ok) return notFound
  return bytes(file.pdf, 'application/pdf', {
    'content-disposition': `inline; filename="${act.kejadian}-${spp.id}.pdf"`,
  })
}

/** What officers wrote may hold a sign no font of the house has: it is shown as a question mark. */
function printable(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data).replace(/[^\u0020-\u024f\u2010-\u2026\n]/g, '?'),
  ) as unknown
}

type Parts = Readonly<{
  spp: Spp
  act: Riwayat
  acts: readonly Riwayat[]
  kejadian: Penolakan
}>

async function suratData(deps: Deps, parts: Parts) {
  const { kit, fiscal, reference } = deps
  const { spp, act, kejadian } = parts
  const { jenis } = messagesIn(LANG)
  const [kode, spm, sp2d] = await together([
    fiscal.kodefikasi(kit.db, spp.tahun),
    findSpmOf(kit.db, spp.id),
    findSp2dOf(kit.db, spp.id),
  ])
  const { zone } = reference.calendar()
  const skpd = kode.skpd.byId.get(spp.skpdId)?.nama ?? ''
  const isBud = kejadian === 'tolak-sp2d' || kejadian === 'batal-sp2d'
  const day = formatTanggal(tanggalIn(zone, act.waktu), LANG)
  const judul = SURAT.title[kejadian]
  const nomor = act.suratNomor ?? ''
  return {
    judul,
    nomor,
    kantor: isBud ? SURAT.budOffice : skpd,
    pemerintah: `Pemerintah ${reference.region().name}`,
    kepada: isBud ? SURAT.toPa : SURAT.toTreasurer,
    skpd,
    pembuka: SURAT.opening[kejadian],
    dokumen: [
      [SURAT.spp, `${spp.nomor}, ${formatTanggal(spp.tanggal, LANG)}`],
      ...(spm === undefined
        ? []
        : [[SURAT.spm, `${spm.nomor}, ${formatTanggal(spm.tanggal, LANG)}`]]),
      ...(sp2d === undefined ? [] : [[SURAT.sp2d, sp2d.nomor]]),
      [SURAT.jenis, jenis[spp.jenis]],
      [SURAT.jumlah, formatRupiah(spp.jumlah, LANG)],
      [SURAT.uraian, spp.uraian],
    ],
    alasanJudul: SURAT.reasons,
    alasan: reasonsOf(act.alasan ?? ''),
    kurangJudul: SURAT.missing,
    kurang: await missingOf(deps, parts),
    waktu: await clockWords(deps, parts),
    penutup: SURAT.closing[kejadian],
    tempatTanggal: day,
    jabatan: SURAT.office[kejadian],
    nama: act.nama,
    kaki: `${judul} ${nomor}`,
  }
}

/** Papers the check of its last round found missing. */
async function missingOf({ kit }: Deps, { spp }: Parts): Promise<readonly string[]> {
  const [syarat, periksa] = await together([
    listSyarat(kit.db, spp.jenis),
    listPeriksa(kit.db, spp.id),
  ])
  return periksa
    .filter(({ putaran, isAda }) => putaran === spp.putaran && !isAda)
    .map(({ kode, catatan }) => {
      const nama = syarat.find((one) => one.kode === kode)?.nama ?? kode
      return catatan === '' ? nama : `${nama}: ${catatan}`
    })
}

/** When the paper came in, until when it could be refused, and whether this is in time. */
async function clockWords(deps: Deps, { act, acts, kejadian }: Parts): Promise<string> {
  const calendar = deps.reference.calendar()
  const { zone } = calendar
  const came = receivedAt(kejadian, act.waktu, acts)
  if (came === undefined || kejadian === 'batal-sp2d') return ''
  const rule = aturanOn(
    await listAturan(deps.kit.db),
    kejadian === 'tolak-sp2d' ? 'sp2d-tolak' : 'spm-tolak',
    tanggalIn(zone, came),
  )
  if (rule === undefined) return ''
  const until = new Date(tenggatOf(came, rule.nilai, calendar))
  const when = (at: Date) => formatDateTime(at, { lang: LANG, zone })
  return SURAT.clock({
    came: when(came),
    days: String(rule.nilai),
    until: when(until),
    isLate: act.waktu > until,
  })
}
