import { isUuid } from '../../../../kernel/id.ts'
import type { Tx } from '../../../../platform/db/database.ts'
import { type Answer, notFound } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { standingOf } from '../../actions/act-on-laporan.ts'
import { isSignedHref, versionOf } from '../../actions/photo-links.ts'
import type { Deps } from '../../deps.ts'
import { maySeeUnpublished, UKURAN_FOTO, type UkuranFoto } from '../../domain/photo.ts'
import { type Foto, findFoto } from '../../store/foto-store.ts'
import { findLaporanById } from '../../store/laporan-store.ts'

type Ukuran = UkuranFoto | 'asli'

/**
 * `GET /foto/:id/:ukuran`: one photo as JPEG.
 *
 * Published: everyone; with `?v=` from `publishedHref` it may be cached for ever, without it the browser
 * asks again (ETag). Unpublished: whoever works on the case, the reporter's account, the browser of the
 * draft, or a signed address from `photoHref`. `asli`: only the signed address of a recorded look.
 * Whatever may not be seen is not there.
 */
export function fotoRoutes({ deps }: Readonly<{ deps: Deps }>): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/foto/:id/:ukuran',
      access: 'public',
      kind: 'page',
      handle: (req) => showPhoto(deps, req),
    },
  ]
}

async function showPhoto(deps: Deps, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  const ukuran = readUkuran(req.params.ukuran)
  if (!isUuid(id) || ukuran === undefined) return notFound
  const foto = await findFoto(deps.kit.db, id)
  if (foto === undefined || !(await maySee(deps, req, { foto, ukuran }))) return notFound
  return sendPhoto(deps, req, { foto, ukuran })
}

function readUkuran(text: string | undefined): Ukuran | undefined {
  return text === 'asli' ? text : UKURAN_FOTO.find((one) => one === text)
}

type Asked = Readonly<{ foto: Foto; ukuran: Ukuran }>

async function maySee({ kit }: Deps, req: Req, { foto, ukuran }: Asked): Promise<boolean> {
  const signature = fieldText(req.query, 's')
  const signer = { secretKey: kit.secretKey, now: kit.now() }
  if (signature !== '' && isSignedHref(signer, { id: foto.id, ukuran, signature })) return true
  if (ukuran === 'asli') return false
  if (foto.keputusan === 'terbit') return isCasePublic(kit.db, foto)
  if (foto.laporanId === null) return foto.perangkat === req.deviceId
  return isInvolved(kit.db, req, foto.laporanId)
}

/** A case that stopped being public takes its photos with it. */
async function isCasePublic(tx: Tx, foto: Foto): Promise<boolean> {
  const laporan = foto.laporanId === null ? undefined : await findLaporanById(tx, foto.laporanId)
  return laporan?.isPublik === true
}

async function isInvolved(tx: Tx, req: Req, laporanId: string): Promise<boolean> {
  if (req.sessionId === undefined) return false
  const laporan = await findLaporanById(tx, laporanId)
  if (laporan === undefined) return false
  return maySeeUnpublished(laporan, await standingOf(tx, laporan, { actor: req.actor }))
}

async function sendPhoto({ kit }: Deps, req: Req, { foto, ukuran }: Asked): Promise<Answer> {
  const etag = `"${nameOf({ foto, ukuran })}"`
  const headers = {
    'cache-control': cacheRule(req, { foto, ukuran }),
    'content-disposition': `inline; filename="foto-${foto.id.slice(0, 8)}-${ukuran}.jpg"`,
    etag,
  }
  if (req.headers['if-none-match'] === etag)
    return {
      kind: 'bytes',
      status: 304,
      body: new Uint8Array(),
      contentType: 'image/jpeg',
      headers,
    }
  const body = await readPicture(kit, { foto, ukuran })
  if (body === undefined) {
    kit.log.error({ event: 'citizen-reports.photo-missing', fotoId: foto.id }, 'photo without file')
    return notFound
  }
  return { kind: 'bytes', body, contentType: 'image/jpeg', headers }
}

function nameOf({ foto, ukuran }: Asked): string {
  if (ukuran === 'asli') return foto.asliSha256 ?? foto.sha256
  return ukuran === 'kecil' ? foto.kecilSha256 : foto.sha256
}

function readPicture(kit: Deps['kit'], asked: Asked): Promise<Uint8Array | undefined> {
  const isSealed = asked.ukuran === 'asli' && asked.foto.asliSha256 !== null
  return (isSealed ? kit.sealedFiles : kit.files).get(nameOf(asked))
}

/** What is not public is kept nowhere; what is may be kept for ever under the address with its hash. */
function cacheRule(req: Req, { foto, ukuran }: Asked): string {
  if (foto.keputusan !== 'terbit' || ukuran === 'asli') return 'private, no-store'
  return fieldText(req.query, 'v') === versionOf(foto)
    ? 'public, max-age=31536000, immutable'
    : 'public, no-cache'
}
