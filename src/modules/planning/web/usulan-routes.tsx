import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatRupiah } from '../../../ui/format.ts'
import type { Wilayah } from '../../reference/index.ts'
import { ownSkpd } from '../actions/isi.ts'
import { createDecide, createRegister, linesFor } from '../actions/usulan.ts'
import type { Deps } from '../deps.ts'
import { SUMBER } from '../domain/dokumen.ts'
import { STATUS_USULAN, type UsulanForm } from '../domain/usulan.ts'
import { PLANNERS, READERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { findBaris } from '../store/baris-store.ts'
import { findNewest } from '../store/dokumen-store.ts'
import {
  countUsulan,
  findByNomor,
  listAlasan,
  listUsulan,
  type Usulan,
} from '../store/usulan-store.ts'
import { asked, numberOf, typed } from './asked.ts'
import { dokumenPath, USULAN, withQuery } from './paths.ts'
import { PutusanPage } from './putusan.page.tsx'
import { UsulanListPage } from './usulan.page.tsx'

const SHOWN = 50

/** The register of proposals and the decision of each. */
export function usulanRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: READERS }
  const write = { roles: PLANNERS }
  const one = `${USULAN}/:nomor`
  return [
    { kind, method: 'GET', url: USULAN, access: read, handle: (req) => showRegister(deps, req) },
    { kind, method: 'POST', url: USULAN, access: write, handle: (req) => register(deps, req) },
    { kind, method: 'GET', url: one, access: read, handle: (req) => showOne(deps, req) },
    { kind, method: 'POST', url: one, access: write, handle: (req) => decide(deps, req) },
  ]
}

type Refused = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>
const NOTHING: Refused = { refusals: [], typed: {} }

/** Every kecamatan, desa and kelurahan, in the order of their codes. */
export function placesOf({ reference }: Deps): readonly Wilayah[] {
  return reference.kecamatan().flatMap((one) => [one, ...reference.desaOf(one.kode)])
}

function filterOf(req: Req) {
  return {
    sumber: SUMBER.find((one) => one === asked(req, 'sumber')) ?? '',
    status: STATUS_USULAN.find((one) => one === asked(req, 'status')) ?? '',
    lokasi: asked(req, 'lokasi'),
    skpd: String(numberOf(asked(req, 'skpd')) ?? ''),
    kata: asked(req, 'kata'),
  } as const
}

async function showRegister(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const { kit, fiscal, reference } = deps
  const next = yearOf(kit.today()) + 1
  const tahun = numberOf(asked(req, 'tahun')) ?? next
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const filter = filterOf(req)
  const { sumber, status, lokasi, skpd, kata } = filter
  const after = asked(req, 'sesudah')
  const found = await listUsulan(kit.db, {
    tahun,
    limit: SHOWN + 1,
    ...(sumber === '' ? {} : { sumber }),
    ...(status === '' ? {} : { status }),
    ...(skpd === '' ? {} : { skpdId: Number(skpd) }),
    ...(lokasi === '' ? {} : { lokasi }),
    ...(kata === '' ? {} : { kata }),
    ...(after === '' ? {} : { after }),
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const here = { ...filter, tahun: String(tahun) }
  const own = ownSkpd(signedInOf(req), kode)
  const view = (
    <UsulanListPage
      ctx={req.ctx}
      tahun={tahun}
      years={[next + 1, next, next - 1, next - 2]}
      filter={filter}
      counts={await countUsulan(kit.db, { tahun })}
      rows={rows}
      kode={kode}
      kecamatan={reference.kecamatan()}
      places={placesOf(deps)}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
      nextHref={last && withQuery(USULAN, { ...here, sesudah: last.nomor })}
      firstHref={after === '' ? undefined : withQuery(USULAN, here)}
      own={kode.skpd.all.filter((one) => own.has(one.kode))}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

const FIELDS: readonly (keyof UsulanForm)[] = [
  'tahun',
  'sumber',
  'pengusulJenis',
  'pengusulWilayah',
  'judul',
  'uraian',
  'lokasi',
  'lokasiRinci',
  'volume',
  'satuan',
  'perkiraan',
  'pendukung',
  'skpd',
]

async function register(deps: Deps, req: Req): Promise<Answer> {
  const form = Object.fromEntries(FIELDS.map((name) => [name, typed(req, name)])) as UsulanForm
  const done = await createRegister(deps)(signedInOf(req), form)
  if (!done.ok) return showRegister(deps, req, { refusals: done.refusals, typed: form })
  const text = messagesIn(req.ctx.lang).usulan.registered(done.value.nomor)
  return redirect(`${USULAN}/${done.value.nomor}`, { flash: { kind: 'success', text } })
}

async function showOne(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const { kit, fiscal, reference } = deps
  const usulan = await findByNomor(kit.db, (req.params.nomor ?? '').slice(0, 100))
  if (usulan === undefined) return notFound
  const actor = signedInOf(req)
  const { skpd } = await fiscal.kodefikasi(kit.db, usulan.tahun)
  const addressed = skpd.byId.get(usulan.skpdId)
  const isOwn = ownSkpd(actor, await fiscal.kodefikasi(kit.db, usulan.tahun)).has(
    addressed?.kode ?? '',
  )
  const isOther = usulan.didaftarkanOleh !== actor.accountId
  const mayDecide = usulan.status === 'diajukan' && isOwn && isOther
  const draft = await findNewest(kit.db, { jenis: 'rkpd', tahun: usulan.tahun }, true)
  const view = (
    <PutusanPage
      ctx={req.ctx}
      usulan={usulan}
      skpdName={addressed?.nama ?? ''}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
      lines={await linesShown(deps, req, usulan)}
      open={usulan.status === 'diajukan' ? await linesFor(kit.db, usulan) : []}
      reasons={await listAlasan(kit.db)}
      newLineHref={
        draft?.status === 'disusun'
          ? withQuery(`${dokumenPath(draft)}/baris`, { usulan: usulan.nomor })
          : undefined
      }
      mayDecide={mayDecide}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

/** Lines a proposal went into, as they are in the newest version of its year. */
async function linesShown({ kit }: Deps, req: Req, usulan: Usulan) {
  const rkpd = await findNewest(kit.db, { jenis: 'rkpd', tahun: usulan.tahun }, true)
  const shown: { href: string; judul: string; pagu: string }[] = []
  for (const id of usulan.barisIds) {
    const line = rkpd && (await findBaris(kit.db, { dokumenId: rkpd.id, id }))
    if (rkpd === undefined || line === undefined) continue
    shown.push({
      href: `${dokumenPath(rkpd)}/baris/${id}`,
      judul: line.uraian,
      pagu: formatRupiah(line.pagu, req.ctx.lang),
    })
  }
  return shown
}

async function decide(deps: Deps, req: Req): Promise<Answer> {
  const nomor = (req.params.nomor ?? '').slice(0, 100)
  const form = {
    hasil: typed(req, 'hasil'),
    barisId: isUuid(typed(req, 'barisId')) ? typed(req, 'barisId') : '',
    alasanKode: typed(req, 'alasanKode'),
    alasan: typed(req, 'alasan'),
  }
  const decided = await createDecide(deps)(signedInOf(req), { nomor, form })
  if (decided === undefined) return notFound
  if (!decided.ok) return showOne(deps, req, { refusals: decided.refusals, typed: form })
  const text = messagesIn(req.ctx.lang).usulan.decided
  return redirect(`${USULAN}/${nomor}`, { flash: { kind: 'success', text } })
}
