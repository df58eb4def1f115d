import { isUuid } from '../../../kernel/id.ts'
import { type Result, refuse } from '../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatPercent, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { DataTable, EmptyState, ErrorSummary, Section, Warning } from '../../../ui/index.ts'
import {
  createAddAdendum,
  createAddBast,
  createAddJaminan,
  createMakeKontrak,
  endingGuarantees,
  usualRetention,
} from '../actions/kontrak.ts'
import type { Deps } from '../deps.ts'
import { holdsAny, PELAKU, skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import {
  findKontrak,
  listBast,
  listJaminan,
  listKontrak,
  listTermin,
} from '../store/kontrak-store.ts'
import { listRiwayat } from '../store/riwayat-store.ts'
import { HOME, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { NewForm } from './kontrak-form.tsx'
import { afterwards, chosenSkpd, createReading, type Tried, typed, UNTRIED } from './pages.ts'
import { Amounts, SkpdBar, SmallForm } from './parts.tsx'
import { readDays, readPercent, readStages } from './read-stages.ts'
import { Trail } from './spp.page.tsx'
import { thisYear } from './spp-routes.tsx'

const KONTRAK = `${HOME}/kontrak`
const SHOWN = 200

export function kontrakRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/kontrak', (req) => showList(deps, req)),
    treasuryPost('/kontrak', PELAKU.kontrak, (req) => make(deps, req)),
    treasuryGet('/kontrak/:id', (req) => showOne(deps, req)),
    treasuryPost('/kontrak/:id', PELAKU.kontrak, (req) => add(deps, req)),
  ]
}

