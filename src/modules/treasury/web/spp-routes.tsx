import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Refusal, type Result } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import {
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { createTakeLangkah } from '../actions/langkah.ts'
import type { LangkahOrder } from '../actions/step.ts'
import type { Deps } from '../deps.ts'
import { isLangkah, LANGKAH, LANGKAH_ROLES, type Langkah } from '../domain/tahap.ts'
import { holdsAny, holdsFor, skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listSyarat } from '../store/aturan-store.ts'
import { findKontrak } from '../store/kontrak-store.ts'
import { listRiwayat } from '../store/riwayat-store.ts'
import { findSp2dOf, findSpmOf } from '../store/sp2d-store.ts'
import {
  findSpp,
  listBukti,
  listPeriksa,
  listPotongan,
  listSppBaris,
  type Spp,
} from '../store/spp-store.ts'
import { HOME, timeLeftOf, treasuryGet, treasuryPost } from './frame.tsx'
import { readPapers } from './read-form.ts'
import { SppPage } from './spp.page.tsx'

export function sppRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('/spp/:id', (req) => showSpp(deps, req)),
    treasuryPost('/spp/:id/langkah', LANGKAH_ROLES, (req) => takeStep(deps, req)),
  ]
}

type Refused = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

async function showSpp(
  deps: Deps,
  req: Req,
  { refusals, typed }: Refused = { refusals: [], typed: {} },
): Promise<Answer> {
  const { kit, fiscal, reference } = deps
  const id = req.params.id ?? ''
  const spp = isUuid(id) ? await findSpp(kit.db, id) : undefined
  if (spp === undefined) return notFound
  const kode = await fiscal.kodefikasi(kit.db, spp.tahun)
  const seen = skpdsSeen(req.actor, kode.skpd)
  if (seen !== undefined && !seen.includes(spp.skpdId)) return notFound
  const [spm, sp2d, baris, potongan, bukti, syarat, periksa, riwayat, kontrak] = await together([
    findSpmOf(kit.db, id),
    findSp2dOf(kit.db, id),
    listSppBaris(kit.db, id),
    listPotongan(kit.db, id),
    listBukti(kit.db, id),
    listSyarat(kit.db, spp.jenis),
    listPeriksa(kit.db, id),
    listRiwayat(kit.db, id),
    spp.kontrakId === null ? undefined : findKontrak(kit.db, spp.kontrakId),
  ])
  const view = (
    <SppPage
      ctx={req.ctx}
      spp={spp}
      skpdNama={kode.skpd.byId.get(spp.skpdId)?.nama ?? ''}
      spm={spm}
      sp2d={sp2d}
      baris={baris.map((line) => ({
        ...line,
        kegiatan: kode.nomenklatur.byId.get(line.subKegiatanId ?? -1)?.nama ?? '',
        kodeRekening: kode.rekening.byId.get(line.rekeningId)?.kode ?? '',
        rekening: kode.rekening.byId.get(line.rekeningId)?.nama ?? '',
      }))}
      potongan={potongan}
      bukti={bukti}
      syarat={syarat}
      periksa={periksa}
      riwayat={riwayat}
      kontrak={kontrak}
      time={timeLeftOf(req.ctx, spp, reference.calendar())}
      steps={await stepsFor(deps, req, spp)}
      refusals={refusals}
      typed={typed}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** Steps this person may take with it now: by role, by station, and not with what they made. */
async function stepsFor({ fiscal, kit }: Deps, req: Req, spp: Spp): Promise<readonly Langkah[]> {
  const officer = signedInOf(req)
  const kode = await fiscal.kodefikasi(kit.db, spp.tahun)
  const hands: readonly (string | null)[] = [spp.dibuatOleh, spp.diperiksaOleh]
  return Object.keys(LANGKAH)
    .filter(isLangkah)
    .filter((langkah) => {
      const rule = LANGKAH[langkah]
      const holds = rule.isDaerah
        ? holdsAny(officer, rule.roles)
        : holdsFor(officer, rule.roles, spp.skpdId, kode.skpd)
      const isOwn = rule.isForOthers && hands.includes(officer.accountId)
      return holds && !isOwn && rule.dari.includes(spp.tahap)
    })
}

const TYPED_MAX = 20_000

async function takeStep(deps: Deps, req: Req): Promise<Answer> {
  const id = req.params.id ?? ''
  const langkah = fieldText(req.form, 'langkah')
  if (!isUuid(id) || !isLangkah(langkah)) return notFound
  const spp = await findSpp(deps.kit.db, id)
  if (spp === undefined) return notFound
  const typed = typedOf(req)
  const order = readOrder(req, langkah, typed)
  const done = order.ok
    ? await createTakeLangkah(deps)(signedInOf(req), { ...order.value, sppId: id })
    : order
  if (!done.ok) return showSpp(deps, req, { refusals: done.refusals, typed })
  const m = messagesIn(req.ctx.lang)
  const text = `${m.langkah[langkah]}: ${done.value.nomor}`
  return redirect(`${HOME}/spp/${id}`, { flash: { kind: 'success', text } })
}

type Typed = Readonly<Record<string, string>>

/** A step as its form was filled in. */
function readOrder(req: Req, langkah: Langkah, typed: Typed): Result<Omit<LangkahOrder, 'sppId'>> {
  const { alasan = '', suratNomor = '' } = typed
  const plain = { langkah, alasan, suratNomor }
  if (langkah === 'setujui' || langkah === 'kembalikan')
    return ok({ ...plain, periksa: checklistOf(req) })
  if (langkah === 'cair') {
    const { cairTanggal: tanggal = '', cairReferensi: referensi = '' } = typed
    return ok({ ...plain, cair: { tanggal, referensi } })
  }
  if (langkah !== 'perbaiki') return ok(plain)
  const papers = readPapers(fieldText(req.form, 'bukti'))
  if (!papers.ok) return papers
  const { uraian = '', penerima = '', bank = '', rekening = '' } = typed
  return ok({ ...plain, perbaikan: { uraian, penerima, bank, rekening, bukti: papers.value } })
}

function typedOf(req: Req): Typed {
  const typed = Object.keys(req.form).map((name) => [
    name,
    fieldList(req.form, name).join(' ').slice(0, TYPED_MAX),
  ])
  return Object.fromEntries(typed)
}

function checklistOf(req: Req) {
  const present = fieldList(req.form, 'ada')
  const noted = Object.keys(req.form).flatMap((name) =>
    name.startsWith('catatan-') ? [name.slice('catatan-'.length)] : [],
  )
  return [...new Set([...present, ...noted])].map((kode) => ({
    kode,
    isAda: present.includes(kode),
    catatan: fieldText(req.form, `catatan-${kode}`).slice(0, 500),
  }))
}

/** The fiscal year papers made today belong to. */
export const thisYear = ({ kit }: Deps): number => yearOf(kit.today())
