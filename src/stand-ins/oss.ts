import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../package-root.ts'
import { notFound, readObject, type StandIn, type StandInAnswer } from './stand-in.ts'

const Usaha = z.object({
  nib: z.string(),
  nama: z.string(),
  kbli: z.array(z.string()),
  risiko: z.enum(['rendah', 'menengah_rendah', 'menengah_tinggi', 'tinggi']),
})

/**
 * OSS as agencies ask it for one NIB: the published inquiry of its interface for ministries and regions, an
 * envelope with a code of its own inside an answer of 200.
 */
export async function openOss(): Promise<StandIn> {
  const path = join(packageRoot, 'data/demo/usaha.json')
  const firms = z.array(Usaha).parse(JSON.parse(await readFile(path, 'utf8')))
  const byNib = new Map(firms.map((one) => [one.nib, one]))
  return {
    name: 'oss',
    answer: async ({ method, path: asked, headers, body }): Promise<StandInAnswer> => {
      if (method !== 'POST' || asked !== '/inqueryNIB') return notFound
      if (headers.user_key === undefined || headers.user_key === '')
        return said(401, 'User Akses Tidak Valid')
      const { INQUERYNIB: question } = readObject(body) ?? {}
      const nib = readObject(JSON.stringify(question ?? null))?.nib
      if (typeof nib !== 'string') return said(400, 'Data Parameter Salah')
      const firm = byNib.get(nib)
      if (firm === undefined) return said(404, 'Data NIB tidak ditemukan')
      const { nama, kbli, risiko } = firm
      return said(200, 'Data NIB ditemukan', {
        nib,
        nama_perseroan: nama,
        data_proyek: kbli.map((kode, index) => ({
          id_proyek: `R-${nib}-${index + 1}`,
          kbli: kode,
          skala_risiko: risiko,
        })),
      })
    },
  }
}

function said(kode: number, keterangan: string, dataNIB?: object): StandInAnswer {
  const respon = { kode, keterangan, ...(dataNIB === undefined ? {} : { dataNIB }) }
  return { status: 200, body: { responinqueryNIB: respon } }
}
