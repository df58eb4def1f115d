import { z } from 'zod'
import { type Answer, json, notFound, text } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { shownMinutes } from '../domain/forecast.ts'
import { formatNomorAntrean } from '../domain/line.ts'
import { findDesk } from '../store/place-store.ts'
import { loadScreen } from '../web/layar.tsx'
import { linesOf, loadPlace, totalScore } from '../web/place-lines.ts'
import { loadPlaces } from '../web/place-list.tsx'
import { figuresCsv, loadFigures } from '../web/statistics.ts'
import { loadTicket } from '../web/tiket.tsx'

const BASE = '/api/v1/antrean'
const TAGS = ['Antrean'] as const
const FRESH = { 'cache-control': 'no-cache' } as const

const Range = z.object({ rendah: z.number(), tengah: z.number(), tinggi: z.number() })

const Places = z.array(
  z.object({
    kode: z.string(),
    nama: z.string(),
    jenis: z.string(),
    alamat: z.string(),
    buka: z.boolean(),
    menunggu: z.number(),
    loketBuka: z.number(),
    jamMalam: z.boolean(),
    bukaSabtu: z.boolean(),
  }),
)

const Place = z.object({
  kode: z.string(),
  nama: z.string(),
  layanan: z.array(
    z.object({
      id: z.string(),
      huruf: z.string(),
      nama: z.string(),
      unit: z.string(),
      layananKode: z.array(z.string()),
      buka: z.boolean(),
      menunggu: z.number(),
      loketBuka: z.number(),
      prakiraanMenit: Range.nullable(),
      janji: z.boolean(),
    }),
  ),
  ketepatan: z.object({
    nomor: z.number(),
    rataMelesetMenit: z.number().nullable(),
    dalamRentang: z.number().nullable(),
  }),
})

const Ticket = z.object({
  nomor: z.string(),
  tempat: z.string(),
  layanan: z.string(),
  status: z.string(),
  loket: z.string().nullable(),
  diDepan: z.number().nullable(),
  prakiraanMenit: Range.nullable(),
})

const Calls = z.array(
  z.object({ nomor: z.string(), loket: z.string(), tanda: z.string(), ucapan: z.string() }),
)

const Screen = z.object({
  sekarang: Calls,
  sebelumnya: Calls,
  berikutnya: z.array(z.string()),
})

const Figures = z.array(
  z.object({
    tanggal: z.string(),
    layanan: z.string(),
    nama: z.string(),
    diambil: z.number(),
    dilayani: z.number(),
    tidakHadir: z.number(),
    batal: z.number(),
    tungguMedian: z.number().nullable(),
    tungguP90: z.number().nullable(),
    layananMedian: z.number().nullable(),
    layananP90: z.number().nullable(),
    prakiraan: z.number(),
    prakiraanGalat: z.number().nullable(),
    prakiraanDalam: z.number().nullable(),
  }),
)