async function showList(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const { ctx } = req
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const skpdIds = skpdsSeen(req.actor, kode.skpd)
  const rows = await listKontrak(kit.db, { tahun, skpdIds, limit: SHOWN })
  const ending = await endingGuarantees(deps, kit.db, skpdIds)
  const retensiBps = await usualRetention(deps, kit.db)
  const { chosen, choices } = chosenSkpd(req, kode)
  const m = messagesIn(ctx.lang)
  return page(
    <TreasuryPage ctx={ctx} title={m.kontrak.title} room="kontrak">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{m.kontrak.title}</h1>
        {ending.length > 0 && (
          <Warning>
            {m.kontrak.ending}:{' '}
            {ending.map((one) => (
              <a href={`${KONTRAK}/${one.kontrakId}`}>
                {one.kontrakNomor} ({formatTanggal(one.sampai, ctx.lang)}){' '}
              </a>
            ))}
          </Warning>
        )}
        {rows.length === 0 ? (
          <EmptyState title={m.kontrak.none} />
        ) : (
          <DataTable
            caption={m.kontrak.title}
            isStacked
            rows={rows}
            columns={[
              {
                header: m.kontrak.uraian,
                isHead: true,
                cell: (row) => <a href={`${KONTRAK}/${row.id}`}>{row.uraian}</a>,
              },
              { header: m.kontrak.nomor, cell: (row) => row.nomor },
              { header: m.kontrak.penyedia, cell: (row) => row.penyedia },
              { header: m.kontrak.selesai, cell: (row) => formatTanggal(row.selesai, ctx.lang) },
              {
                header: m.kontrak.nilai,
                isNumber: true,
                cell: (row) => formatRupiah(row.nilai, ctx.lang),
              },
              {
                header: m.kontrak.terikat,
                isNumber: true,
                cell: (row) => formatRupiah(row.terikat, ctx.lang),
              },
            ]}
          />
        )}
        {officerMakes(req) && (
          <Section id="baru" title={m.kontrak.new}>
            <SkpdBar
              ctx={ctx}
              action={KONTRAK}
              choices={choices}
              value={String(chosen?.id ?? '')}
            />
            <NewForm ctx={ctx} skpdId={chosen?.id ?? 0} retensiBps={retensiBps} tried={tried} />
          </Section>
        )}
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

const mayAsk = (req: Req) => holdsAny(req.actor, PELAKU.ajukan)
const officerMakes = (req: Req) => holdsAny(req.actor, PELAKU.kontrak)

async function make(deps: Deps, req: Req): Promise<Answer> {
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, thisYear(deps))
  const read = createReading(req)
  const stages = readStages(typed(req, 'termin'))
  const sub = kode.nomenklatur.byKode.get(typed(req, 'sub'))
  const order = {
    skpdId: chosenSkpd(req, kode).chosen?.id ?? 0,
    subKegiatanId: sub?.id ?? null,
    uraian: typed(req, 'uraian'),
    penyedia: typed(req, 'penyedia'),
    penyediaBank: typed(req, 'penyediaBank'),
    penyediaRekening: typed(req, 'penyediaRekening'),
    nilai: read.money('nilai'),
    tanggal: read.day('tanggal'),
    mulai: read.day('mulai'),
    selesai: read.day('selesai'),
    retensiBps: readPercent(typed(req, 'retensi')),
    pemeliharaanHari: readDays(typed(req, 'pemeliharaan')),
    termin: stages.ok ? stages.value : [],
  }
  const refusals = [...read.refusals, ...(stages.ok ? [] : stages.refusals)]
  const done =
    refusals.length > 0 ? refuse(refusals) : await createMakeKontrak(deps)(signedInOf(req), order)
  const to = done.ok ? `${KONTRAK}/${done.value.id}` : KONTRAK
  const text = done.ok ? messagesIn(req.ctx.lang).kontrak.saved(done.value.nomor) : ''
  return afterwards(req, done, { to, text, again: (tried) => showList(deps, req, tried) })
}

async function showOne(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const { ctx } = req
  const id = req.params.id ?? ''
  const kontrak = isUuid(id) ? await findKontrak(kit.db, id) : undefined
  if (kontrak === undefined) return notFound
  const { skpd } = await fiscal.kodefikasi(kit.db, kontrak.tahun)
  const seen = skpdsSeen(req.actor, skpd)
  if (seen !== undefined && !seen.includes(kontrak.skpdId)) return notFound
  const stages = (await listTermin(kit.db, id)).filter(({ isDiganti }) => !isDiganti)
  const done = await listBast(kit.db, id)
  const guarantees = await listJaminan(kit.db, id)
  const m = messagesIn(ctx.lang)
  const form = (scope: string) => ({
    ctx,
    action: `${KONTRAK}/${id}`,
    scope,
    hidden: { cara: scope },
    tried,
  })
  const kinds = Object.entries(m.kontrak.kind).map(([value, label]) => ({ value, label }))
  return page(
    <TreasuryPage ctx={ctx} title={kontrak.nomor} room="kontrak">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <header class="dana-kepala">
          <h1>{kontrak.uraian}</h1>
          <p class="redup">
            {kontrak.nomor} · {kontrak.penyedia} · {formatTanggal(kontrak.mulai, ctx.lang)} –{' '}
            {formatTanggal(kontrak.selesai, ctx.lang)}
            {kontrak.retensiBps > 0 &&
              ` · ${m.kontrak.held(formatPercent(kontrak.retensiBps / 10_000, ctx.lang), String(kontrak.pemeliharaanHari))}`}
          </p>
        </header>
        <Amounts
          ctx={ctx}
          rows={[
            [m.kontrak.nilai, kontrak.nilai],
            [m.kontrak.terikat, kontrak.terikat],
          ]}
        />
        <DataTable
          caption={m.kontrak.termin}
          isStacked
          rows={stages}
          columns={[
            { header: m.kontrak.termin, isHead: true, cell: (row) => row.uraian },
            {
              header: m.kontrak.fisik,
              isNumber: true,
              cell: (row) => formatPercent(row.fisikBps / 10_000, ctx.lang),
            },
            { header: m.kontrak.rencana, cell: (row) => formatTanggal(row.rencana, ctx.lang) },
            {
              header: m.kontrak.nilai,
              isNumber: true,
              cell: (row) => formatRupiah(row.nilai, ctx.lang),
            },
            {
              header: m.doc.title('').trim(),
              cell: (row) =>
                row.sppId === null ? (
                  mayAsk(req) ? (
                    <a href={`${HOME}/spp/baru?jenis=LS&skpd=${kontrak.skpdId}&terminId=${row.id}`}>
                      {m.kontrak.ask}
                    </a>
                  ) : (
                    '–'
                  )
                ) : (
                  <a href={`${HOME}/spp/${row.sppId}`}>{row.sppNomor}</a>
                ),
            },
          ]}
        />
        <div class="dua-lajur">
          <div class="tumpuk">
            <Section id="bast" title={m.kontrak.bast}>
              <ul>
                {done.map((one) => (
                  <li>
                    {one.nomor} · {formatTanggal(one.tanggal, ctx.lang)} ·{' '}
                    {formatPercent(one.fisikBps / 10_000, ctx.lang)}
                  </li>
                ))}
              </ul>
              {officerMakes(req) && (
                <SmallForm
                  {...form('bast')}
                  fields={[
                    { name: 'nomor', label: m.kontrak.nomor },
                    { name: 'tanggal', label: m.kontrak.tanggal, type: 'date' },
                    { name: 'fisik', label: `${m.kontrak.fisik} %` },
                  ]}
                  button={m.kontrak.add}
                />
              )}
            </Section>
            <Section id="jaminan" title={m.kontrak.jaminan}>
              <ul>
                {guarantees.map((one) => (
                  <li>
                    {m.kontrak.kind[one.jenis]} · {one.penerbit} {one.nomor} ·{' '}
                    {formatRupiah(one.nilai, ctx.lang)} · {m.kontrak.until}{' '}
                    {formatTanggal(one.sampai, ctx.lang)}
                  </li>
                ))}
              </ul>
              {officerMakes(req) && (
                <SmallForm
                  {...form('jaminan')}
                  fields={[
                    { name: 'jenis', label: m.kontrak.jenis, choices: kinds },
                    { name: 'penerbit', label: m.kontrak.penerbit },
                    { name: 'nomor', label: m.kontrak.nomor },
                    { name: 'nilai', label: m.kontrak.nilai, type: 'money' },
                    { name: 'sampai', label: m.kontrak.until, type: 'date' },
                  ]}
                  button={m.kontrak.add}
                />
              )}
            </Section>
          </div>
          <div class="tumpuk">
            {officerMakes(req) && (
              <Section id="adendum" title={m.kontrak.adendum}>
                <SmallForm
                  {...form('adendum')}
                  fields={[
                    { name: 'nomor', label: m.kontrak.nomor },
                    { name: 'tanggal', label: m.kontrak.tanggal, type: 'date' },
                    { name: 'nilai', label: m.kontrak.nilai, type: 'money' },
                    {
                      name: 'selesai',
                      label: m.kontrak.selesai,
                      type: 'date',
                      value: kontrak.selesai,
                    },
                    { name: 'alasan', label: m.kontrak.alasan, type: 'area' },
                    {
                      name: 'termin',
                      label: m.kontrak.terminBaru,
                      hint: m.kontrak.terminBaruHint,
                      type: 'area',
                      isOptional: true,
                    },
                  ]}
                  button={m.kontrak.add}
                />
              </Section>
            )}
            <Trail ctx={ctx} riwayat={await listRiwayat(kit.db, id)} />
          </div>
        </div>
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

async function add(deps: Deps, req: Req): Promise<Answer> {
  const kontrakId = req.params.id ?? ''
  if (!isUuid(kontrakId)) return notFound
  const done = await addPart(deps, req, kontrakId)
  const text = messagesIn(req.ctx.lang).kontrak.done
  const to = `${KONTRAK}/${kontrakId}`
  return afterwards(req, done, { to, text, again: (tried) => showOne(deps, req, tried) })
}

const GUARANTEES = ['uang-muka', 'pelaksanaan', 'pemeliharaan'] as const

function addPart(
  deps: Deps,
  req: Req,
  kontrakId: string,
): Promise<Result<unknown>> | Result<unknown> {
  const read = createReading(req)
  const officer = signedInOf(req)
  const nomor = typed(req, 'nomor')
  if (typed(req, 'cara') === 'bast') {
    const order = {
      kontrakId,
      nomor,
      tanggal: read.day('tanggal'),
      fisikBps: readPercent(typed(req, 'fisik')),
    }
    return read.refusals.length > 0 ? refuse(read.refusals) : createAddBast(deps)(officer, order)
  }
  if (typed(req, 'cara') === 'jaminan') {
    const jenis = GUARANTEES.find((one) => one === typed(req, 'jenis')) ?? 'pelaksanaan'
    const amounts = { nilai: read.money('nilai'), sampai: read.day('sampai') }
    const order = { kontrakId, jenis, nomor, penerbit: typed(req, 'penerbit'), ...amounts }
    return read.refusals.length > 0 ? refuse(read.refusals) : createAddJaminan(deps)(officer, order)
  }
  const days = { tanggal: read.day('tanggal'), selesai: read.day('selesai') }
  const text = typed(req, 'termin')
  const stages = readStages(text)
  const order = {
    kontrakId,
    nomor,
    nilai: read.money('nilai'),
    alasan: typed(req, 'alasan'),
    ...days,
    ...(text !== '' && stages.ok ? { termin: stages.value } : {}),
  }
  const refusals = [...read.refusals, ...(stages.ok ? [] : stages.refusals)]
  return refusals.length > 0 ? refuse(refusals) : createAddAdendum(deps)(officer, order)
}
