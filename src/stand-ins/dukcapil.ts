import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../package-root.ts'
import { notFound, readObject, type StandIn, type StandInAnswer } from './stand-in.ts'

const Penduduk = z.object({
  nik: z.string(),
  nkk: z.string(),
  nama: z.string(),
  tempatLahir: z.string(),
  lahir: z.string(),
  kelamin: z.enum(['laki-laki', 'perempuan']),
  kawin: z.enum(['belum_kawin', 'kawin', 'cerai_hidup', 'cerai_mati']),
  alamat: z.string(),
  rt: z.string(),
  rw: z.string(),
  desaKode: z.string(),
  agama: z.string(),
  pekerjaan: z.string(),
})
type Penduduk = z.infer<typeof Penduduk>

export type DukcapilOptions = Readonly<{
  /** Look-ups a day; afterwards it says that they are used up. */
  quota?: number
}>

/**
 * The population register of the ministry as agencies meet it: one call by NIK, names of columns in capitals,
 * "not found" and "used up" as texts in an answer of 200. Its documents are not public; the shape follows
 * what programs that use it read.
 */
export async function openDukcapil({ quota = 100_000 }: DukcapilOptions = {}): Promise<StandIn> {
  const path = join(packageRoot, 'data/demo/penduduk.json')
  const people = z.array(Penduduk).parse(JSON.parse(await readFile(path, 'utf8')))
  const byNik = new Map(people.map((one) => [one.nik, one]))
  let left = quota
  return {
    name: 'dukcapil',
    answer: async ({ method, path: asked, body }): Promise<StandInAnswer> => {
      if (method !== 'POST' || asked !== '/CALL_NIK') return notFound
      const nik = readObject(body)?.NIK
      if (typeof nik !== 'string')
        return { status: 400, body: { RESPON: 'Parameter tidak lengkap' } }
      if (left === 0) return said('Kuota Akses Hari ini telah Habis')
      left -= 1
      const found = byNik.get(nik)
      return found === undefined ? said('Data Tidak Ditemukan') : content([columnsOf(found)])
    },
  }
}

const said = (words: string) => content([{ RESPON: words }])

function content(rows: readonly object[]): StandInAnswer {
  return {
    status: 200,
    body: {
      content: rows,
      lastPage: true,
      numberOfElements: rows.length,
      sort: null,
      totalElements: rows.length,
      firstPage: true,
      number: 0,
      size: rows.length,
    },
  }
}

const KAWIN = {
  belum_kawin: 'BELUM KAWIN',
  kawin: 'KAWIN TERCATAT',
  cerai_hidup: 'CERAI HIDUP',
  cerai_mati: 'CERAI MATI',
} as const

function columnsOf(one: Penduduk): object {
  const [prop, kab, kec, kel] = one.desaKode.split('.').map(Number)
  return {
    NIK: one.nik,
    NO_KK: one.nkk,
    NAMA_LGKP: one.nama.toUpperCase(),
    JENIS_KLMIN: one.kelamin === 'perempuan' ? 'Perempuan' : 'Laki-Laki',
    TMPT_LHR: one.tempatLahir.toUpperCase(),
    TGL_LHR: one.lahir,
    STATUS_KAWIN: KAWIN[one.kawin],
    AGAMA: one.agama.toUpperCase(),
    JENIS_PKRJN: one.pekerjaan.toUpperCase(),
    ALAMAT: one.alamat.toUpperCase(),
    NO_RT: Number(one.rt),
    NO_RW: Number(one.rw),
    NO_PROP: prop,
    NO_KAB: kab,
    NO_KEC: kec,
    NO_KEL: kel,
  }
}
