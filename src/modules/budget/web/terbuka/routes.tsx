import { Readable } from 'node:stream'
import { isUuid } from '../../../../kernel/id.ts'
import { type Sen, sumSen, toDecimalString } from '../../../../kernel/money.ts'
import { csvStream } from '../../../../platform/csv/write-csv.ts'
import { together } from '../../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { CitizenPage, EmptyState } from '../../../../ui/index.ts'
import type { Kodefikasi } from '../../../fiscal/index.ts'
import type { createOpenBudget, OpenBudget } from '../../actions/open-budget.ts'
import type { Deps } from '../../deps.ts'
import { isPengeluaranPembiayaan, kelasOf } from '../../domain/akun.ts'
import {
  type Dimensi,
  type Fakta,
  nextDimension,
  plainName,
  sift,
  splitBy,
  TANPA,
} from '../../domain/kubus.ts'
import { messagesIn } from '../../messages/index.ts'
import { findOpenPosition, listOpenLines, listPositionHistory } from '../../store/terbuka-store.ts'
import { listPublicYears, listVersi } from '../../store/versi-store.ts'
import { DIMENSI, type Look, openHref, readLook } from './address.ts'
import { type Figures, type NamedRow, OpenPage } from './budget.page.tsx'
import { PositionPage } from './position.page.tsx'
import { searchCodes } from './search.ts'

const LINES_MAX = 300

export function openRoutes(deps: Deps, open: Open): readonly Route[] {
  const kind = 'page' as const
  const access = 'public' as const
  return [
    {
      kind,
      method: 'GET',
      url: '/anggaran',
      access,
      handle: (req) => showYear(deps, open, req, undefined),
    },
    {
      kind,
      method: 'GET',
      url: '/anggaran/:tahun',
      access,
      handle: (req) => showYear(deps, open, req, yearIn(req)),
    },
    {
      kind,
      method: 'GET',
      url: '/anggaran/:tahun/data.csv',
      access,
      handle: (req) => sendCsv(deps, open, req),
    },
    {
      kind,
      method: 'GET',
      url: '/anggaran/:tahun/posisi/:posisi',
      access,
      handle: (req) => showPosition(deps, req),
    },
  ]
}

type Open = ReturnType<typeof createOpenBudget>

/** The year of an address; 0 for one that is none. */
function yearIn(req: Req): number {
  const text = req.params.tahun ?? ''
  return /^20\d\d$/.test(text) ? Number(text) : 0
}

async function showYear(
  deps: Deps,
  open: Open,
  req: Req,
  asked: number | undefined,
): Promise<Answer> {
  const { db } = deps.kit
  const years = await listPublicYears(db)
  const tahun = asked ?? years.find(({ hasBudget }) => hasBudget)?.tahun ?? years[0]?.tahun
  const budget = tahun === undefined ? undefined : await open(db, tahun)
  if (tahun === undefined) return page(<NoBudget req={req} />)
  if (budget === undefined) return notFound
  const look = lookOf(req, budget)
  const kept = sift(budget.facts, look)
  const per = look.per ?? nextDimension(kept, look)
  const cari = fieldText(req.query, 'cari').slice(0, 100).trim()
  const versions = await listVersi(db, tahun)
  return page(
    <OpenPage
      ctx={req.ctx}
      tahun={tahun}
      years={years.map((one) => one.tahun)}
      budget={budget}
      history={versions.filter(
        ({ status, id }) => status === 'berlaku' || status === 'diganti' || id === budget.versi.id,
      )}
      figures={figuresOf(budget)}
      look={look}
      per={per}
      choices={choicesOf(budget, kept, look)}
      path={pathOf(tahun, look, budget.codes)}
      rows={rowsOf(req, { tahun, look, per, budget, kept })}
      cari={cari}
      found={cari === '' ? undefined : searchCodes(budget, tahun, cari)}
    />,
  )
}

function NoBudget({ req }: Readonly<{ req: Req }>) {
  const m = messagesIn(req.ctx.lang).open
  return (
    <CitizenPage ctx={req.ctx} title={m.none} current="budget">
      <div class="wadah isi-hal">
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
        </EmptyState>
      </div>
    </CitizenPage>
  )
}

function lookOf(req: Req, budget: OpenBudget): Look {
  const look = readLook((name) => fieldText(req.query, name))
  return budget.isCeilings ? { ...look, kelas: undefined, akun: undefined } : look
}

function figuresOf({ facts, isCeilings, hasRealisasi }: OpenBudget): Figures {
  const sum = (keep: (fact: Fakta) => boolean) =>
    sumSen(facts.filter(keep).map(({ jumlah }) => jumlah))
  const of = (kelas: string) => sum(({ rekening }) => kelasOf(rekening) === kelas)
  const paid = sum(({ rekening }) => isPengeluaranPembiayaan(rekening))
  const spending = facts.filter(({ rekening }) => kelasOf(rekening) === 'belanja')
  return {
    pendapatan: of('pendapatan'),
    pad: sum(({ rekening }) => rekening.startsWith('4.1.')),
    belanja: isCeilings ? sum(() => true) : of('belanja'),
    pembiayaan: (of('pembiayaan') - 2n * paid) as Sen,
    realisasi: hasRealisasi
      ? sumSen(spending.map(({ realisasi }) => realisasi ?? (0n as Sen)))
      : undefined,
  }
}

