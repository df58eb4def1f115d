import { parsePublicCode } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import type { TimelineItem } from '../../../../ui/index.ts'
import { mayReadSecret, standingOf } from '../../actions/act-on-laporan.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { refusal } from '../../domain/refusals.ts'
import { possibleActions, type Standing, type Tindakan } from '../../domain/transitions.ts'
import { laporanMessages } from '../../messages/index.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { readIsiRahasia } from '../../store/pelapor-store.ts'
import { listRiwayat, type Riwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import { LaporanPage } from './laporan.page.tsx'

/** One report with its timeline, for everyone; what its reporter may do, for the reporter. */
export function kasusRoutes(reports: CitizenReports): readonly Route[] {
  const open = (method: 'GET' | 'POST', url: string, handle: Route['handle']): Route => ({
    method,
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    open('GET', '/laporan/:nomor', (req) => showOne(reports, req)),
    open('POST', '/laporan/:nomor/pelapor', (req) => openAsReporter(reports, req)),
    open('POST', '/laporan/:nomor/jawab', (req) => answer(reports, req)),
  ]
}

type Opened = Readonly<{ laporan: Laporan; standing: Standing; isi: string; judul: string }>

/** The case as this visitor may see it; a secret one is not there for strangers. */
async function openCase(
  { deps }: CitizenReports,
  req: Req,
  kodeLacak?: string,
): Promise<Opened | undefined> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findLaporanByNomor(tx, String(req.params.nomor).toUpperCase())
    if (laporan === undefined) return undefined
    const standing = await standingOf(tx, laporan, {
      actor: req.actor,
      ...(kodeLacak === undefined ? {} : { kodeLacak }),
    })
    if (!laporan.isRahasia) return { laporan, standing, judul: laporan.judul, isi: laporan.isi }
    if (!mayReadSecret(standing)) return undefined
    const secret = await readIsiRahasia(tx, laporan.id)
    return { laporan, standing, judul: secret?.judul ?? '', isi: secret?.isi ?? '' }
  })
}

async function showOne(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
  kodeLacak?: string,
): Promise<Answer> {
  const opened = await openCase(reports, req, kodeLacak)
  if (opened === undefined) return notFound
  const { laporan, standing } = opened
  const { kit } = reports.deps
  const timeline = await listRiwayat(kit.db, laporan.id, 'publik')
  const may = new Set(possibleActions(laporan, standing).map((one) => one.tindakan))
  const katalog = await reports.katalog.get()
  const alasan = laporan.alasanKode === null ? undefined : katalog.alasan.get(laporan.alasanKode)
  const lang = req.ctx.lang
  const view = (
    <LaporanPage
      ctx={req.ctx}
      refusals={refusals}
      nomor={laporan.nomor}
      judul={opened.judul}
      isi={opened.isi}
      tag={tagOf(req.ctx, laporan)}
      facts={factsOf(reports, req, {
        laporan,
        kategori: katalog.kategori.get(laporan.kategoriKode)?.nama[lang] ?? laporan.kategoriKode,
      })}
      timeline={timeline.map((row) =>
        timelineItem(req, row, (kode) => katalog.alasan.get(kode)?.teks[lang] ?? kode),
      )}
      supporters={laporan.jumlahDukungan}
      isRahasia={laporan.isRahasia}
      reporter={
        standing.isReporter
          ? {
              kodeLacak: kodeLacak ?? '',
              canConfirm: may.has('konfirmasi'),
              canReopen: may.has('buka_kembali'),
              canComplete: may.has('lengkapi') && laporan.jedaSejak !== null,
            }
          : undefined
      }
      pausedReason={laporan.jedaSejak === null ? undefined : (alasan?.teks[lang] ?? '')}
      refusedReason={
        laporan.status === 'ditolak' && alasan !== undefined
          ? { text: alasan.teks[lang], advice: alasan.saran?.[lang] }
          : undefined
      }
    />
  )
  return page(view, {
    status: refusals.length > 0 ? 422 : 200,
    headers: laporan.isRahasia ? { 'cache-control': 'no-store' } : {},
  })
}

