import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { present } from '../../../kernel/assert.ts'
import type { NewLetter } from '../../../modules/documents/index.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Figure } from '../line.ts'
import type { OwnHouse } from '../own-house.ts'
import type { Effort } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'

const WRITERS = 4

/**
 * Letters a second, each with number, rendered file, signature, stamp, record and commit, against bare
 * signing with the same key over the same bytes.
 *
 * @param house of the demo region, seeded
 * @param size applications in the database beside it, for the line
 */
export async function measureLetters(
  { app, dataDir }: Pick<OwnHouse, 'app' | 'dataDir'>,
  effort: Effort,
  size: number,
): Promise<readonly Figure[]> {
  const unit = present(
    app.reference.units().find(({ isActive }) => isActive),
    'the demo region has offices',
  )
  const issue = async (deret: string): Promise<string> => {
    const actor = { kind: 'system', name: 'ukur' } as const
    const letter = letterOf(unit.kode, unit.nama, deret)
    const done = await transaction(app.kit.db, (tx) => app.documents.issue(tx, actor, letter))
    if (!done.ok || 'menunggu' in done.value) throw new Error('the bench letter was not issued')
    return done.value.suratId
  }
  const suratId = await issue('awal')
  const file = await transaction(app.kit.db, (tx) => app.documents.pdfOf(tx, suratId))
  const bytes = present(file, 'an issued letter has its file').pdf
  const key = createPrivateKey(readFileSync(join(dataDir, `pki/segel-${unit.kode}.pem`), 'utf8'))
  const raw = () =>
    countFor({ ms: effort.loadMs, lanes: 1 }, async () => {
      sign('sha256', bytes, key)
    })
  let lane = 0
  const manySeries = () =>
    countFor({ ms: effort.loadMs, lanes: WRITERS }, () => {
      lane = (lane + 1) % WRITERS
      return issue(`deret-${lane}`)
    })
  const oneSeries = () => countFor({ ms: effort.loadMs, lanes: WRITERS }, () => issue('satu'))
  const about = `${bytes.length} bytes of PDF, issued and committed by ${WRITERS} writers`
  const against = '/ bare ECDSA P-256 signatures over the same bytes with the same key'
  const shared = { size, unit: 'letters/s' }
  return [
    {
      ...shared,
      name: 'letters',
      about: `${about} in ${WRITERS} series ${against}`,
      ...(await takeTurns(effort.rounds, manySeries, raw)),
    },
    {
      ...shared,
      name: 'letters one series',
      about: `${about} in one series, whose row they wait for ${against}`,
      ...(await takeTurns(effort.rounds, oneSeries, raw)),
    },
  ]
}

function letterOf(unitKode: string, nama: string, deret: string): NewLetter {
  return {
    jenis: 'ukur',
    judul: 'Surat Keterangan Ukur',
    unitKode,
    nomorPola: `${deret}/{seq:6}/{tahun}`,
    isi: [
      { kind: 'paragraf', text: 'Menerangkan bahwa yang namanya tercantum di bawah ini:' },
      {
        kind: 'tabel',
        rows: [
          ['Nama', 'Nama Contoh'],
          ['NIK', '9901010101900001'],
          ['Alamat', 'Jalan Contoh 1, RT 001/RW 002'],
        ],
      },
      { kind: 'paragraf', text: 'adalah benar warga yang bertempat tinggal di wilayah ini.' },
    ],
    penutup: 'Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.',
    tanda: { level: 'segel', nama, jabatan: nama },
    qrShow: [['Nama', 'N*** C*****']],
    subject: { kind: 'ukur', id: deret, nomor: deret },
  }
}
