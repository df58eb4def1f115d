import { isUuid } from '../../../kernel/id.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatRupiah } from '../../../ui/format.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { createSubmitSpp } from '../actions/ajukan.ts'
import { readSisa, type Sisa } from '../actions/sisa.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { SppForm } from '../domain/spp.ts'
import { JENIS_SPP } from '../domain/tahap.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import {
  findKontrak,
  findKontrakOfTermin,
  listBast,
  listOpenTermin,
} from '../store/kontrak-store.ts'
import { listLpjForGu } from '../store/lpj-store.ts'
import { MakePage } from './buat.page.tsx'
import { HOME, treasuryGet, treasuryPost } from './frame.tsx'
import { readPapers } from './read-form.ts'
import { createFindPosisi, type FindPosisi, readLines } from './read-lines.ts'
import { thisYear } from './spp-routes.tsx'

export function buatRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/spp/baru', (req) => showForm(deps, req)),
    treasuryPost('/spp/baru', PELAKU.ajukan, (req) => makeSpp(deps, req)),
  ]
}

const NAMES = [
  'skpd',
  'jenis',
  'uraian',
  'penerima',
  'bank',
  'rekening',
  'jumlah',
  'terminId',
  'lpjId',
  'baris',
  'bukti',
] as const
const TYPED_MAX = 200_000
const CHOICES_MAX = 100

type Typed = Readonly<Record<(typeof NAMES)[number], string>>

const typedOf = (fields: Req['form']): Typed =>
  Object.fromEntries(
    NAMES.map((name) => [name, fieldText(fields, name).slice(0, TYPED_MAX)]),
  ) as Typed

/** SKPD this person makes requests for. */
export function makersSkpd(req: Req, { skpd }: Kodefikasi) {
  const officer = signedInOf(req)
  return skpd.all.filter(({ id }) => holdsFor(officer, PELAKU.ajukan, id, skpd))
}

async function showForm(
  deps: Deps,
  req: Req,
  refused?: Readonly<{ refusals: readonly Refusal[]; typed: Typed; kunci: string }>,
): Promise<Answer> {
  const { kit, fiscal } = deps
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const own = makersSkpd(req, kode)
  const typed = refused?.typed ?? (await prefilled(deps, typedOf(req.query), own))
  const chosen = own.find(({ id }) => String(id) === typed.skpd) ?? own[0]
  const at = chosen && { tahun, skpdId: chosen.id }
  const sisa = at === undefined ? [] : await readSisa(deps, kit.db, { ...at, kode })
  const stages = at === undefined ? [] : await listOpenTermin(kit.db, { ...at, limit: CHOICES_MAX })
  const lpj = at === undefined ? [] : await listLpjForGu(kit.db, at)
  const { lang } = req.ctx
  const view = (
    <MakePage
      ctx={req.ctx}
      refusals={refused?.refusals ?? []}
      typed={{ ...typed, skpd: String(chosen?.id ?? '') }}
      kunci={refused?.kunci ?? kit.newId()}
      skpdChoices={own.map(({ id, nama }) => ({ value: String(id), label: nama }))}
      terminChoices={stages.map((one) => ({
        value: one.id,
        label: `${one.kontrakNomor} · ${one.penyedia} · ${one.uraian} · ${formatRupiah(one.nilai, lang)}`,
      }))}
      lpjChoices={lpj.map((one) => ({
        value: one.id,
        label: `${one.nomor} · ${formatRupiah(one.jumlah, lang)}`,
      }))}
      left={sisa.map((one) => leftOf(one, kode))}
    />
  )
  return page(view, { status: refused === undefined ? 200 : 422 })
}

