import type { App } from '../../src/app.ts'
import { rows, sql } from '../../src/platform/db/database.ts'
import type { TestDatabase } from './database.ts'

type Room = readonly [who: string, paths: readonly string[]]

/** Every page of the service portal with who opens it; of the demo region with its history. '' is nobody. */
export async function servicePages(
  app: App,
  { owner }: Pick<TestDatabase, 'owner'>,
): Promise<readonly Room[]> {
  const one = async (query: ReturnType<typeof sql<{ found: string }>>, what: string) => {
    const [row] = await rows(owner, query)
    if (row === undefined) throw new Error(`the demo region has ${what}`)
    return row.found
  }
  const ofWarga = sql`p.pemilik_akun_id = (select a.id from identity.akun a where a.nama_pengguna = 'warga')`
  const mine = (state: ReturnType<typeof sql<unknown>>, what: string) =>
    one(
      sql<{
        found: string
      }>`select p.nomor as found from services.permohonan p where ${ofWarga} and ${state}
      order by p.nomor limit 1`,
      what,
    )
  const waitingIn = (unit: string, role: string) =>
    one(
      sql<{ found: string }>`select p.nomor as found from services.tugas t
      join services.permohonan p on p.id = t.permohonan_id
      where t.unit_kode = ${unit} and ${role} = any (t.peran) order by p.nomor limit 1`,
      `something that waits for ${role} of ${unit}`,
    )
  const mending = await mine(sql`p.tahap like 'perbaikan%'`, 'a fix list of warga')
  const running = await mine(
    sql`p.akhir is null and p.jeda_sejak is null`,
    'a running one of warga',
  )
  const done = await mine(sql`p.akhir = 'terbit'`, 'a finished one of warga')
  const letter = await one(
    sql<{
      found: string
    }>`select s.kode as found from documents.surat s where s.kode is not null order by s.kode limit 1`,
    'a letter',
  )
  const bill = await one(
    sql<{
      found: string
    }>`select t.kode_bayar as found from payments.tagihan t order by t.kode_bayar limit 1`,
    'a bill',
  )
  const draft = await one(
    sql<{ found: string }>`select d.id::text as found from services.draf d limit 1`,
    'a draft of warga',
  )
  const [place] = await rows(
    owner,
    sql<{ kode: string }>`select t.kode from queueing.tempat t order by t.kode limit 1`,
  )
  const [service] = (await app.services.deps.layanan.katalog()).layanan.values()
  return [
    [
      '',
      [
        '/layanan',
        '/layanan?q=ktp+hilang',
        '/layanan?q=zzzzqqqq',
        '/layanan/waktu',
        `/layanan/${service?.code}`,
        '/layanan/DPMPTSP-JALAN-MASUK',
        '/layanan/DESA-DOMISILI/riwayat',
        '/verifikasi',
        `/verifikasi/${letter}`,
        '/verifikasi/SRT-0000-0000-0000-0000-0',
        '/antrean',
        `/antrean/${place?.kode}`,
        '/skm',
        '/skm/unit/dukcapil',
        '/skm/layanan/DUKCAPIL-AKTA-LAHIR',
        `/bayar/${bill}`,
      ],
    ],
    [
      'warga',
      [
        '/akun/permohonan',
        `/permohonan/${running}`,
        `/permohonan/${done}`,
        `/permohonan/${mending}`,
        `/permohonan/${mending}/perbaikan`,
        `/permohonan/draf/${draft}`,
        `/permohonan/draf/${draft}/periksa`,
        '/layanan/DESA-DOMISILI/ajukan',
        '/akun/kuasa',
        '/akun/surat',
        '/akun/berkas',
      ],
    ],
    [
      'petugas-kauman',
      [
        '/kerja/permohonan',
        '/kerja/permohonan?layanan=DESA-DOMISILI',
        `/kerja/permohonan/${await waitingIn('kel-kauman-jati', 'petugas-layanan')}`,
        '/kerja/permohonan/loket',
        '/kerja/permohonan/pantau',
        '/kerja/surat',
        '/kerja/skm',
        '/kerja/antrean',
      ],
    ],
    [
      'kadis-dpmptsp',
      [
        '/kerja',
        '/kerja/permohonan',
        '/kerja/permohonan/pantau',
        `/kerja/permohonan/${await waitingIn('dpmptsp', 'kepala-opd')}`,
        '/kerja/pengaturan/antrean',
      ],
    ],
    [
      'petugas-dishub',
      [`/kerja/permohonan/${await waitingIn('dishub', 'petugas-lapangan')}`, '/kerja/permohonan'],
    ],
    ['layanan-pupr', [`/kerja/permohonan/${await waitingIn('pupr', 'petugas-layanan')}`]],
    ['loket', ['/kerja/pembayaran', '/kerja/antrean']],
  ]
}
