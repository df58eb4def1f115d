import { Readable } from 'node:stream'
import { isSignedIn } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { type CsvColumn, csvStream } from '../../../platform/csv/write-csv.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { appeal, judge } from '../actions/putuskan.ts'
import { MONTHS_SHOWN, makeRekap } from '../actions/terbitkan.ts'
import { isModerator, MODERATORS } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { JENIS_PUTUSAN } from '../domain/putusan.ts'
import { bulanOf, totalOf } from '../domain/transparansi.ts'
import { messagesIn } from '../messages/index.ts'
import { findTopikById } from '../store/forum-store.ts'
import { findKirimanById, type Kiriman } from '../store/kiriman-store.ts'
import { findKeputusan, type Keputusan } from '../store/moderasi-store.ts'
import { listTerbitan } from '../store/terbitan-store.ts'
import { NOTHING, type Refused, statusOf, typed } from './asked.ts'
import { DecisionPage, type MonthRow, type Peran, ReportPage } from './moderasi.page.tsx'

/** Decisions and their appeals, and what moderation did month by month. */
export function moderationRoutes(deps: Deps): readonly Route[] {
  const get = { access: 'public', kind: 'page', method: 'GET' } as const
  const one = '/forum/banding/:putusan'
  return [
    { ...get, url: '/forum/transparansi', handle: (req) => showReport(deps, req) },
    { ...get, url: '/forum/transparansi.csv', handle: () => sendReport(deps) },
    { ...get, url: one, handle: (req) => showDecision(deps, req) },
    {
      access: 'signed-in',
      kind: 'page',
      method: 'POST',
      url: one,
      handle: (req) => takeAppeal(deps, req),
    },
    {
      access: { roles: MODERATORS },
      kind: 'page',
      method: 'POST',
      url: '/kerja/forum/banding/:putusan',
      handle: (req) => takeJudgement(deps, req),
    },
  ]
}

const NOMOR = /^MOD-\d{4}-\d{6}-[A-Z]$/

async function decisionOf({ kit }: Deps, req: Req): Promise<Keputusan | undefined> {
  const nomor = (req.params.putusan ?? '').toUpperCase()
  return NOMOR.test(nomor) ? findKeputusan(kit.db, nomor) : undefined
}

function peranOf(req: Req, keputusan: Keputusan, kiriman: Kiriman): Peran {
  const { actor } = req
  if (!isSignedIn(actor)) return 'umum'
  if (kiriman.penulisAkun === actor.accountId) return 'penulis'
  if (!isModerator(actor)) return 'umum'
  return keputusan.oleh === actor.accountId ? 'pemutus-pertama' : 'pemutus'
}

async function showDecision(
  deps: Deps,
  req: Req,
  { refusals }: Refused = NOTHING,
): Promise<Answer> {
  const { kit, aturanAt } = deps
  const keputusan = await decisionOf(deps, req)
  const kiriman = keputusan && (await findKirimanById(kit.db, keputusan.kirimanId))
  const topik = kiriman && (await findTopikById(kit.db, kiriman.topikId))
  if (keputusan === undefined || kiriman === undefined || topik === undefined) return notFound
  const aturan = aturanAt(kit.today())
  const peran = peranOf(req, keputusan, kiriman)
  const ends = keputusan.diputusAt.getTime() + aturan.tenggat.bandingDalamHari * DAY_MS
  const view = (
    <DecisionPage
      ctx={req.ctx}
      keputusan={keputusan}
      topik={topik}
      kirimanNomor={kiriman.nomor}
      teks={peran === 'umum' ? undefined : kiriman.isi}
      aturan={aturan}
      peran={peran}
      mayAppeal={
        peran === 'penulis' && keputusan.jenis !== 'biarkan' && kit.now().getTime() <= ends
      }
      typed={{ alasan: typed(req, 'alasan'), hasil: typed(req, 'hasil').slice(0, 20) }}
      refusals={refusals}
    />
  )
  return page(view, {
    status: statusOf({ refusals }),
    headers: peran === 'umum' ? {} : { 'cache-control': 'no-store' },
  })
}

