import { isUuid } from '../../../kernel/id.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, bytes, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { createFoto } from '../actions/foto.ts'
import { isWithin, KEEPERS, READERS } from '../actions/wewenang.ts'
import { nextPeriode, type Periode, periodeOf } from '../domain/kib.ts'
import { scheduleOf } from '../domain/penyusutan.ts'
import { messagesIn } from '../messages/index.ts'
import { listAsal } from '../store/asal-store.ts'
import { findFoto, listFoto } from '../store/foto-store.ts'
import { findKartu, findKartuByLabel, type Kartu, listByLabels } from '../store/kartu-store.ts'
import { listMutasi, type Mutasi } from '../store/mutasi-store.ts'
import { listRiwayat } from '../store/riwayat-store.ts'
import { listRuang } from '../store/ruang-store.ts'
import { listUsulanOf } from '../store/usulan-store.ts'
import type { AssetsModule } from '../types.ts'
import { CardPage } from './card.page.tsx'
import { EditPage } from './edit.page.tsx'
import { ASET } from './frame.tsx'
import { LabelPage } from './label.page.tsx'
import { labelOf, numberIn, textsOf, textsOfKartu, typedOf } from './read-form.ts'
import { nomorOf, type Reader, readerOf, sees } from './reader.ts'

const UPLOAD = { bodyLimit: 16 * 1024 * 1024, takesPhotos: true }
const LABELS_MAX = 200
const KARTU = `${ASET}/kartu/:label`

/** One card: looking, changing, proposing, its photos and its sticker. */
export function cardRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: READERS }
  const keep = { roles: KEEPERS }
  const act = (aksi: string, handle: Route['handle'], rest: Partial<Route> = {}): Route => ({
    kind,
    method: 'POST',
    url: `${KARTU}/${aksi}`,
    access: keep,
    handle,
    ...rest,
  })
  const get = (url: string, handle: Route['handle'], access = read): Route => ({
    kind,
    method: 'GET',
    url,
    access,
    handle,
  })
  return [
    get(KARTU, (req) => showCard(assets, req)),
    get(`${KARTU}/ubah`, (req) => showEdit(assets, req), keep),
    get(`${ASET}/label`, (req) => showLabels(assets, req)),
    get(`${ASET}/foto/:id`, (req) => showPhoto(assets, req)),
    act('ubah', (req) => edit(assets, req)),
    act('rehab', (req) => change(assets, req, rehab)),
    act('koreksi', (req) => change(assets, req, koreksi)),
    act('pindah', (req) => change(assets, req, propose)),
    act('hapus', (req) => change(assets, req, propose)),
    act('selesai', (req) => finish(assets, req)),
    act('foto', (req) => change(assets, req, addPhoto), UPLOAD),
  ]
}

async function found(
  { deps }: AssetsModule,
  req: Req,
): Promise<Readonly<{ kartu: Kartu; reader: Reader }> | undefined> {
  const label = labelOf(req)
  if (label === undefined) return undefined
  const reader = await readerOf(deps, req)
  const kartu = await findKartuByLabel(deps.kit.db, label)
  return kartu !== undefined && sees(reader, kartu) ? { kartu, reader } : undefined
}

