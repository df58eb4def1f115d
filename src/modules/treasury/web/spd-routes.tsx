import { NAMA_BULAN } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parseRupiah, type Sen, subtractSen } from '../../../kernel/money.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import {
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  FilterSelect,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { createDecideSpd, createDraftSpd, spdStates } from '../actions/spd.ts'
import type { Deps } from '../deps.ts'
import type { SpdState } from '../domain/spd.ts'
import { holdsAny, PELAKU, skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listRiwayat } from '../store/riwayat-store.ts'
import { findSpd, listSpd, listSpdBaris, type Spd } from '../store/spd-store.ts'
import { HOME, TreasuryPage, treasuryGet, treasuryPost } from './frame.tsx'
import { afterwards, chosenSkpd, type Tried, UNTRIED } from './pages.ts'
import { Amounts, SkpdBar, SmallForm } from './parts.tsx'
import { Trail } from './spp.page.tsx'
import { thisYear } from './spp-routes.tsx'

const SPD = `${HOME}/spd`
const SHOWN = 200
const TAGS = { konsep: 'tunggu', sah: 'selesai', ditolak: 'netral' } as const

export function spdRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/spd', (req) => showList(deps, req)),
    treasuryGet('/spd/baru', (req) => showDraft(deps, req)),
    treasuryPost('/spd/baru', PELAKU.susunSpd, (req) => draft(deps, req)),
    treasuryGet('/spd/:id', (req) => showSpd(deps, req)),
    treasuryPost('/spd/:id/putusan', PELAKU.putuskanSpd, (req) => decide(deps, req)),
  ]
}

const monthsOf = ({ bulanMulai, bulanSampai }: Pick<Spd, 'bulanMulai' | 'bulanSampai'>) =>
  `${NAMA_BULAN[bulanMulai - 1]} – ${NAMA_BULAN[bulanSampai - 1]}`

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const tahun = thisYear(deps)
  const { skpd } = await fiscal.kodefikasi(kit.db, tahun)
  const rows = await listSpd(kit.db, { tahun, skpdIds: skpdsSeen(req.actor, skpd), limit: SHOWN })
  const m = messagesIn(req.ctx.lang)
  return page(
    <TreasuryPage ctx={req.ctx} title={m.spd.title} room="spd">
      <div class="wadah lebar isi-hal tumpuk">
        <h1>{m.spd.title}</h1>
        {holdsAny(req.actor, PELAKU.susunSpd) && (
          <p>
            <ButtonLink href={`${SPD}/baru`} isSmall>
              {m.spd.new}
            </ButtonLink>
          </p>
        )}
        {rows.length === 0 ? (
          <EmptyState title={m.spd.none} />
        ) : (
          <DataTable
            caption={m.spd.title}
            isStacked
            rows={rows}
            columns={[
              {
                header: m.queue.columns.nomor,
                isHead: true,
                cell: (row) => <a href={`${SPD}/${row.id}`}>{row.nomor ?? m.spd.draft}</a>,
              },
              { header: m.doc.skpd, cell: (row) => skpd.byId.get(row.skpdId)?.nama },
              { header: m.spd.bulan, cell: monthsOf },
              {
                header: m.doc.jumlah,
                isNumber: true,
                cell: (row) => formatRupiah(row.jumlah, req.ctx.lang),
              },
              {
                header: m.queue.columns.tahap,
                cell: (row) => (
                  <StatusTag kind={TAGS[row.status]}>{m.spd.status[row.status]}</StatusTag>
                ),
              },
            ]}
          />
        )}
      </div>
    </TreasuryPage>,
  )
}

const month = (text: string, otherwise: number) => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= 12 ? value : otherwise
}

