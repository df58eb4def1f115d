import { readFile, stat } from 'node:fs/promises'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import type { Actor } from '../kernel/actor.ts'
import {
  ALASAN_MAX,
  ALASAN_MIN,
  parseReason,
  type Renewed,
  type RenewOrder,
  type RenewRefusal,
} from '../modules/public-log/index.ts'
import { openDatabase } from '../platform/db/database.ts'
import { readOptions } from './read-options.ts'
import { withInstallation, wrongUsage } from './with-installation.ts'

const ACTOR: Actor = { kind: 'system', name: 'pendopo log renew' }

export const command: Command = {
  summary: 'Memulai log publik lagi dengan nama baru, sesudah cadangan lama dipulihkan',
  usage: `pendopo log renew --alasan "<sebabnya, ${ALASAN_MIN} sampai ${ALASAN_MAX} huruf>" [--titik <berkas>] [--paksa]

  --alasan  mengapa log lama tidak dapat diteruskan. Dibaca semua orang untuk selamanya: jangan menyebut
            nama orang
  --titik   titik periksa log lama yang dipegang saksi atau pembaca (<alamat saksi>/checkpoint?origin=<nama
            log>), supaya yang diakui hilang tidak kurang dari yang hilang
  --paksa   walau program tidak menolak menandatangani, tidak ada saksi yang mengeluh, dan tidak ada titik
            periksa yang lebih besar; misalnya ketika mesin lama hilang dan tidak ada saksi

Isi yang ada menjadi awal log baru: nama lama ditambah /2 (lalu /3), kunci baru, saksi mulai dari nol. Yang
pernah ditandatangani log lama disimpan sebagai bukti di /log/lama, dan catatan pertama log baru
menyebutnya. Seluruhnya atau tidak sama sekali; program boleh tetap menyala.`,
  run: async (args) => {
    const options = readOptions(args, { alasan: 'valued', titik: 'valued', paksa: 'alone' })
    if (typeof options === 'string') return wrongUsage(options)
    if (options.words.length > 0) return wrongUsage(`Pemakaian: ${command.usage}`)
    const alasan = parseReason(options.values('alasan')[0] ?? '')
    if (alasan === undefined)
      return wrongUsage(
        `--alasan menjelaskan kepada semua orang mengapa log dimulai lagi: ${ALASAN_MIN} sampai ${ALASAN_MAX} huruf dalam satu baris.`,
      )
    const [path] = options.values('titik')
    const nota = path === undefined ? {} : { nota: await readNote(path) }
    const order = { alasan, isForced: options.has('paksa'), ...nota }
    return withInstallation((installation) => runRenew(installation, order))
  },
}

const NOTE_BYTES_MAX = 65_536

async function readNote(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > NOTE_BYTES_MAX) throw new Error(`${path} terlalu besar untuk sebuah titik periksa.`)
  return readFile(path, 'utf8')
}

/** The command on an open installation; tests call it with the program they started. */
export async function runRenew(
  {
    app,
    cluster: { ownerUrl },
  }: Pick<Installation, 'app'> & Readonly<{ cluster: Pick<Installation['cluster'], 'ownerUrl'> }>,
  order: Omit<RenewOrder, 'actor'>,
): Promise<number> {
  // A log of years has many checkpoints to put aside; whoever waits for a lock waits a bounded time.
  const owner = openDatabase({ url: ownerUrl, poolMax: 1, statementTimeoutMs: 0 })
  const done = await app.runningLog
    .renew(owner.db, { ...order, actor: ACTOR })
    .catch(refuseBusy)
    .finally(owner.close)
  if ('why' in done) {
    process.stderr.write(`${sayWhy(done)}\n`)
    return 1
  }
  process.stdout.write(sayDone(done))
  return 0
}

/** PostgreSQL's word for a lock that was waited for too long; by then nothing has changed. */
const LOCK_TIMEOUT = '55P03'

function refuseBusy(error: unknown): Readonly<{ why: 'busy' }> {
  if ((error as { code?: unknown }).code === LOCK_TIMEOUT) return { why: 'busy' }
  throw error
}

function sayWhy(refusal: RenewRefusal | Readonly<{ why: 'busy' }>): string {
  switch (refusal.why) {
    case 'busy':
      return 'Pekerjaan lain masih menulis ke log, misalnya sebuah impor. Tidak ada yang berubah; ulangi sesudah pekerjaan itu selesai.'
    case 'unnamed':
      return 'Log publik belum bernama. Nyalakan program sekali: namanya dibuat sendiri.'
    case 'nothing-wrong':
      return 'Log ini tidak perlu nama baru: program dapat menandatanganinya, dan tidak ada saksi yang melihatnya mundur atau bercabang. Bila seseorang memegang titik periksa yang lebih besar, sebutkan dengan --titik; bila Anda hanya tahu bahwa isinya lebih tua daripada yang pernah ditandatangani, tambahkan --paksa.'
    case 'unsigned-note':
      return 'Berkas --titik bukan titik periksa yang ditandatangani log ini dengan kunci yang ada di sini.'
    case 'other-log':
      return `DATA_DIR/log-puncak.txt menyebut log lain, ${refusal.asal}. Periksa apakah DATA_DIR dan basis data ini satu pemasangan.`
    case 'damaged':
      return `Yang tersimpan rusak, dan nama baru tidak memperbaikinya: log ${refusal.fault.log}, ${refusal.fault.place}: ${refusal.fault.what}. Pulihkan dahulu cadangan yang utuh.`
  }
}

function sayDone({ asal, ukuranTerakhir, pengganti, ukuran, kunci }: Renewed): string {
  return `Log ${asal} berakhir; sejauh diketahui ${ukuranTerakhir} entri pernah ditandatangani.
Log ${pengganti} dimulai dengan ${ukuran} entri, dan catatan nomor ${ukuran} menjelaskannya. Kuncinya:
${kunci}
Umumkan nama dan kunci ini kepada saksi dan pembaca log, dan buat cadangan baru.
`
}