async function showCard(
  assets: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const seen = await found(assets, req)
  if (seen === undefined) return notFound
  const { kartu, reader } = seen
  const { kit, acuan } = assets.deps
  const { db } = kit
  const wajib = (await acuan(db, reader.tahun)).byId.get(kartu.kodeBarangId)?.wajib ?? []
  const words = messagesIn(req.ctx.lang).ruas as Readonly<Record<string, string>>
  const mutasi = await listMutasi(db, kartu.id)
  const view = (
    <CardPage
      ctx={req.ctx}
      refusals={refusals}
      kartu={kartu}
      nomor={nomorOf(reader, kartu)}
      skpd={reader.skpdOf(kartu.skpdId)?.nama ?? ''}
      mutasi={mutasi}
      schedule={scheduleFrom(kartu, mutasi)}
      riwayat={await listRiwayat(db, kartu.id)}
      asal={await listAsal(db, kartu.id)}
      foto={await listFoto(db, kartu.id)}
      usulan={await listUsulanOf(db, kartu.id)}
      gaps={wajib
        .filter((name) => (kartu.rincian[name] ?? '') === '')
        .map((name) => words[name] ?? name)}
      mayChange={isWithin(reader.keeps, kartu.skpdId)}
      tujuan={reader.kode.skpd.all.filter(({ id }) => id !== kartu.skpdId)}
      typed={textsOf(req.form)}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** What comes, named by semester: after the last one charged, or from the first that will be. */
function scheduleFrom(kartu: Kartu, mutasi: readonly Mutasi[]) {
  const charged = mutasi.flatMap(({ periode }) => (periode === null ? [] : [periode])).toSorted()
  const last = charged.at(-1)
  let periode: Periode = last === undefined ? kartu.susutMulai : nextPeriode(last)
  const now = periodeOf(kartu.tanggalPerolehan)
  if (periode < now) periode = now
  return kartu.isEkstrakomptabel
    ? []
    : scheduleOf(kartu).map((row) => {
        const named = { ...row, periode }
        periode = nextPeriode(periode)
        return named
      })
}

type Change = (
  assets: AssetsModule,
  req: Req,
  label: string,
) => Promise<Result<unknown> | undefined>

const at = (req: Req, name: string) => fieldText(req.form, name).slice(0, 4_000)

const rehab: Change = (assets, req, label) =>
  req.actor.kind !== 'officer'
    ? Promise.resolve(undefined)
    : assets.rehab(req.actor, {
        label,
        dokumen: at(req, 'dokumen'),
        typed: { jumlah: at(req, 'jumlah'), tanggal: '' },
      })

const koreksi: Change = (assets, req, label) =>
  req.actor.kind !== 'officer'
    ? Promise.resolve(undefined)
    : assets.koreksi(req.actor, {
        label,
        dokumen: at(req, 'dokumen'),
        typed: {
          nilai: at(req, 'nilai'),
          akumulasi: at(req, 'akumulasi'),
          sisaSemester: at(req, 'sisaSemester'),
          alasan: at(req, 'alasan'),
        },
      })

const propose: Change = (assets, req, label) =>
  req.actor.kind !== 'officer'
    ? Promise.resolve(undefined)
    : assets.usulkan(req.actor, {
        label,
        jenis: req.path.endsWith('/pindah') ? 'pindah' : 'hapus',
        keSkpdId: numberIn(req.form, 'ke'),
        alasan: at(req, 'alasan'),
      })

const addPhoto: Change = (assets, req, label) => {
  const [file] = req.files
  if (req.actor.kind !== 'officer') return Promise.resolve(undefined)
  return createFoto(assets.deps)(req.actor, { label, bytes: file?.bytes ?? new Uint8Array() })
}

async function change(assets: AssetsModule, req: Req, work: Change): Promise<Answer> {
  const label = labelOf(req)
  const done = label === undefined ? undefined : await work(assets, req, label)
  if (done === undefined) return notFound
  return done.ok ? stored(req, label ?? '') : showCard(assets, req, done.refusals)
}

function stored(req: Req, label: string): Answer {
  const { saved } = messagesIn(req.ctx.lang).act
  return redirect(`${ASET}/kartu/${label}`, { flash: { kind: 'success', text: saved } })
}

async function finish(assets: AssetsModule, req: Req): Promise<Answer> {
  const label = labelOf(req)
  if (label === undefined || req.actor.kind !== 'officer') return notFound
  const done = await assets.selesaiKdp(req.actor, {
    label,
    bastNomor: at(req, 'bastNomor'),
    bastTanggal: at(req, 'bastTanggal'),
    hasil: at(req, 'hasil'),
    kondisi: 'B',
  })
  if (done === undefined) return notFound
  return done.ok ? stored(req, done.value[0] ?? label) : showCard(assets, req, done.refusals)
}

async function showEdit(
  assets: AssetsModule,
  req: Req,
  refused: Readonly<{ refusals: readonly Refusal[] }> = { refusals: [] },
): Promise<Answer> {
  const seen = await found(assets, req)
  if (seen === undefined || !isWithin(seen.reader.keeps, seen.kartu.skpdId)) return notFound
  const { kartu, reader } = seen
  const { kit, acuan } = assets.deps
  const rules = await acuan(kit.db, reader.tahun)
  const isRefused = refused.refusals.length > 0
  const view = (
    <EditPage
      ctx={req.ctx}
      refusals={refused.refusals}
      kartu={kartu}
      wajib={kartu.isWarisan ? [] : (rules.byId.get(kartu.kodeBarangId)?.wajib ?? [])}
      typed={isRefused ? textsOf(req.form) : textsOfKartu(kartu)}
      ruang={await listRuang(kit.db, [kartu.skpdId])}
    />
  )
  return page(view, { status: isRefused ? 422 : 200 })
}

async function edit(assets: AssetsModule, req: Req): Promise<Answer> {
  const label = labelOf(req)
  if (label === undefined || req.actor.kind !== 'officer') return notFound
  const done = await assets.ubah(req.actor, {
    label,
    versi: numberIn(req.form, 'versi') ?? 0,
    ruangId: numberIn(req.form, 'ruang') ?? null,
    typed: typedOf(req.form),
  })
  if (done === undefined) return notFound
  return done.ok ? stored(req, label) : showEdit(assets, req, { refusals: done.refusals })
}

async function showLabels({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const asked = [req.query.nomor ?? []].flat().slice(0, LABELS_MAX)
  const rows = await listByLabels(deps.kit.db, asked)
  const shown = rows.filter((row) => sees(reader, row))
  if (shown.length === 0) return notFound
  return page(
    <LabelPage
      ctx={req.ctx}
      rows={shown.map((row) => ({
        ...row,
        nomor: nomorOf(reader, row),
        skpd: reader.skpdOf(row.skpdId)?.nama ?? '',
        url: `${deps.kit.baseUrl}/barang/${row.label}`,
      }))}
    />,
  )
}

async function showPhoto({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  const foto = isUuid(id) ? await findFoto(deps.kit.db, id) : undefined
  const kartu = foto && (await findKartu(deps.kit.db, foto.kartuId))
  if (foto === undefined || kartu === undefined) return notFound
  if (!sees(await readerOf(deps, req), kartu)) return notFound
  const isSmall = fieldText(req.query, 'kecil') === '1'
  const file = await deps.kit.files.get(isSmall ? foto.kecilSha256 : foto.sha256)
  return file === undefined
    ? notFound
    : bytes(file, 'image/jpeg', { 'cache-control': 'private, max-age=86400' })
}
