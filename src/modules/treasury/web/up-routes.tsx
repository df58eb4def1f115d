import { isUuid } from '../../../kernel/id.ts'
import { parseRupiah, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatTanggal } from '../../../ui/format.ts'
import { ErrorSummary } from '../../../ui/index.ts'
import { createRecordBelanja } from '../actions/belanja.ts'
import { aturanOf } from '../actions/clocks.ts'
import { createShiftCash, type Kantong } from '../actions/geser-kas.ts'
import { createDecideLpj, createMakeLpj } from '../actions/lpj.ts'
import { createDepositTax } from '../actions/setor-pajak.ts'
import { createSetSkUp } from '../actions/sk-up.ts'
import { createReturnTu, createReturnUp } from '../actions/sts.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { addMonths } from '../domain/tenggat.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listTarif } from '../store/aturan-store.ts'
import { listBelanja, listTu } from '../store/belanja-store.ts'
import { listKas } from '../store/dana-store.ts'
import { listLpj } from '../store/lpj-store.ts'
import { findSkUp } from '../store/up-store.ts'
import { addressOf, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { afterwards, chosenSkpd, createReading, type Tried, typed, UNTRIED } from './pages.ts'
import { Amounts, SkpdBar } from './parts.tsx'
import { createFindPosisi } from './read-lines.ts'
import { thisYear } from './spp-routes.tsx'
import { Decree, LpjList, POTS, Receipts, Spending, Tu, UP } from './up-parts.tsx'

export function upRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/up', (req) => showUp(deps, req)),
    treasuryPost('/up', UP_ROLES, (req) => act(deps, req)),
  ]
}

