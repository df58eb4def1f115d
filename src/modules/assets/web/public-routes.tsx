import { yearOf } from '../../../kernel/date.ts'
import { type Answer, bytes, notFound, page } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { messagesIn } from '../messages/index.ts'
import { listFoto } from '../store/foto-store.ts'
import { findKartuByLabel, type Kartu } from '../store/kartu-store.ts'
import type { AssetsModule } from '../types.ts'
import { PublicPage } from './public.page.tsx'
import { labelOf } from './read-form.ts'

/** What the label on a thing leads to. */
export function publicRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  return [
    {
      kind,
      method: 'GET',
      url: '/barang/:label',
      access: 'public',
      handle: (req) => showPublic(assets, req),
    },
    {
      kind,
      method: 'GET',
      url: '/barang/:label/foto',
      access: 'public',
      handle: (req) => showPhoto(assets, req),
    },
  ]
}

async function showPublic({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const { kit, fiscal, reference } = deps
  const label = labelOf(req)
  const kartu = label === undefined ? undefined : await findKartuByLabel(kit.db, label)
  if (kartu === undefined) return notFound
  const kode = await fiscal.kodefikasi(kit.db, yearOf(kit.today()))
  const skpd = kode.skpd.byId.get(kartu.skpdId)
  const unit = skpd?.unitKode ? reference.findUnit(skpd.unitKode) : undefined
  const hasPhoto = isOutdoors(kartu) && (await listFoto(kit.db, kartu.id)).length > 0
  return page(
    <PublicPage
      ctx={req.ctx}
      kartu={kartu}
      keeper={{ nama: unit?.nama ?? skpd?.nama ?? '', telepon: unit?.telepon ?? null }}
      place={placeOf(kartu)}
      reportHref={reportHref(req, kartu)}
      hasPhoto={hasPhoto ? `/barang/${kartu.label}/foto` : undefined}
    />,
  )
}

/** Land, buildings, roads stand where everybody sees them; what is in a room, or driven by somebody, is not shown. */
function isOutdoors({ kib }: Kartu): boolean {
  return kib === 'A' || kib === 'C' || kib === 'D' || kib === 'F'
}

function placeOf(kartu: Kartu): string | undefined {
  return isOutdoors(kartu) ? kartu.rincian.alamat : undefined
}

/** The report's form with what is known filled in; the person writes what is wrong. */
function reportHref({ ctx }: Req, kartu: Kartu): string {
  const m = messagesIn(ctx.lang).public
  const told = new URLSearchParams({
    judul: m.reportTitle(kartu.nama).slice(0, 100),
    isi: m.reportText(kartu.label),
    barang: kartu.label,
  })
  return `/lapor?${told}`
}

async function showPhoto({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const { kit } = deps
  const label = labelOf(req)
  const kartu = label === undefined ? undefined : await findKartuByLabel(kit.db, label)
  if (kartu === undefined || !isOutdoors(kartu)) return notFound
  const [foto] = await listFoto(kit.db, kartu.id)
  const file = foto && (await kit.files.get(foto.kecilSha256))
  return file === undefined
    ? notFound
    : bytes(file, 'image/jpeg', { 'cache-control': 'public, max-age=3600' })
}