/** The queue for programs: open data, nothing about anybody. */
export function apiRoutes(deps: Deps): readonly Route[] {
  const route = (
    url: string,
    summary: string,
    response: z.ZodType,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({
    method: 'GET',
    url: `${BASE}${url}`,
    access: 'public',
    kind: 'api',
    schema: { summary, tags: TAGS, response: { 200: response } },
    handle,
  })
  return [
    route('', 'Tempat layanan dan antreannya sekarang', Places, () => listPlaces(deps)),
    route('/tiket/:kode', 'Satu nomor antrean, dengan kodenya', Ticket, (req) =>
      readTicket(deps, req),
    ),
    route('/:tempat', 'Satu tempat: layanan, yang menunggu, prakiraan', Place, (req) =>
      readPlace(deps, req),
    ),
    route('/:tempat/layar', 'Panggilan sekarang, untuk layar', Screen, (req) =>
      readScreen(deps, req),
    ),
    route('/:tempat/statistik', 'Angka pelayanan per hari', Figures, (req) =>
      readFigures(deps, req),
    ),
    {
      method: 'GET',
      url: '/antrean/:tempat/statistik.csv',
      access: 'public',
      kind: 'page',
      handle: (req) => sendCsv(deps, req),
    },
  ]
}

async function listPlaces(deps: Deps): Promise<Answer> {
  const places = await loadPlaces(deps)
  return json(
    places.map(({ tempat, state, badges, waiting, counters }) => ({
      kode: tempat.kode,
      nama: tempat.nama,
      jenis: tempat.jenis,
      alamat: tempat.alamat,
      buka: state.kind === 'open',
      menunggu: waiting,
      loketBuka: counters,
      jamMalam: badges.hasEvening,
      bukaSabtu: badges.hasSaturday,
    })),
    { headers: FRESH },
  )
}

type Forecasted = Parameters<typeof shownMinutes>[0]

function rangeOf(forecast: Forecasted): z.infer<typeof Range> {
  const { low, high } = shownMinutes(forecast)
  return { rendah: low, tengah: Math.round(forecast.midMinutes), tinggi: high }
}

async function readPlace(deps: Deps, req: Req): Promise<Answer> {
  const state = await loadPlace(deps, req.params.tempat ?? '')
  if (state === undefined) return notFound
  const { n, errorSum, inside } = totalScore(state)
  return json(
    {
      kode: state.desk.tempat.kode,
      nama: state.desk.tempat.nama,
      layanan: linesOf(deps, state).map(({ layanan, waiting, counters, isOpen, outlook }) => ({
        id: layanan.id,
        huruf: layanan.huruf,
        nama: layanan.nama,
        unit: layanan.unitKode,
        layananKode: layanan.layananKode,
        buka: isOpen,
        menunggu: waiting,
        loketBuka: counters,
        prakiraanMenit: isOpen ? rangeOf(outlook.forecast) : null,
        janji: layanan.isJanji,
      })),
      ketepatan: {
        nomor: n,
        rataMelesetMenit: n === 0 ? null : Math.round((errorSum / n) * 10) / 10,
        dalamRentang: n === 0 ? null : Math.round((inside / n) * 1_000) / 1_000,
      },
    },
    { headers: FRESH },
  )
}

async function readTicket(deps: Deps, req: Req): Promise<Answer> {
  const found = await loadTicket(deps, req.params.kode ?? '')
  if (found === undefined) return notFound
  const { tiket, desk, layanan, loketKode, outlook } = found
  return json(
    {
      nomor: formatNomorAntrean(tiket.huruf, tiket.urut),
      tempat: desk.tempat.kode,
      layanan: layanan.nama,
      status: tiket.status,
      loket: loketKode ?? null,
      diDepan: outlook?.ahead ?? null,
      prakiraanMenit: outlook === undefined ? null : rangeOf(outlook.forecast),
    },
    { headers: FRESH },
  )
}

async function readScreen(deps: Deps, req: Req): Promise<Answer> {
  const state = await loadScreen(deps, req.params.tempat ?? '')
  if (state === undefined) return notFound
  const { sekarang, sebelumnya, berikutnya } = state
  return json({ sekarang, sebelumnya, berikutnya }, { headers: FRESH })
}

async function readFigures(deps: Deps, req: Req): Promise<Answer> {
  const desk = await findDesk(deps.kit.db, req.params.tempat ?? '')
  return desk === undefined ? notFound : json(await loadFigures(deps, desk))
}

async function sendCsv(deps: Deps, req: Req): Promise<Answer> {
  const desk = await findDesk(deps.kit.db, req.params.tempat ?? '')
  if (desk === undefined) return notFound
  return text(figuresCsv(await loadFigures(deps, desk)), 'text/csv; charset=utf-8', {
    headers: {
      'content-disposition': `attachment; filename="antrean-${desk.tempat.kode}.csv"`,
    },
  })
}