/** What the contract of a stage already says, so that nobody types it again. */
async function prefilled(
  { kit }: Deps,
  typed: Typed,
  own: readonly Readonly<{ id: number }>[],
): Promise<Typed> {
  if (!isUuid(typed.terminId)) return typed
  const id = await findKontrakOfTermin(kit.db, typed.terminId)
  const kontrak = id === undefined ? undefined : await findKontrak(kit.db, id)
  if (kontrak === undefined || !own.some((one) => one.id === kontrak.skpdId)) return typed
  const done = await listBast(kit.db, kontrak.id)
  return {
    ...typed,
    skpd: String(kontrak.skpdId),
    uraian: kontrak.uraian,
    penerima: kontrak.penyedia,
    bank: kontrak.penyediaBank,
    rekening: kontrak.penyediaRekening,
    bukti: done.map(({ nomor, tanggal }) => `Berita acara\t${nomor}\t${tanggal}`).join('\n'),
  }
}

function leftOf(one: Sisa, { nomenklatur, rekening }: Kodefikasi) {
  const account = rekening.byId.get(one.rekeningId)
  return {
    sub: nomenklatur.byId.get(one.subKegiatanId ?? -1)?.kode ?? '',
    rekening: account?.kode ?? '',
    nama: account?.nama ?? '',
    sisa: one.sisa,
    sisaSpd: one.sisaSpd,
  }
}

async function makeSpp(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal, budget } = deps
  const typed = typedOf(req.form)
  const kunci = fieldText(req.form, 'kunci').slice(0, 120)
  const tahun = thisYear(deps)
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const skpd = makersSkpd(req, kode).find(({ id }) => String(id) === typed.skpd)
  const again = (refusals: readonly Refusal[]) => showForm(deps, req, { refusals, typed, kunci })
  if (skpd === undefined) return again([refusal('BUKAN_WEWENANG', {}, 'skpd')])
  const positions = await budget.anggaranBerlaku(kit.db, { tahun, skpdId: skpd.id })
  const form = readForm(typed, createFindPosisi(positions, kode))
  if (!form.ok) return again(form.refusals)
  const { terminId } = form.value
  const kontrakId = terminId && (await findKontrakOfTermin(kit.db, terminId))
  const order = {
    skpdId: skpd.id,
    kunci: isUuid(kunci) ? kunci : kit.newId(),
    form: { ...form.value, ...(kontrakId === undefined ? {} : { kontrakId }) },
  }
  const made = await createSubmitSpp(deps)(signedInOf(req), order)
  if (!made.ok) return again(made.refusals)
  const text = messagesIn(req.ctx.lang).form.sent(made.value.nomor)
  return redirect(`${HOME}/spp/${made.value.id}`, { flash: { kind: 'success', text } })
}

/** The form as it was filled in: every cell that cannot be read is told at once. */
function readForm(typed: Typed, find: FindPosisi): Result<SppForm> {
  const jenis = JENIS_SPP.find((one) => one === typed.jenis)
  const lines = readLines(typed.baris, find)
  const papers = readPapers(typed.bukti)
  const jumlah = jenis === 'UP' ? parseRupiah(typed.jumlah) : ok(undefined)
  const refusals = [
    ...(jenis === undefined ? [refusal('SPP_JENIS', {}, 'jenis')] : []),
    ...(lines.ok ? [] : lines.refusals),
    ...(papers.ok ? [] : papers.refusals),
    ...(jumlah.ok ? [] : jumlah.refusals.map((one) => ({ ...one, field: 'jumlah' }))),
  ]
  if (jenis === undefined || !lines.ok || !papers.ok || !jumlah.ok) return refuse(refusals)
  const { uraian, penerima, bank, rekening } = typed
  return ok({
    jenis,
    uraian,
    penerima,
    bank,
    rekening,
    baris: lines.value,
    bukti: papers.value,
    ...(jumlah.value === undefined ? {} : { jumlahSen: jumlah.value }),
    ...(isUuid(typed.terminId) && jenis === 'LS' ? { terminId: typed.terminId } : {}),
    ...(isUuid(typed.lpjId) && jenis === 'GU' ? { lpjId: typed.lpjId } : {}),
  })
}
