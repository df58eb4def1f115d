import { isUuid } from '../../../kernel/id.ts'
import { refuse } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldList, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { Button, Csrf, DataTable, ErrorSummary, Section } from '../../../ui/index.ts'
import { createDecideReturn, createProposeReturn } from '../actions/kembali-pendapatan.ts'
import { createRecordPenerimaan } from '../actions/penerimaan.ts'
import { createSetAkun } from '../actions/setoran-layanan.ts'
import { createDepositRevenue } from '../actions/sts.ts'
import type { Deps } from '../deps.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listAkun, listWaitingKinds } from '../store/pendapatan-store.ts'
import { listPengembalian } from '../store/pengembalian-store.ts'
import { listBelumSetor, listSts } from '../store/sts-store.ts'
import { addressOf, HOME, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { afterwards, chosenSkpd, createReading, type Tried, typed, UNTRIED } from './pages.ts'
import { SkpdBar, SmallForm } from './parts.tsx'
import { Returns, WaitingSettlements } from './pendapatan-parts.tsx'
import { thisYear } from './spp-routes.tsx'

const TERIMA = `${HOME}/penerimaan`
const SHOWN = 200

export function terimaRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/penerimaan', (req) => show(deps, req)),
    treasuryPost('/penerimaan', PELAKU.penerimaan, (req) => record(deps, req)),
    treasuryPost('/penerimaan/setor', PELAKU.penerimaan, (req) => deposit(deps, req)),
    treasuryPost('/penerimaan/akun', PELAKU.penerimaan, (req) => setAkun(deps, req)),
    treasuryPost('/penerimaan/kembali', PELAKU.penerimaan, (req) => propose(deps, req)),
    treasuryPost('/penerimaan/kembali/:id', PELAKU.bud, (req) => decide(deps, req)),
  ]
}