function choicesOf(
  { isCeilings }: OpenBudget,
  kept: readonly Fakta[],
  look: Look,
): readonly Dimensi[] {
  const isLeafAccount = kept.every(({ rekening }) => rekening === look.akun)
  return DIMENSI.filter(
    (one) =>
      !(isCeilings && (one === 'akun' || one === 'posisi')) &&
      !(one === 'skpd' && look.skpd !== undefined) &&
      !(one === 'akun' && isLeafAccount) &&
      !(
        one === 'urusan' &&
        kept.every(({ urusan }) => urusan.length === 0 || urusan.at(-1) === look.urusan)
      ),
  )
}

const nameIn = (
  table: Kodefikasi['nomenklatur'] | Kodefikasi['rekening'] | Kodefikasi['skpd'],
  kode: string,
) => (table.byKode as ReadonlyMap<string, Readonly<{ nama: string }>>).get(kode)?.nama ?? kode

/** Where a reader stands: what was chosen, the way down to it included. */
function pathOf(tahun: number, look: Look, codes: Kodefikasi) {
  const { kelas, skpd, urusan, akun } = look
  const steps: { nama: string; href: string }[] = []
  if (skpd !== undefined)
    steps.push({ nama: nameIn(codes.skpd, skpd), href: openHref(tahun, { kelas, skpd }) })
  if (urusan !== undefined && urusan !== TANPA)
    for (const one of codes.nomenklatur.pathOf(urusan).slice(1))
      steps.push({
        nama: plainName(one.nama),
        href: openHref(tahun, { kelas, skpd, urusan: one.kode }),
      })
  if (akun !== undefined)
    for (const one of codes.rekening.pathOf(akun).slice(1))
      steps.push({ nama: one.nama, href: openHref(tahun, { kelas, skpd, urusan, akun: one.kode }) })
  return steps
}

type Rows = Readonly<{
  tahun: number
  look: Look
  per: Dimensi
  budget: OpenBudget
  kept: readonly Fakta[]
}>

function rowsOf(req: Req, rows: Rows): readonly NamedRow[] {
  const { look, per, kept } = rows
  const facts = new Map(per === 'posisi' ? kept.map((one) => [one.id, one] as const) : [])
  return splitBy(kept, per, look).map((row) => ({
    ...row,
    ...(per === 'posisi' ? nameFact(rows, facts.get(row.kode)) : nameGroup(req, rows, row.kode)),
  }))
}

type Named = Pick<NamedRow, 'nama' | 'href'>

function nameGroup(req: Req, { tahun, look, per, budget }: Rows, kode: string): Named {
  const { codes } = budget
  const { per: _, ...place } = look
  if (per === 'skpd')
    return { nama: nameIn(codes.skpd, kode), href: openHref(tahun, { ...place, skpd: kode }) }
  if (per === 'urusan') {
    const bare = messagesIn(req.ctx.lang).open.noSub
    const nama = kode === TANPA ? bare : plainName(nameIn(codes.nomenklatur, kode))
    return { nama, href: kode === look.urusan ? '' : openHref(tahun, { ...place, urusan: kode }) }
  }
  const href = kode === look.akun ? '' : openHref(tahun, { ...place, akun: kode })
  return { nama: nameIn(codes.rekening, kode), href }
}

function nameFact({ tahun, budget }: Rows, fact: Fakta | undefined): Named {
  const { codes, isCeilings } = budget
  if (fact === undefined) return { nama: '', href: '' }
  if (isCeilings) return { nama: nameIn(codes.nomenklatur, fact.urusan.at(-1) ?? ''), href: '' }
  return {
    nama: nameIn(codes.rekening, fact.rekening),
    href: `/anggaran/${tahun}/posisi/${fact.id}`,
  }
}

async function showPosition(deps: Deps, req: Req): Promise<Answer> {
  const id = req.params.posisi ?? ''
  const tahun = yearIn(req)
  const { db } = deps.kit
  const position = isUuid(id) && tahun > 0 ? await findOpenPosition(db, id, tahun) : undefined
  if (position === undefined) return notFound
  const [codes, lines, history] = await together([
    deps.fiscal.kodefikasi(db, tahun),
    listOpenLines(db, id, LINES_MAX),
    listPositionHistory(db, id),
  ])
  return page(<PositionPage ctx={req.ctx} {...{ position, codes, lines, history }} />)
}

/** Every position with its codes and names; amounts as plain decimals for programs. */
async function sendCsv(deps: Deps, open: Open, req: Req): Promise<Answer> {
  const tahun = yearIn(req)
  const budget = tahun === 0 ? undefined : await open(deps.kit.db, tahun)
  if (budget === undefined) return notFound
  const { codes, facts } = budget
  const text = (header: string, value: (fact: Fakta) => string) => ({ header, value })
  const rows = csvStream(facts, [
    text('id', ({ id }) => id),
    text('kode_skpd', ({ skpd }) => skpd),
    text('nama_skpd', ({ skpd }) => nameIn(codes.skpd, skpd)),
    text('kode_sub_kegiatan', ({ urusan }) => urusan.at(-1) ?? ''),
    text('nama_sub_kegiatan', ({ urusan }) => nameIn(codes.nomenklatur, urusan.at(-1) ?? '')),
    text('kode_rekening', ({ rekening }) => rekening),
    text('nama_rekening', ({ rekening }) => nameIn(codes.rekening, rekening)),
    { header: 'anggaran', value: ({ jumlah }) => ({ decimal: toDecimalString(jumlah) }) },
  ])
  return {
    kind: 'stream',
    body: Readable.from(rows),
    contentType: 'text/csv; charset=utf-8',
    filename: `apbd-${tahun}.csv`,
  }
}
