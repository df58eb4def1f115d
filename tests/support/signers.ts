import { formatNomor } from '../../src/kernel/nomor.ts'
import { run, sql, type Tx } from '../../src/platform/db/database.ts'
import { pause } from './program.ts'

const KODE = 'DESA-DOMISILI'
/** Long before the demo region's own applications. */
const YEAR = 2015

/**
 * Applications for a proof of residence that wait for the head's signature, as if checked a moment ago.
 *
 * @returns their numbers
 */
export async function waitForSignature(
  owner: Tx,
  { count, akunId, unit }: Readonly<{ count: number; akunId: string; unit: string }>,
): Promise<readonly string[]> {
  const nomor = Array.from({ length: count }, (_, at) =>
    formatNomor({ prefix: 'PMH', year: YEAR, serial: at + 1 }),
  )
  await run(
    owner,
    sql`with baru as (
      insert into services.permohonan (id, nomor, kunci_klien, kode, versi, pemilik_akun_id, diajukan_oleh, cara, kanal, bahasa,
        tahap, desa_kode, kecamatan_kode, pemilik_unit, diajukan_at, tahap_sejak, tenggat_at)
      select gen_random_uuid(), n, gen_random_uuid(), ${KODE}, d.versi, ${akunId}::uuid, ${akunId}::uuid, 'sendiri', 'web', 'id',
        'ttd', ${unit}, 'kec-wonolestari', ${unit}, now(), now(),
        now() + interval '1 day'
      from unnest(${[...nomor]}::text[]) n, services.definisi d where d.kode = ${KODE} and d.status = 'terbit'
      returning id),
    isian as (
      insert into services.isian (permohonan_id, jawaban) select b.id,
        jsonb_build_object('p.nama', 'Warga Contoh', 'keperluan', 'bank', 'domisili.rt', '001/002') from baru b),
    riwayat as (
      insert into services.riwayat (id, permohonan_id, urutan, kejadian, ke_tahap, oleh_jenis, waktu)
      select gen_random_uuid(), b.id, 1, 'teruskan', 'ttd', 'petugas', now() from baru b)
    insert into services.tugas (id, permohonan_id, tahap, unit_kode, peran, tenggat_at, dibuat_at)
    select gen_random_uuid(), b.id, 'ttd', ${unit}, array['kades', 'lurah'], now() + interval '1 day', now() from baru b`,
  )
  return nomor
}

/** Somebody at work in a browser without script: keeps the session, reads the token off each page. */
export async function openDesk(address: string, username: string, password: string) {
  const jar = new Map<string, string>()
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const get = async (path: string) =>
    keep(await fetch(`${address}${path}`, { headers: { cookie: cookie(), accept: 'text/html' } }))
  const post = async (path: string, form: Readonly<Record<string, string>>) =>
    keep(
      await fetch(`${address}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookie(), accept: 'text/html' },
        body: new URLSearchParams(form),
      }),
    )
  const first = await (await get('/masuk')).text()
  const done = await post('/masuk', {
    identitas: username,
    sandi: password,
    _csrf: fieldOf(first, '_csrf'),
  })
  if (done.status !== 303) throw new Error(`${username} could not sign in: ${done.status}`)
  return { get, post }
}

type Desk = Awaited<ReturnType<typeof openDesk>>

function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
}

export type Signing = Readonly<{
  /** Numbers whose signature was answered with "done". */
  acknowledged: ReadonlySet<string>
  /** Tries that got no answer or a 5xx. */
  retried: () => number
  finish: () => Promise<void>
}>

const RETRY_MS = 40

/** Hands that sign one application after the other, and never let one go until it is signed. */
export function startSigning(
  desk: Desk,
  { nomor, hands }: Readonly<{ nomor: readonly string[]; hands: number }>,
): Signing {
  const acknowledged = new Set<string>()
  const left = [...nomor]
  let isOpen = true
  let retried = 0
  const sign = async () => {
    while (isOpen) {
      const one = left.pop()
      if (one === undefined) return
      let outcome = await signOne(desk, one)
      while (outcome === 'unknown') {
        retried += 1
        await pause(RETRY_MS)
        outcome = await signOne(desk, one)
      }
      if (outcome === 'done') acknowledged.add(one)
    }
  }
  const all = Promise.all(Array.from({ length: hands }, sign))
  return {
    acknowledged,
    retried: () => retried,
    finish: async () => {
      isOpen = false
      await all
    },
  }
}

/** `there`: an earlier try, whose answer was lost, has done it. */
async function signOne(desk: Desk, nomor: string): Promise<'done' | 'there' | 'unknown'> {
  const path = `/kerja/permohonan/${nomor}`
  try {
    const shown = await desk.get(path)
    if (shown.status >= 500) return 'unknown'
    const html = await shown.text()
    if (shown.status !== 200) throw new Error(`refused: ${path} ${shown.status}`)
    if (!html.includes('value="tandatangani"')) return 'there'
    const answer = await desk.post(path, {
      _csrf: fieldOf(html, '_csrf'),
      versi: fieldOf(html, 'versi'),
      tindakan: 'tandatangani',
    })
    if (answer.status === 303) return 'done'
    if (answer.status >= 500) return 'unknown'
    throw new Error(`refused: ${path} ${answer.status} ${(await answer.text()).slice(0, 400)}`)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('refused')) throw error
    return 'unknown'
  }
}