async function showDraft(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const { chosen, choices } = chosenSkpd(req, kode)
  const m = messagesIn(req.ctx.lang)
  const from = (name: string) => tried.typed[name] ?? fieldText(req.query, name)
  const now = Number(kit.today().slice(5, 7))
  const bulanMulai = month(from('bulanMulai'), 1)
  const bulanSampai = month(from('bulanSampai'), now)
  const at = { tahun, skpdId: chosen?.id ?? 0, bulanSampai }
  const states = chosen === undefined ? [] : await spdStates(deps, kit.db, at)
  const months = NAMA_BULAN.map((label, index) => ({ value: String(index + 1), label }))
  const { ctx } = req
  return page(
    <TreasuryPage ctx={ctx} title={m.spd.new} room="spd">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <h1>{m.spd.new}</h1>
        <SkpdBar
          ctx={ctx}
          action={`${SPD}/baru`}
          choices={choices}
          value={String(chosen?.id ?? '')}
        >
          <FilterSelect
            name="bulanMulai"
            label={m.spd.mulai}
            value={String(bulanMulai)}
            choices={months}
          />
          <FilterSelect
            name="bulanSampai"
            label={m.spd.sampai}
            value={String(bulanSampai)}
            choices={months}
          />
        </SkpdBar>
        <form method="post" action={`${SPD}/baru`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="skpd" value={String(chosen?.id ?? '')} />
          <input type="hidden" name="bulanMulai" value={bulanMulai} />
          <input type="hidden" name="bulanSampai" value={bulanSampai} />
          <DataTable
            caption={m.spd.kegiatan}
            isStacked
            rows={states}
            columns={[
              { header: m.spd.kegiatan, isHead: true, cell: (row) => row.label },
              {
                header: m.spd.anggaran,
                isNumber: true,
                cell: (row) => formatRupiah(row.anggaran, ctx.lang),
              },
              {
                header: m.spd.rencana,
                isNumber: true,
                cell: (row) => formatRupiah(row.rencana, ctx.lang),
              },
              {
                header: m.spd.tersedia,
                isNumber: true,
                cell: (row) => formatRupiah(row.spd, ctx.lang),
              },
              {
                header: m.spd.jumlah,
                isNumber: true,
                cell: (row) => (
                  <>
                    <input type="hidden" name="sub" value={row.subKegiatanId ?? ''} />
                    <input
                      class="isian"
                      name="jumlah"
                      inputMode="decimal"
                      aria-label={`${m.spd.jumlah}: ${row.label}`}
                      value={planned(row)}
                    />
                  </>
                ),
              },
            ]}
          />
          <p>
            <Button>{m.spd.send}</Button>
          </p>
        </form>
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

/** What the cash plan still allows, as it is usually released. */
function planned({ rencana, spd }: SpdState): string {
  const rest = subtractSen(rencana, spd)
  return rest > 0n ? formatRupiah(rest, 'id').replace(/^Rp/, '') : ''
}

async function draft(deps: Deps, req: Req): Promise<Answer> {
  const { form } = req
  const subs = fieldList(form, 'sub')
  const lines = fieldList(form, 'jumlah').flatMap((text, at) => {
    if (text.trim() === '') return []
    const amount = parseRupiah(text)
    const sub = subs[at] ?? ''
    const jumlahSen = amount.ok ? amount.value : (-1n as Sen)
    return [{ subKegiatanId: sub === '' ? null : Number(sub), jumlahSen }]
  })
  const done = await createDraftSpd(deps)(signedInOf(req), {
    skpdId: Number(fieldText(form, 'skpd')),
    bulanMulai: Number(fieldText(form, 'bulanMulai')),
    bulanSampai: Number(fieldText(form, 'bulanSampai')),
    lines,
  })
  const text = messagesIn(req.ctx.lang).spd.sent
  return afterwards(req, done, { to: SPD, text, again: (tried) => showDraft(deps, req, tried) })
}

async function showSpd(deps: Deps, req: Req, tried: Tried = UNTRIED): Promise<Answer> {
  const { kit, fiscal } = deps
  const id = req.params.id ?? ''
  const spd = isUuid(id) ? await findSpd(kit.db, id) : undefined
  if (spd === undefined) return notFound
  const kode = await fiscal.kodefikasi(kit.db, spd.tahun)
  const seen = skpdsSeen(req.actor, kode.skpd)
  if (seen !== undefined && !seen.includes(spd.skpdId)) return notFound
  const lines = await listSpdBaris(kit.db, id)
  const m = messagesIn(req.ctx.lang)
  const { ctx } = req
  const may =
    holdsAny(req.actor, PELAKU.putuskanSpd) &&
    spd.status === 'konsep' &&
    spd.dibuatOleh !== signedInOf(req).accountId
  return page(
    <TreasuryPage ctx={ctx} title={spd.nomor ?? m.spd.draft} room="spd">
      <div class="wadah lebar isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={tried.refusals} />
        <header class="dana-kepala">
          <StatusTag kind={TAGS[spd.status]}>{m.spd.status[spd.status]}</StatusTag>
          <h1>{kode.skpd.byId.get(spd.skpdId)?.nama}</h1>
          <p class="angka redup">
            {spd.nomor ?? m.spd.draft} · {monthsOf(spd)}
            {spd.tanggal !== null && ` · ${formatTanggal(spd.tanggal, ctx.lang)}`}
          </p>
        </header>
        <Amounts ctx={ctx} rows={[[m.doc.jumlah, spd.jumlah]]} />
        <DataTable
          caption={m.spd.kegiatan}
          isStacked
          rows={lines}
          columns={[
            {
              header: m.spd.kegiatan,
              isHead: true,
              cell: (row) => {
                const found = kode.nomenklatur.byId.get(row.subKegiatanId ?? -1)
                return found === undefined ? '–' : `${found.kode} ${found.nama}`
              },
            },
            {
              header: m.spd.jumlah,
              isNumber: true,
              cell: (row) => formatRupiah(row.jumlahSen, ctx.lang),
            },
          ]}
        />
        {may && (
          <Section id="putusan" title={m.doc.todo}>
            <ActionForm
              ctx={ctx}
              action={`${SPD}/${id}/putusan`}
              label={m.spd.sign}
              fields={{ putusan: 'sah' }}
              tone="primary"
            />
            <SmallForm
              ctx={ctx}
              action={`${SPD}/${id}/putusan`}
              scope="tolak"
              fields={[{ name: 'alasan', label: m.doc.reason, type: 'area' }]}
              button={m.spd.refuse}
              tried={tried}
            />
          </Section>
        )}
        <Trail ctx={ctx} riwayat={await listRiwayat(kit.db, id)} />
      </div>
    </TreasuryPage>,
    { status: tried.refusals.length > 0 ? 422 : 200 },
  )
}

async function decide(deps: Deps, req: Req): Promise<Answer> {
  const id = req.params.id ?? ''
  if (!isUuid(id)) return notFound
  const isSah = fieldText(req.form, 'putusan') === 'sah'
  const alasan = fieldText(req.form, 'alasan').slice(0, 2_000)
  const done = await createDecideSpd(deps)(signedInOf(req), { id, isSah, alasan })
  const m = messagesIn(req.ctx.lang).spd
  const text = done.ok && isSah ? m.signed(done.value.nomor) : m.refused
  return afterwards(req, done, {
    to: `${SPD}/${id}`,
    text,
    again: (tried) => showSpd(deps, req, tried),
  })
}