function factsOf(
  { deps }: CitizenReports,
  req: Req,
  { laporan, kategori }: { laporan: Laporan; kategori: string },
) {
  const words = laporanMessages(req.ctx.lang)
  const m = words.one
  const locale = localeOf(req.ctx)
  const place = [
    laporan.patokan,
    laporan.wilayahKode && deps.reference.findWilayah(laporan.wilayahKode)?.nama,
    laporan.kecamatanKode && deps.reference.findWilayah(laporan.kecamatanKode)?.nama,
  ].filter((part) => part)
  const promise =
    laporan.tenggatAt === null || laporan.tenggatJenis === null || isClosed(laporan.status)
      ? []
      : [
          {
            label: m.promises[laporan.tenggatJenis],
            value: `${formatDateTime(laporan.tenggatAt, locale)}${laporan.isTenggatPasti ? '' : ` (${m.unconfirmed})`}`,
          },
        ]
  return [
    { label: m.category, value: kategori },
    ...(place.length > 0 ? [{ label: m.place, value: place.join(', ') }] : []),
    {
      label: m.unit,
      value:
        laporan.unitKode === null
          ? m.notYet
          : (deps.reference.findUnit(laporan.unitKode)?.nama ?? laporan.unitKode),
    },
    { label: m.receivedAt, value: formatDateTime(laporan.diterimaAt, locale) },
    { label: m.channel, value: words.kanal[laporan.kanal] },
    {
      label: m.reporter,
      value: laporan.namaTampil ?? (laporan.isAnonim ? m.anonymous : m.hiddenName),
    },
    ...promise,
  ]
}

function timelineItem(req: Req, row: Riwayat, reasonOf: (kode: string) => string): TimelineItem {
  const events: Readonly<Record<string, string | ((what: string) => string)>> = laporanMessages(
    req.ctx.lang,
  ).events
  const word = events[row.kejadian]
  const detail = String(
    row.data.unit ??
      row.data.induk ??
      row.data.tingkat ??
      (typeof row.data.alasan === 'string' ? reasonOf(row.data.alasan) : row.pelakuLabel),
  )
  return {
    title: typeof word === 'function' ? word(detail) : (word ?? row.kejadian),
    when: `${formatDateTime(row.waktu, localeOf(req.ctx))} · ${row.pelakuLabel}`,
    isDone: true,
    isLate: row.kejadian === 'eskalasi',
    ...(row.pesan === null ? {} : { body: row.pesan }),
  }
}

/** The code as typed, forgiving spaces and case; undefined when it is no code at all. */
function codeOf(req: Req): string | undefined {
  const parsed = parsePublicCode(fieldText(req.form, 'kode'), 'LCK')
  return parsed.ok ? parsed.value : undefined
}

async function openAsReporter(reports: CitizenReports, req: Req): Promise<Answer> {
  const kodeLacak = codeOf(req)
  const opened = kodeLacak === undefined ? undefined : await openCase(reports, req, kodeLacak)
  if (opened?.standing.isReporter) return showOne(reports, req, [], kodeLacak)
  return showOne(reports, req, [
    { code: 'KODE_SALAH', message: laporanMessages(req.ctx.lang).flash.wrongCode, field: 'kode' },
  ])
}

const ANSWERS: readonly Tindakan[] = ['konfirmasi', 'belum_selesai', 'buka_kembali', 'lengkapi']

async function answer(reports: CitizenReports, req: Req): Promise<Answer> {
  const tindakan = ANSWERS.find((one) => one === fieldText(req.form, 'jawab'))
  const kodeLacak = codeOf(req)
  if (tindakan === undefined)
    return showOne(reports, req, [refusal('TINDAKAN_TIDAK_DIIZINKAN')], kodeLacak)
  const pesan = fieldText(req.form, 'pesan').trim()
  const nomor = String(req.params.nomor).toUpperCase()
  const done = await reports.act(
    reports.deps.kit.db,
    { actor: req.actor, ...(kodeLacak === undefined ? {} : { kodeLacak }) },
    { nomor, tindakan, form: pesan === '' ? {} : { pesan } },
  )
  if (!done.ok) return showOne(reports, req, done.refusals, kodeLacak)
  const m = laporanMessages(req.ctx.lang).flash
  const text =
    tindakan === 'konfirmasi' ? m.confirmed : tindakan === 'lengkapi' ? m.answered : m.reopened
  return redirect(`/laporan/${nomor}`, { flash: { kind: 'success', text } })
}