async function show(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const { ctx } = req
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const { chosen, choices } = chosenSkpd(req, kode)
  const skpdId = chosen?.id ?? 0
  const waiting = await listBelumSetor(kit.db, { skpdIds: [skpdId], limit: SHOWN })
  const sts = await listSts(kit.db, { tahun, skpdIds: [skpdId], limit: SHOWN })
  const [kinds, akun] = await together([
    listWaitingKinds(kit.db, { skpdId, limit: SHOWN }),
    listAkun(kit.db, { skpdId, limit: SHOWN }),
  ])
  const isBud = holdsAny(req.actor, PELAKU.bud)
  const returns = await listPengembalian(kit.db, { tahun, skpdId, limit: SHOWN })
  const isCashier = holdsFor(signedInOf(req), PELAKU.penerimaan, skpdId, kode.skpd)
  const m = messagesIn(ctx.lang)
  const today = kit.today()
  return page(
    <TreasuryPage ctx={ctx} title={m.terima.title} room="penerimaan">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{m.terima.title}</h1>
        <SkpdBar ctx={ctx} action={TERIMA} choices={choices} value={String(skpdId)} />
        {isCashier && (
          <Section id="baru" title={m.terima.new}>
            <SmallForm
              ctx={ctx}
              action={TERIMA}
              scope="baru"
              hidden={{ skpd: String(skpdId) }}
              fields={[
                { name: 'tanggal', label: m.up.tanggal, type: 'date', value: today },
                { name: 'rekening', label: m.terima.rekening },
                { name: 'dari', label: m.terima.dari },
                { name: 'bukti', label: m.terima.bukti },
                { name: 'jumlah', label: m.up.jumlah, type: 'money' },
              ]}
              button={m.up.save}
              tried={tried}
            />
          </Section>
        )}
        <WaitingSettlements
          ctx={ctx}
          skpdId={skpdId}
          today={today}
          waiting={kinds}
          akun={akun}
          nameOf={(one) => kode.rekening.byKode.get(one)?.nama ?? ''}
          isCashier={isCashier}
          tried={tried}
        />
        <Section id="belum" title={m.terima.waiting}>
          {waiting.length === 0 ? (
            <p class="bantuan">{m.up.none}</p>
          ) : (
            <form method="post" action={`${TERIMA}/setor`} class="tumpuk">
              <Csrf ctx={ctx} />
              <input type="hidden" name="skpd" value={String(skpdId)} />
              <DataTable
                caption={m.terima.waiting}
                isStacked
                rows={waiting}
                columns={[
                  {
                    header: m.terima.bukti,
                    isHead: true,
                    cell: (row) => (
                      <label>
                        <input type="checkbox" name="id" value={row.id} checked /> {row.bukti}
                      </label>
                    ),
                  },
                  { header: m.up.tanggal, cell: (row) => formatTanggal(row.tanggal, ctx.lang) },
                  {
                    header: m.terima.due,
                    cell: (row) => (
                      <span class={row.setorSebelum < today ? 'sisa lewat-waktu' : 'sisa'}>
                        {formatTanggal(row.setorSebelum, ctx.lang)}
                      </span>
                    ),
                  },
                  {
                    header: m.doc.column.rekening,
                    cell: (row) => kode.rekening.byId.get(row.rekeningId)?.nama,
                  },
                  { header: m.terima.dari, cell: (row) => row.dari },
                  {
                    header: m.up.jumlah,
                    isNumber: true,
                    cell: (row) => formatRupiah(row.jumlah, ctx.lang),
                  },
                ]}
              />
              {isCashier && (
                <p>
                  <Button>{m.terima.deposit}</Button>
                </p>
              )}
            </form>
          )}
        </Section>
        <Section id="sts" title={m.terima.sts}>
          <DataTable
            caption={m.terima.sts}
            isStacked
            rows={sts}
            columns={[
              { header: m.queue.columns.nomor, isHead: true, cell: (row) => row.nomor },
              { header: m.up.tanggal, cell: (row) => formatTanggal(row.tanggal, ctx.lang) },
              { header: m.doc.jenis, cell: (row) => m.terima.kind[row.jenis] },
              { header: m.up.uraian, cell: (row) => row.uraian },
              {
                header: m.up.jumlah,
                isNumber: true,
                cell: (row) => formatRupiah(row.jumlah, ctx.lang),
              },
            ]}
          />
        </Section>
        <Returns
          ctx={ctx}
          skpdId={skpdId}
          returns={returns}
          isCashier={isCashier}
          isBud={isBud}
          tried={tried}
        />
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

async function record(deps: Deps, req: Req): Promise<Answer> {
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, thisYear(deps))
  const skpdId = chosenSkpd(req, kode).chosen?.id ?? 0
  const read = createReading(req)
  const amounts = { tanggal: read.day('tanggal'), jumlahSen: read.money('jumlah') }
  const rekeningId = kode.rekening.byKode.get(typed(req, 'rekening'))?.id ?? 0
  const words = { dari: typed(req, 'dari'), bukti: typed(req, 'bukti') }
  const done =
    read.refusals.length > 0
      ? refuse(read.refusals)
      : await createRecordPenerimaan(deps)(signedInOf(req), {
          skpdId,
          rekeningId,
          ...amounts,
          ...words,
        })
  const to = addressOf(TERIMA, { skpd: String(skpdId) })
  return afterwards(req, done, { to, again: (tried) => show(deps, req, tried) })
}

async function deposit(deps: Deps, req: Req): Promise<Answer> {
  const kode = await deps.fiscal.kodefikasi(deps.kit.db, thisYear(deps))
  const skpdId = chosenSkpd(req, kode).chosen?.id ?? 0
  const ids = fieldList(req.form, 'id').filter(isUuid)
  const done = await createDepositRevenue(deps)(signedInOf(req), { skpdId, ids })
  const to = addressOf(TERIMA, { skpd: String(skpdId) })
  return afterwards(req, done, { to, again: (tried) => show(deps, req, tried) })
}

async function setAkun(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const m = messagesIn(req.ctx.lang).pendapatan
  const skpdId = chosenSkpd(req, await fiscal.kodefikasi(kit.db, thisYear(deps))).chosen?.id ?? 0
  const done = await createSetAkun(deps)(signedInOf(req), {
    skpdId,
    pungutan: typed(req, 'pungutan'),
    rekeningKode: typed(req, 'rekening'),
    berlakuMulai: typed(req, 'berlakuMulai'),
    sumber: typed(req, 'sumber'),
  })
  const count = done.ok ? formatNumber(done.value, req.ctx.lang) : ''
  const to = addressOf(TERIMA, { skpd: String(skpdId) })
  return afterwards(req, done, {
    to,
    again: (tried) => show(deps, req, tried),
    text: m.booked(count),
  })
}

async function propose(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const skpdId = chosenSkpd(req, await fiscal.kodefikasi(kit.db, thisYear(deps))).chosen?.id ?? 0
  const read = createReading(req)
  const jumlahSen = read.money('jumlah')
  const words = {
    bukti: typed(req, 'bukti'),
    suratNomor: typed(req, 'suratNomor'),
    alasan: typed(req, 'alasan'),
    penerima: typed(req, 'penerima'),
    bank: typed(req, 'bank'),
    rekening: typed(req, 'rekening'),
  }
  const done =
    read.refusals.length > 0
      ? refuse(read.refusals)
      : await createProposeReturn(deps)(signedInOf(req), { skpdId, jumlahSen, ...words })
  const to = addressOf(TERIMA, { skpd: String(skpdId) })
  const text = messagesIn(req.ctx.lang).pendapatan.proposed
  return afterwards(req, done, { to, again: (tried) => show(deps, req, tried), text })
}

async function decide(deps: Deps, req: Req): Promise<Answer> {
  const id = req.params.id ?? ''
  if (!isUuid(id)) return notFound
  const m = messagesIn(req.ctx.lang).pendapatan
  const isBayar = typed(req, 'putusan') === 'bayar'
  const order = { id, isBayar, catatan: typed(req, 'catatan') }
  const done = await createDecideReturn(deps)(signedInOf(req), order)
  const text = isBayar ? m.paid : m.refused
  return afterwards(req, done, { to: TERIMA, again: (tried) => show(deps, req, tried), text })
}