async function showUp(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const { ctx } = req
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const { chosen, choices } = chosenSkpd(req, kode)
  const skpdId = chosen?.id ?? 0
  const at = { tahun, skpdId }
  const pots = await listKas(kit.db, skpdId)
  const decree = await findSkUp(kit.db, at)
  const open = await listBelanja(kit.db, { ...at, sumber: 'UP' })
  const openTu = await listBelanja(kit.db, { ...at, sumber: 'TU' })
  const lpj = await listLpj(kit.db, at)
  const tu = await listTu(kit.db, at)
  const rule = await aturanOf(deps, kit.db, 'tu-pertanggungjawaban')
  const officer = signedInOf(req)
  const isTreasurer = holdsFor(officer, PELAKU.bendahara, skpdId, kode.skpd)
  const isChecker = holdsFor(officer, PELAKU.sahkanLpj, skpdId, kode.skpd)
  const m = messagesIn(ctx.lang)
  const base = { ctx, skpdId, tried }
  return page(
    <TreasuryPage ctx={ctx} title={m.up.title} room="up">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{m.up.title}</h1>
        <SkpdBar ctx={ctx} action={UP} choices={choices} value={String(skpdId)} />
        <Amounts
          ctx={ctx}
          rows={[
            ...(decree === undefined
              ? []
              : ([
                  [m.up.limit, decree.batas],
                  [m.up.out, decree.beredar],
                ] as const)),
            ...pots.map((pot) => [m.up.pot[pot.jenis], pot.saldo] as const),
          ]}
        />
        {decree === undefined && <p class="awas">{m.up.decreeNone}</p>}
        <div class="dua-lajur">
          <div class="tumpuk">
            <Receipts
              {...base}
              title={`${m.up.open}: UP`}
              rows={open}
              isTreasurer={isTreasurer}
              tuId=""
            />
            {tu.map((one) => (
              <Tu
                {...base}
                tu={one}
                due={formatTanggal(addMonths(one.cairTanggal, rule.nilai), ctx.lang)}
                rows={openTu.filter((row) => row.sppTuId === one.sppId)}
                isTreasurer={isTreasurer}
              />
            ))}
            <LpjList {...base} rows={lpj} isChecker={isChecker} />
          </div>
          <div class="tumpuk">
            {isTreasurer && (
              <Spending {...base} tarif={await listTarif(kit.db, kit.today())} tu={tu} />
            )}
            {holdsAny(officer, PELAKU.putuskanUp) && <Decree {...base} />}
          </div>
        </div>
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

const UP_ROLES = [...PELAKU.bendahara, ...PELAKU.sahkanLpj, ...PELAKU.putuskanUp]

type Work = (deps: Deps, req: Req, skpdId: number) => Promise<Result<unknown>>

const uuidOf = (req: Req, name: string) => (isUuid(typed(req, name)) ? typed(req, name) : '')

/** What each form of the page does. */
const WORK: Readonly<Record<string, Work>> = {
  belanja: recordSpending,
  geser: shift,
  lpj: (deps, req, skpdId) => {
    const tu = uuidOf(req, 'tu')
    return createMakeLpj(deps)(signedInOf(req), { skpdId, ...(tu === '' ? {} : { sppTuId: tu }) })
  },
  sahkan: (deps, req) =>
    createDecideLpj(deps)(signedInOf(req), {
      id: uuidOf(req, 'lpj') || NONE,
      isSah: true,
      alasan: '',
    }),
  tolak: (deps, req) =>
    createDecideLpj(deps)(signedInOf(req), {
      id: uuidOf(req, 'lpj') || NONE,
      isSah: false,
      alasan: typed(req, 'alasan'),
    }),
  'sisa-tu': (deps, req) => createReturnTu(deps)(signedInOf(req), uuidOf(req, 'tu') || NONE),
  'sisa-up': async (deps, req, skpdId) => {
    const read = createReading(req)
    const jumlahSen = read.money('jumlah')
    if (read.refusals.length > 0) return refuse(read.refusals)
    return createReturnUp(deps)(signedInOf(req), {
      skpdId,
      jumlahSen,
      uraian: typed(req, 'uraian'),
    })
  },
  pajak: async (deps, req) => {
    const read = createReading(req)
    const tanggal = read.day('tanggal')
    if (read.refusals.length > 0) return refuse(read.refusals)
    const order = { belanjaId: uuidOf(req, 'belanja') || NONE, tanggal, ntpn: typed(req, 'ntpn') }
    return createDepositTax(deps)(signedInOf(req), order)
  },
  sk: async (deps, req, skpdId) => {
    const read = createReading(req)
    const order = {
      skpdId,
      nomor: typed(req, 'nomor'),
      tanggal: read.day('tanggal'),
      batasSen: read.money('jumlah'),
    }
    if (read.refusals.length > 0) return refuse(read.refusals)
    return createSetSkUp(deps)(signedInOf(req), order)
  },
}
const NONE = '00000000-0000-0000-0000-000000000000'

async function act(deps: Deps, req: Req): Promise<Answer> {
  const work = WORK[typed(req, 'cara')]
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, thisYear(deps))
  const { chosen } = chosenSkpd(req, kode)
  if (work === undefined || chosen === undefined) return notFound
  const done = await work(deps, req, chosen.id)
  const to = addressOf(UP, { skpd: String(chosen.id) })
  return afterwards(req, done, { to, again: (tried) => showUp(deps, req, tried) })
}

const potOf = (text: string): Kantong => POTS.find((one) => one === text) ?? 'bank'

async function recordSpending(deps: Deps, req: Req, skpdId: number): Promise<Result<unknown>> {
  const { kit, fiscal, budget } = deps
  const tahun = thisYear(deps)
  const read = createReading(req)
  const amounts = { tanggal: read.day('tanggal'), jumlahSen: read.money('jumlah') }
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const find = createFindPosisi(await budget.anggaranBerlaku(kit.db, { tahun, skpdId }), kode)
  const codes = typed(req, 'posisi').split(/\s+/)
  const posisi = codes.length > 1 ? find(codes[0] ?? '', codes[1] ?? '') : find('', codes[0] ?? '')
  const pajak = readTax(req)
  const refusals: readonly Refusal[] = [
    ...read.refusals,
    ...(posisi === undefined
      ? [refusal('POSISI_TIDAK_DIKENAL', { baris: 1, rekening: typed(req, 'posisi') }, 'posisi')]
      : []),
    ...(pajak.ok ? [] : pajak.refusals),
  ]
  if (posisi === undefined || !pajak.ok || refusals.length > 0) return refuse(refusals)
  const sumber = uuidOf(req, 'sumber')
  return createRecordBelanja(deps)(signedInOf(req), {
    skpdId,
    ...amounts,
    nomor: typed(req, 'nomor'),
    uraian: typed(req, 'uraian'),
    penerima: typed(req, 'penerima'),
    mataAnggaranId: posisi.id,
    cara: potOf(typed(req, 'dari')),
    ...(sumber === '' ? {} : { sppTuId: sumber }),
    ...(pajak.value === undefined ? {} : { pajak: pajak.value }),
  })
}

function readTax(req: Req) {
  const kode = typed(req, 'pajak')
  if (kode === '') return ok(undefined)
  const dasar = parseRupiah(typed(req, 'dasar'))
  if (!dasar.ok) return refuse(refusal('JUMLAH_TIDAK_TERBACA', {}, 'dasar'))
  return ok({ kode, dasarSen: dasar.value ?? ZERO_SEN })
}

async function shift(deps: Deps, req: Req, skpdId: number): Promise<Result<unknown>> {
  const read = createReading(req)
  const amounts = { tanggal: read.day('tanggal'), jumlahSen: read.money('jumlah') }
  if (read.refusals.length > 0) return refuse(read.refusals)
  return createShiftCash(deps)(signedInOf(req), {
    skpdId,
    dari: potOf(typed(req, 'dari')),
    ke: potOf(typed(req, 'ke')),
    uraian: typed(req, 'uraian'),
    ...amounts,
  })
}