async function takeAppeal(deps: Deps, req: Req): Promise<Answer> {
  const keputusan = await decisionOf(deps, req)
  if (keputusan === undefined) return notFound
  const { nomor } = keputusan
  const done = await appeal(deps, signedInOf(req), { nomor, alasan: typed(req, 'alasan') })
  if (!done.ok) return showDecision(deps, req, done)
  return redirect(`/forum/banding/${nomor}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).appealSent },
  })
}

async function takeJudgement(deps: Deps, req: Req): Promise<Answer> {
  const keputusan = await decisionOf(deps, req)
  if (keputusan === undefined) return notFound
  const { nomor } = keputusan
  const form = { hasil: typed(req, 'hasil'), alasan: typed(req, 'alasan') }
  const done = await judge(deps, signedInOf(req), { nomor, form })
  if (!done.ok) return showDecision(deps, req, done)
  return redirect(`/forum/banding/${nomor}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).judgeSaved },
  })
}

/** The running month from the rows, those before as they were published. */
async function monthsOf(deps: Deps): Promise<readonly MonthRow[]> {
  const { kit } = deps
  const bulan = bulanOf(kit.today())
  const [rekap, published] = await together([
    makeRekap(deps, kit.db, bulan),
    listTerbitan(kit.db, MONTHS_SHOWN),
  ])
  return [
    { ...rekap, bulan, isRunning: true },
    ...published.map(({ dokumen }) => ({ ...dokumen, isRunning: false })),
  ]
}

async function showReport(deps: Deps, req: Req): Promise<Answer> {
  const rows = await monthsOf(deps)
  const aturan = deps.aturanAt(deps.kit.today())
  return page(<ReportPage ctx={req.ctx} rows={rows} aturan={aturan} />)
}

async function sendReport(deps: Deps): Promise<Answer> {
  const rows = await monthsOf(deps)
  const { butir } = deps.aturanAt(deps.kit.today())
  const columns: readonly CsvColumn<MonthRow>[] = [
    { header: 'bulan', value: ({ bulan }) => bulan },
    { header: 'berjalan', value: ({ isRunning }) => (isRunning ? 'ya' : 'tidak') },
    { header: 'kiriman', value: ({ kiriman }) => kiriman },
    { header: 'topik', value: ({ topik }) => topik },
    { header: 'tanda', value: ({ tanda }) => totalOf(tanda) },
    ...butir.map(({ kode }) => ({
      header: `tanda_${kode}`,
      value: ({ tanda }: MonthRow) => tanda[kode] ?? 0,
    })),
    ...butir.flatMap(({ kode }) =>
      JENIS_PUTUSAN.map((jenis) => ({
        header: `putusan_${kode}_${jenis}`,
        value: ({ putusan }: MonthRow) =>
          putusan.find((one) => one.aturan === kode && one.jenis === jenis)?.jumlah ?? 0,
      })),
    ),
    { header: 'menit_median', value: ({ menitMedian }) => menitMedian },
    { header: 'menit_p90', value: ({ menitP90 }) => menitP90 },
    { header: 'putusan_terlambat', value: ({ putusanTerlambat }) => putusanTerlambat },
    { header: 'banding', value: ({ banding }) => banding },
    { header: 'banding_dikabulkan', value: ({ bandingDikabulkan }) => bandingDikabulkan },
    { header: 'banding_ditolak', value: ({ bandingDitolak }) => bandingDitolak },
    { header: 'banding_terlambat', value: ({ bandingTerlambat }) => bandingTerlambat },
    { header: 'mode_lambat', value: ({ lambat }) => lambat },
    { header: 'pertanyaan', value: ({ pertanyaan }) => pertanyaan },
    { header: 'dijawab', value: ({ jawaban }) => jawaban },
    { header: 'pertanyaan_lewat', value: ({ pertanyaanLewat }) => pertanyaanLewat },
    { header: 'percobaan_ditolak', value: ({ penolakan }) => totalOf(penolakan) },
  ]
  return {
    kind: 'stream',
    body: Readable.from(csvStream(rows, columns), { objectMode: false }),
    contentType: 'text/csv; charset=utf-8',
    filename: 'forum-moderasi.csv',
  }
}
